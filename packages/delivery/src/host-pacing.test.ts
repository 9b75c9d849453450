import { createHost } from './host'
import type { HostOptions } from './host-options'
import { testAccount } from './test-account'
import { identify, type TestSettings, virtualClock } from './test-helpers'

// The clock of the test takes no time; thousands of events take some on a busy machine.
jest.setTimeout(60_000)
afterEach(() => jest.restoreAllMocks())

const MINUTE = 60_000

type Options = Partial<HostOptions<TestSettings>>

/** Delivers that many events at once; returns the account and the time that it took. */
async function deliverMany(
  events: number,
  options: Options,
  server: Parameters<typeof testAccount>[1],
  prepare: (account: ReturnType<typeof testAccount>, clock: ReturnType<typeof virtualClock>) => void = () => {},
) {
  const clock = virtualClock()
  const account = testAccount(clock, server)
  const host = createHost({ definition: account.definition, settings: { apiKey: 'sesame' }, ...options }, clock)
  const start = clock.now()
  prepare(account, clock)
  const all = Array.from({ length: events }, (_, i) => host.deliver(identify(`u${i}`, { email: `u${i}@x.org` })))
  const reports = await clock.run(Promise.all(all))
  return { account, host, reports, minutes: (clock.now() - start) / MINUTE }
}

const outcomes = (reports: ReadonlyArray<{ outcome: string }>) => [...new Set(reports.map(({ outcome }) => outcome))]

describe('the rate limit that the account reports', () => {
  it.each([20, 200])(
    'at concurrency %i, 98 %% of 200 calls a minute are used, evenly, and no call is refused',
    async concurrency => {
      const { account, reports, minutes } = await deliverMany(1_000, { concurrency }, { limit: 200 })
      expect(outcomes(reports)).toEqual(['created'])
      expect(1_000 / minutes / 200).toBeGreaterThan(0.98)
      expect(account.count(({ status }) => status === 429)).toBe(0)
      // No ten seconds hold more than a sixth of the minute's calls, and one for the first and one
      // for the last call.
      const perTenSeconds = Array.from({ length: Math.floor(minutes * 6) }, (_, i) =>
        account.count(({ at }) => at >= i * 10_000 && at < (i + 1) * 10_000),
      )
      expect(Math.max(...perTenSeconds)).toBeLessThanOrEqual(36)
      expect(Math.min(...perTenSeconds)).toBeGreaterThanOrEqual(31)
    },
  )

  it('with a share of one half, half of the calls are left to others', async () => {
    const { account, minutes } = await deliverMany(1_000, { concurrency: 20, share: 0.5 }, { limit: 200 })
    expect(1_000 / minutes).toBeGreaterThan(98)
    expect(1_000 / minutes).toBeLessThanOrEqual(100)
    expect(account.count(({ status }) => status === 429)).toBe(0)
  })

  it('with a rate, no more calls a minute are made than it says', async () => {
    const { minutes } = await deliverMany(300, { concurrency: 20, rate: 30 }, { limit: 200 })
    expect(300 / minutes).toBeGreaterThan(29.5)
    expect(300 / minutes).toBeLessThanOrEqual(30.2)
  })

  it('a rate paces calls to an account that reports no limit', async () => {
    const { minutes } = await deliverMany(100, { concurrency: 20, rate: 50 }, { reports: false, limit: 10_000 })
    expect(minutes).toBeCloseTo(2, 1)
  })

  it('without a rate and without a reported limit, calls are not paced', async () => {
    const { minutes } = await deliverMany(1_000, { concurrency: 20 }, { reports: false })
    expect(minutes).toBeLessThan(0.1)
  })

  it('calls slow down when others use the account, and at most 1 % are refused', async () => {
    const { account, reports } = await deliverMany(1_000, { concurrency: 20 }, { limit: 200 }, (account, clock) => {
      // Another program makes 100 calls a minute for ten minutes.
      void (async () => {
        for (let i = 0; i < 1_000; i++) {
          await clock.sleep(600)
          account.callByOther()
        }
      })()
    })
    expect(outcomes(reports)).toEqual(['created'])
    expect(account.count(({ who, status }) => who !== 'other' && status === 429)).toBeLessThanOrEqual(10)
  })

  it('after a pause one call goes first', async () => {
    // Another program uses up the window after the first of our calls.
    const { account } = await deliverMany(20, { concurrency: 20 }, { limit: 50, reports: false }, account => {
      for (let i = 0; i < 49; i++) account.callByOther()
    })
    const ours = account.calls.filter(({ who }) => who !== 'other')
    const refused = ours.filter(({ status }) => status === 429)
    expect(refused.length).toBeGreaterThan(0)
    const afterPause = ours.filter(({ at }) => at >= MINUTE)
    expect(afterPause[0]?.status).toBe(201)
    expect(afterPause[1]?.at).toBeGreaterThanOrEqual((afterPause[0]?.at ?? 0) + 50)
    // The wait took no attempt away.
    expect(ours.filter(({ status }) => status === 201)).toHaveLength(20)
  })
})

describe('a refusal of the account', () => {
  it.each([
    [401, 200],
    [403, 200],
    [404, 200],
    [401, 1],
  ])('%i from the start costs one call at concurrency %i, and the host stops', async (status, concurrency) => {
    const stops: unknown[] = []
    const onStop = (stop: unknown) => stops.push(stop)
    const { account, host, reports } = await deliverMany(500, { concurrency, onStop }, { status: () => status })
    expect(account.calls).toHaveLength(1)
    expect(reports[0]).toMatchObject({ outcome: 'rejected', status, attempts: 1 })
    expect(reports.slice(1)).toEqual(
      Array.from({ length: 499 }, () =>
        expect.objectContaining({ outcome: 'interrupted', reason: 'stopped', status, attempts: 0 }),
      ),
    )
    const stop = { reason: 'refused', status, message: `The server said ${status}.` }
    expect(stops).toEqual([stop])
    expect(host.health()).toMatchObject({ state: 'closed', stopped: stop })
  })

  it('a key that is revoked later costs at most the calls in flight', async () => {
    const { account } = await deliverMany(
      500,
      { concurrency: 10 },
      { status: ({ number }) => (number > 100 ? 401 : 201) },
    )
    expect(account.calls.length).toBeLessThanOrEqual(110)
  })

  it('one 404 among successes rejects one event, and the others go on', async () => {
    const status = ({ who }: { who: string }) => (who === 'u50@x.org' ? 404 : 201)
    const { reports } = await deliverMany(200, { concurrency: 10 }, { status })
    expect(reports.filter(({ outcome }) => outcome === 'rejected')).toHaveLength(1)
    expect(reports.filter(({ outcome }) => outcome === 'created')).toHaveLength(199)
  })
})

describe('an outage', () => {
  it.each([
    ['503', 503, 10_000],
    ['no response', 0, 1_000],
  ])('of ten minutes with %s (%i) in the middle of %i events gives up nothing', async (_what, down, events) => {
    // Half of the events are delivered by then: 20 at a time, each in 20 milliseconds.
    const begin = events / 2
    const status = ({ at }: { at: number }) => (at > begin && at < begin + 10 * MINUTE ? down : 201)
    const { account, reports, minutes } = await deliverMany(events, { concurrency: 20 }, { status, latency: 20 })
    expect(outcomes(reports)).toEqual(['created'])
    // One probe at a time: a pause of up to a minute between two calls.
    expect(account.count(({ status }) => status === down)).toBeLessThan(60)
    expect(minutes).toBeLessThan(12)
  })

  it('keeps the order of each person’s events', async () => {
    const clock = virtualClock()
    const status = ({ at, number }: { at: number; number: number }) =>
      (at > 500 && at < 10 * MINUTE) || number % 10 === 0 ? 503 : 201
    const account = testAccount(clock, { status, latency: 20 })
    const host = createHost({ definition: account.definition, settings: { apiKey: 'sesame' }, concurrency: 20 }, clock)
    const all = Array.from({ length: 1_000 }, (_, i) =>
      host.deliver(identify(`u${i % 50}`, { email: `${i % 50}.${i}@x.org` })),
    )
    expect(outcomes(await clock.run(Promise.all(all)))).toEqual(['created'])
    const arrived = account.calls.filter(({ status }) => status === 201).map(({ who }) => who)
    for (let person = 0; person < 50; person++) {
      const own = arrived
        .filter(who => who.startsWith(`${person}.`))
        .map(who => Number.parseInt(who.split('.')[1] ?? '', 10))
      expect(own).toHaveLength(20)
      expect(own).toEqual(own.toSorted((a, b) => a - b))
    }
  })

  it('that lasts longer than maxOutage stops the host, and what waited is reported as interrupted', async () => {
    const status = ({ at }: { at: number }) => (at > 1_000 ? 503 : 201)
    const { account, host, reports } = await deliverMany(
      1_000,
      { concurrency: 5, maxOutage: 15 * MINUTE },
      { status, latency: 20 },
    )
    expect(outcomes(reports)).toEqual(['created', 'interrupted'])
    expect(host.health().stopped).toMatchObject({ reason: 'outage', status: 503 })
    expect(account.count(({ status }) => status === 503)).toBeLessThan(40)
    // In the order of the calls, so that the rest can be delivered again from one place.
    expect(reports.findIndex(({ outcome }) => outcome === 'interrupted')).toBeGreaterThan(100)
  })

  it('one event that always fails is given up, and the others go on', async () => {
    const status = ({ who }: { who: string }) => (who === 'u50@x.org' ? 500 : 201)
    const { reports } = await deliverMany(200, { concurrency: 10 }, { status })
    expect(reports.filter(({ outcome }) => outcome === 'gave-up')).toEqual([
      expect.objectContaining({ messageId: 'msg-u50', attempts: 6 }),
    ])
    expect(reports.filter(({ outcome }) => outcome === 'created')).toHaveLength(199)
  })

  it('an event that always fails does not keep the host in its pause', async () => {
    const status = ({ at, who }: { at: number; who: string }) => (at < MINUTE || who === 'u0@x.org' ? 500 : 201)
    const { reports } = await deliverMany(50, { concurrency: 4 }, { status })
    expect(reports.slice(1).map(({ outcome }) => outcome)).toEqual(Array(49).fill('created'))
    expect(reports[0]).toMatchObject({ outcome: 'gave-up' })
  })
})
