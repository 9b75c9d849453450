import { identify, openTestEnvironment, type TestEnvironment } from './test-environment'

let environment: TestEnvironment
afterEach(() => environment.close())
jest.setTimeout(60_000)

const people = (count: number) =>
  Array.from({ length: count }, (_, i) => identify(`u${i}`, { name: `Person ${i}`, email: `person.${i}@example.com` }))

/**
 * People of whom only a phone number is known: the plugin looks them up before it creates a
 * contact.
 */
const callers = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    ...identify('', { name: `Caller ${i}`, phone: `+4479111234${10 + i}` }),
    userId: undefined,
    anonymousId: `a${i}`,
  }))

const deliverAll = async (events: ReadonlyArray<Record<string, unknown>>) => {
  const reports = await Promise.all(events.map(event => environment.host.deliver(event)))
  const journal = await environment.journal()
  return { reports, journal, refused: journal.filter(({ status }) => status === 429) }
}

it.each([20, 200])(
  'at concurrency %i on the Growth plan, 450 events take as long as the limit asks, without a 429',
  async concurrency => {
    environment = await openTestEnvironment({ plan: 'growth' }, { concurrency })
    const { reports, refused } = await deliverAll(people(450))
    expect(new Set(reports.map(({ outcome }) => outcome))).toEqual(new Set(['created']))
    expect(refused).toEqual([])
    // 450 calls at 198 a minute: 136 seconds.
    expect(environment.waited()).toBeGreaterThan(135_000)
    expect(environment.waited()).toBeLessThan(140_000)
  },
)

it('look-ups beyond the limit for lists of contacts wait, and other events go on', async () => {
  environment = await openTestEnvironment({ plan: 'growth' }, { concurrency: 4 })
  const { reports, refused, journal } = await deliverAll([...people(1), ...callers(40), ...people(20)])
  expect(new Set(reports.map(({ outcome }) => outcome))).toEqual(new Set(['created', 'updated']))
  expect(refused).toEqual([])
  expect(journal.filter(({ method }) => method === 'GET').length).toBeGreaterThanOrEqual(40)
})

it('a wrong key costs one call at concurrency 200', async () => {
  environment = await openTestEnvironment({}, { concurrency: 200, settings: { domain: 'acme', apiKey: 'wrong-key' } })
  const { reports, journal } = await deliverAll(people(300))
  expect(journal.map(({ status }) => status)).toEqual([401])
  expect(reports.map(({ outcome }) => outcome)).toEqual(['rejected', ...Array(299).fill('interrupted')])
  expect(reports[1]?.message).toMatch(/^Not sent, because the delivery to Freshdesk stopped\. .*API key/)
})
