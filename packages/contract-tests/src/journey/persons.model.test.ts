import fc from 'fast-check'
import { identify, openTestEnvironment, type TestEnvironment } from './test-environment'

/**
 * Random histories of persons whom events name in every way: by user id, by e-mail, by phone alone,
 * by a user id with nothing new but a title, with a placeholder for a user id, with the e-mail of a
 * different person, and with a refusal of consent. Responses get lost or unreadable in between.
 * After each history every person is one contact, and each value is in the contact of its person.
 */
const PEOPLE = 3
/** Each run has the same histories. These variables ask for others, and for more of them. */
const RUNS = Number(process.env.MODEL_RUNS ?? 30)
const SEED = Number(process.env.MODEL_SEED ?? 1)

const KINDS = ['full', 'full', 'email', 'placeholder', 'title', 'phone', 'phone', 'refuses'] as const

const happening = fc.record({
  kind: fc.constantFrom(...KINDS),
  person: fc.nat(PEOPLE - 1),
  /** Whose e-mail address the event carries: now and then that of a different person. */
  addressOf: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, fc.nat(PEOPLE - 1)),
  name: fc.constantFrom('Ada', 'Cleo Fern', '花子'),
  title: fc.constantFrom('Botanist', 'Gardener', 'CFO'),
  placeholder: fc.constantFrom('undefined', 'null', '[object Object]', 'NaN', ' '),
})
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never

const trouble = fc.constantFrom(
  { status: 429, headers: { 'Retry-After': '30' } },
  { status: 503 },
  { status: 409, headers: { 'Content-Type': 'text/html' }, body: '<html>Conflict</html>' },
  { status: 201, body: '' },
  { status: 200, body: '{"id":' },
  { kind: 'reset' },
  { kind: 'reset', after: true },
  { kind: 'malformed', after: true },
)

interface Person {
  name: string
  email: string | null
  unique_external_id: string | null
  phone: string | null
  job_title: string | null
  tagged: boolean
}

const toUserId = (person: number) => `u-${person}`
const toAddress = (person: number) => `person${person}@example.com`
const toPhone = (person: number) => `+44791112345${person}`

function toEvent({ kind, person, addressOf = person, name, title, placeholder }: Happening): object {
  const email = toAddress(addressOf)
  const { userId, ...event } = identify(toUserId(person), { title })
  if (kind === 'full') return { ...event, userId, traits: { name, title, email } }
  if (kind === 'email') return { ...event, traits: { name, title, email } }
  if (kind === 'placeholder') return { ...event, userId: placeholder, traits: { name, title, email } }
  if (kind === 'title') return { ...event, userId }
  if (kind === 'phone') return { ...event, anonymousId: 'server', traits: { name, title, phone: toPhone(person) } }
  const context = { consent: { categoryPreferences: { marketing: false } } }
  return { ...event, userId, traits: { email: toAddress(person) }, context }
}

/** Applies an event to the expected contacts. Returns the outcomes that its delivery may have. */
function apply(contacts: Person[], { kind, person, addressOf = person, name, title }: Happening): string[] {
  const userId = toUserId(person)
  const email = toAddress(addressOf)
  const byUserId = contacts.find(contact => contact.unique_external_id === userId)
  const byEmail = contacts.find(contact => contact.email === email)
  const byPhone = contacts.find(contact => contact.phone === toPhone(person))
  const isNew = { email: null, unique_external_id: null, phone: null }
  const create = (own: Partial<Person>) => {
    contacts.push({ ...isNew, name, job_title: title, tagged: true, ...own })
    // A create whose response is lost ends as an update of the same contact.
    return ['created', 'updated', 'exists']
  }
  const update = (contact: Person, own: Partial<Person> = {}) => {
    Object.assign(contact, { job_title: title, tagged: true, ...own })
    return ['updated', 'exists']
  }
  if (kind === 'phone') return byPhone ? update(byPhone, { name }) : create({ phone: toPhone(person) })
  if (kind === 'title') return byUserId ? update(byUserId) : ['rejected']
  if (kind === 'refuses') {
    const refusing = byUserId ?? contacts.find(contact => contact.email === toAddress(person))
    if (!refusing?.tagged) return ['dropped']
    refusing.tagged = false
    // A response that is lost after the tag was removed leaves nothing to remove.
    return ['updated', 'dropped']
  }
  if (kind !== 'full') return byEmail ? update(byEmail, { name }) : create({ email })
  if (byUserId) return update(byUserId, { name, ...((byEmail ?? byUserId) === byUserId && { email }) })
  return byEmail ? update(byEmail, { name, unique_external_id: userId }) : create({ email, unique_external_id: userId })
}

const toExpected = ({ tagged, ...person }: Person) => ({ ...person, tags: tagged ? ['marketing-consent'] : [] })

const toKnown = ({ name, email, unique_external_id, phone, job_title, tags }: Record<string, unknown>) => ({
  ...{ name, email, unique_external_id, phone, job_title, tags },
})

const sorted = (people: object[]) => people.map(person => JSON.stringify(person, KEYS)).sort()
const KEYS = ['name', 'email', 'unique_external_id', 'phone', 'job_title', 'tags']

async function live(environment: TestEnvironment, history: { event: Happening; troubles: object[] }[]) {
  const contacts: Person[] = []
  for (const { event, troubles } of history) {
    for (const fault of troubles)
      await environment.admin('POST', '/faults', { times: 1, match: { path: '/api/v2/*' }, ...fault })
    const { outcome, message } = await environment.host.deliver(toEvent(event) as never)
    await environment.admin('DELETE', '/faults')
    const outcomes = apply(contacts, event)
    if (!outcomes.includes(outcome)) throw new Error(`${event.kind}: ${outcome}, not ${outcomes}: ${message}`)
  }
  return contacts
}

test('every person is one contact, whichever identifier an event carries', async () => {
  const history = fc.array(fc.record({ event: happening, troubles: fc.array(trouble, { maxLength: 2 }) }), {
    minLength: 1,
    maxLength: 10,
  })
  await fc.assert(
    fc.asyncProperty(history, async history => {
      const settings = { domain: 'acme', apiKey: 'mock-api-key', onConsentWithdrawn: 'remove-tag' }
      const environment = await openTestEnvironment({}, { settings })
      try {
        const expected = await live(environment, history)
        expect(sorted((await environment.contacts()).map(toKnown))).toEqual(sorted(expected.map(toExpected)))
      } finally {
        await environment.close()
      }
    }),
    { numRuns: RUNS, seed: SEED },
  )
}, 1_200_000)
