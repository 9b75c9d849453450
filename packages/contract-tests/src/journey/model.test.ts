import fc from 'fast-check'
import { identify, openTestEnvironment, signsUp, type TestEnvironment } from './test-environment'

/**
 * Random histories of an account. People sign up, are identified with changed values, and change
 * their address, several at once. Agents tag and annotate contacts. Connections break, responses
 * get lost, and rate limits apply. Afterwards every person must be exactly one contact, with the
 * newest value of each field and everything that agents wrote.
 */
const PEOPLE = 4
/** Every run uses the same histories. These variables choose different ones, or more of them. */
const RUNS = Number(process.env.MODEL_RUNS ?? 30)
const SEED = Number(process.env.MODEL_SEED ?? 1)

interface Happening {
  person: number
  kind: 'identify' | 'signUp'
  /** The event has no user id: only the address says who it is about. */
  byAddress: boolean
  traits: { name?: string; firstName?: string; title?: string; phone?: string; email: number }
}

const happening = (addresses: number, byAddress: fc.Arbitrary<boolean>): fc.Arbitrary<Happening> =>
  fc.record({
    person: fc.nat(PEOPLE - 1),
    kind: fc.constantFrom('identify', 'identify', 'identify', 'signUp'),
    byAddress,
    traits: fc.record(
      {
        name: fc.constantFrom('Ada', 'Bea', 'Cleo Fern', 'Dörte Ümlaut', '花子'),
        firstName: fc.constantFrom('Ada', 'Bea'),
        title: fc.constantFrom('Botanist', 'Head of Botany', 'Gardener', ''),
        phone: fc.constantFrom('020 7946 0958', '07700 900123', '+49 30 901820', 'nonsense'),
        email: fc.nat(addresses - 1), // one of this person's own addresses
      },
      { requiredKeys: ['email'] },
    ),
  })
const agentsEdit = fc.record({
  person: fc.nat(PEOPLE - 1),
  tag: fc.constantFrom('vip', 'Gold', 'call back'),
  note: fc.string({ maxLength: 20 }),
  dropsConsent: fc.boolean(),
})
const trouble = fc.constantFrom(
  { status: 429, headers: { 'Retry-After': '30' } },
  { status: 500 },
  { status: 503 },
  { kind: 'reset' },
  { kind: 'reset', after: true },
)
/** Some events at once, with troubles on the way; then, when all is quiet, an agent. */
const hours = (event: fc.Arbitrary<Happening>) =>
  fc.array(
    fc.record({
      events: fc.array(event, { minLength: 1, maxLength: 8 }),
      troubles: fc.array(trouble, { maxLength: 4 }),
      edit: fc.option(agentsEdit, { nil: undefined }),
    }),
    { minLength: 1, maxLength: 4 },
  )

const PHONES: Record<string, string | undefined> = {
  '020 7946 0958': '+442079460958',
  '07700 900123': '+447700900123',
  '+49 30 901820': '+4930901820',
}
const address = (person: number, which: number) => `person${person}.address${which}@example.com`

/** The contact a person should be: what its events say, in order, and what agents wrote. */
interface Expected {
  name: string
  email: string
  unique_external_id: string | null
  phone: string | null
  job_title: string | null
  description: string | null
  tags: string[]
}

function apply(model: Map<number, Expected>, { person, kind, byAddress, traits }: Happening) {
  const known = model.get(person)
  if (known && kind === 'signUp') return
  const email = address(person, traits.email)
  model.set(person, {
    name: traits.name ?? known?.name ?? traits.firstName ?? email,
    email,
    unique_external_id: byAddress ? (known?.unique_external_id ?? null) : `u-${person}`,
    phone: PHONES[traits.phone ?? ''] ?? known?.phone ?? null,
    job_title: traits.title || known?.job_title || null,
    description: known?.description ?? null,
    tags: [...new Set([...(known?.tags ?? []), 'marketing-consent'])],
  })
}

async function live(
  environment: TestEnvironment,
  hours: {
    events: Happening[]
    troubles: object[]
    edit: { person: number; tag: string; note: string; dropsConsent: boolean } | undefined
  }[],
) {
  const model = new Map<number, Expected>()
  for (const { events, troubles, edit } of hours) {
    for (const fault of troubles)
      await environment.admin('POST', '/faults', { times: 1, match: { path: '/api/v2/*' }, ...fault })
    const reports = await Promise.all(
      events.map(({ person, kind, byAddress, traits }) => {
        const given = { ...traits, email: address(person, traits.email) }
        const { userId, ...event } = (kind === 'signUp' ? signsUp : identify)(`u-${person}`, given)
        return environment.host.deliver(byAddress ? event : { userId, ...event })
      }),
    )
    expect(reports.filter(({ outcome }) => !['created', 'updated', 'exists'].includes(outcome))).toEqual([])
    for (const event of events) apply(model, event)
    await environment.admin('DELETE', '/faults')
    const edited = edit && model.get(edit.person)
    if (edited) {
      const [contact] = (await environment.call('GET', `/contacts?email=${edited.email}`)).data as {
        id: number
      }[]
      const kept = edited.tags.filter(tag => !(edit.dropsConsent && tag === 'marketing-consent'))
      edited.tags = [...new Set([edit.tag, ...kept])]
      edited.description = edit.note || 'a note'
      await environment.call('PUT', `/contacts/${contact?.id}`, { tags: edited.tags, description: edited.description })
    }
  }
  return model
}

test('every person ends as exactly one contact with the newest values, and agents’ edits stay', async () => {
  await fc.assert(
    fc.asyncProperty(hours(happening(3, fc.constant(false))), async hours => {
      const environment = await openTestEnvironment({}, { concurrency: 6 })
      try {
        const model = await live(environment, hours)
        expect(sorted(await environment.contacts())).toEqual(sorted([...model.values()]))
        await expectOnlyAllowedCalls(environment, ['PUT'])
      } finally {
        await environment.close()
      }
    }),
    { numRuns: RUNS, seed: SEED },
  )
}, 1_200_000)

test('where phones are unique, people who share a phone keep their other values and separate contacts', async () => {
  await fc.assert(
    fc.asyncProperty(hours(happening(1, fc.boolean())), async hours => {
      const environment = await openTestEnvironment({}, { concurrency: 6 })
      try {
        await environment.admin('PATCH', '/settings', { uniquePhone: true })
        const model = await live(environment, hours)
        const contacts = await environment.contacts()
        // The first person gets the phone. The others have none, or keep the one they have.
        const withoutPhone = (people: object[]) => sorted(people.map(person => ({ ...person, phone: null })))
        expect(withoutPhone(contacts)).toEqual(withoutPhone([...model.values()]))
        const phones = contacts.flatMap(({ phone }) => phone ?? [])
        expect(new Set(phones).size).toBe(phones.length)
        // An event that carries only a known address leaves no value to write. The contact is then
        // read for its tags.
        await expectOnlyAllowedCalls(environment, ['PUT', 'GET'])
      } finally {
        await environment.close()
      }
    }),
    { numRuns: RUNS, seed: SEED },
  )
}, 1_200_000)

/** People in the order of their first address, tags in any, as far as the model knows them. */
const sorted = (people: object[]) =>
  (people as Expected[])
    .map(({ name, email, unique_external_id, phone, job_title, description, tags }) => ({
      ...{ name, email, unique_external_id, phone, job_title, description },
      tags: [...tags].sort(),
    }))
    .sort((a, b) => a.email.localeCompare(b.email))

/**
 * Allows a create, and updates of contacts that a 409 named. A tag list must keep every tag. A
 * look-up or a deletion fails the test.
 */
async function expectOnlyAllowedCalls(environment: TestEnvironment, afterwards: string[]) {
  const named = new Set<string>()
  for (const { method, path, url, status, request, ...entry } of await environment.journal()) {
    const ofAgents = url.includes('email=') || request.body.includes('"description"')
    if (ofAgents) continue
    if (method === 'POST') {
      expect(path).toBe('/api/v2/contacts')
      const response = (entry as unknown as { response: { body: string } | null }).response?.body ?? ''
      if (status === 409)
        for (const [, id] of response.matchAll(/"user_id":(\d+)/g)) named.add(`/api/v2/contacts/${id}`)
    } else {
      expect(afterwards).toContain(method)
      expect([...named]).toContain(path)
      const sent = JSON.parse(request.body || '{}') as Record<string, unknown>
      if ('tags' in sent) expect(sent).toEqual({ tags: expect.arrayContaining(['marketing-consent']) })
    }
  }
}
