import * as fc from 'fast-check'
import { createCallApi } from '../testing/call-api'

const ID = 72_009_990_004
const NAMES =
  'name email phone mobile twitter_id unique_external_id other_emails company_id view_all_tickets other_companies'
const MORE =
  'address description job_title language time_zone tags custom_fields avatar lookup_parameter contact label type'
const RARE =
  'choices position unique domains note renewal_date primary_contact_id secondary_contact_ids __proto__ constructor'
const PATHS = `contacts contacts/${ID} contacts/${ID}/restore contacts/${ID}/hard_delete contacts/${ID}/make_agent
  contacts/${ID}/send_invite contacts/merge contacts/autocomplete search/contacts companies companies/72000990001
  companies/autocomplete contact_fields contact_fields/72000110001 company_fields agents/me tickets __proto__`.split(
  /\s+/,
)
const QUERIES = 'email phone page per_page company_id state updated_since term name query force constructor'.split(' ')

const words = `${NAMES} ${MORE} ${RARE}`.split(' ')
const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom(
    '',
    '__proto__',
    'null',
    "'",
    '"',
    '%',
    '"tag:\'a\'"',
    '2026-01-01',
    'a@b.example',
    '\u0000',
    '\ud800',
  ),
)
const value = fc.oneof(
  hostileText,
  fc.jsonValue({ maxDepth: 3 }),
  fc.integer(),
  fc.constantFrom(72000990001, null, true),
)
const body = fc.oneof(
  { weight: 8, arbitrary: fc.dictionary(fc.oneof(fc.constantFrom(...words), fc.string()), value, { maxKeys: 8 }) },
  { weight: 1, arbitrary: fc.jsonValue() },
)
const query = fc
  .dictionary(fc.oneof(fc.constantFrom(...QUERIES), fc.string()), hostileText, { maxKeys: 3 })
  .map(pairs => Object.entries(pairs).map(([name, text]) => `${encode(name)}=${encode(text)}`))
const request = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH'),
  path: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...PATHS) }, { weight: 1, arbitrary: fc.string() }),
  query,
  body,
})

function encode(text: string): string {
  try {
    return encodeURIComponent(text)
  } catch {
    return text
  }
}

/** What Freshdesk is known to response. A 500 would be a defect of ours. */
const STATUSES = [200, 201, 204, 400, 404, 405, 409, 415]

test('whatever is asked gets a response of the documented kind, and everybody else is left as they were', () => {
  const warned = jest.spyOn(process, 'emitWarning')
  const { callApi, account } = createCallApi()
  fc.assert(
    fc.property(request, ({ method, path, query, body }) => {
      const url = `/${path.replaceAll('?', '')}${query.length > 0 ? `?${query.join('&')}` : ''}`
      const { status, text, headers } = callApi(method, url, body)
      expect(STATUSES).toContain(status)
      if (text !== '') expect(JSON.parse(text)).toEqual(expect.anything())
      expect(text).not.toMatch(/<html|\bat .*\.[jt]s:\d/)
      for (const value of Object.values(headers).flat()) expect(value).toMatch(/^[\t\x20-\x7e]*$/)
    }),
    { numRuns: 1_500 },
  )
  expect(warned).not.toHaveBeenCalled()
  expect(Object.keys(Object.prototype)).toEqual([])
  expect(() => account.load(account.snapshot())).not.toThrow()
})
