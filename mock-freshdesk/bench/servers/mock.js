const { startMock } = require('../../dist/js')
const serve = require('./serve')

/**
 * The mock as it is packed, with validation, keys, rate-limit headers and the journal on, and a
 * limit that is never reached. MOCK_CONTACTS is how many contacts it starts with, ten of them with
 * each tag, MOCK_DB the file it keeps them in.
 */
const { MOCK_CONTACTS, MOCK_DB } = process.env

const count = Number(MOCK_CONTACTS ?? 0)
const contacts = Array.from({ length: count }, (_, n) => ({
  id: 72009990010 + n,
  name: `Ada Moss ${n}`,
  email: `ada.moss.${n}@bench.example`,
  phone: '+441632960001',
  unique_external_id: `u-${n}`,
  job_title: 'Head of Growth',
  tags: ['marketing-consent', `tag-${n % (count / 10)}`],
  custom_fields: { signup_method: 'email' },
}))

startMock({ plan: 1_000_000_000, ...(MOCK_CONTACTS && { seed: { contacts } }), ...(MOCK_DB && { db: MOCK_DB }) }).then(
  ({ port }) => serve(port),
)
