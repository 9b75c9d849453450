import { PayloadValidationError, RetryableError } from '@segment/actions-core'
import { createHost } from './host'
import type { HostOptions } from './host-options'
import { deferred, identify, type TestSettings, testDestination, tick, virtualClock } from './test-helpers'

type Options = Partial<HostOptions<TestSettings>>

const settings = { apiKey: 'sesame' }
const event = (userId: string, email: string, more = {}) => ({ ...identify(userId, { email }), ...more })
const brief = (reports: ReadonlyArray<{ outcome: string; reason: string | null }>) =>
  reports.map(({ outcome, reason }) => (reason ? `${outcome}: ${reason}` : outcome))

/** A host whose action fails for the e-mail addresses that `fails` names. */
function hostOf(fails: (email: string) => Error | null, options: Options = {}) {
  const clock = virtualClock()
  const ran: string[] = []
  const definition = testDestination((_request, { payload }) => {
    const email = String(payload.email)
    ran.push(email)
    const error = fails(email)
    if (error) throw error
    return { outcome: 'updated' }
  })
  return { clock, ran, definition, host: createHost({ definition, settings, ...options }, clock) }
}

describe('an event of a person that is given up', () => {
  const down = (email: string) => (email === 'old@x.org' ? new RetryableError('The server is down.', 503) : null)

  it('holds back every later event of this person, and no event of a different person', async () => {
    const { host, clock, ran } = hostOf(down, { maxAttempts: 2 })
    const all = [event('ada', 'old@x.org'), event('bob', 'bob@x.org'), event('ada', 'new@x.org')].map(
      host.deliver,
      host,
    )
    const reports = await clock.run(Promise.all(all))
    expect(brief(reports)).toEqual(['gave-up: service-unavailable', 'updated', 'held-back: older-event-kept'])
    expect(reports[2]).toMatchObject({ attempts: 0, written: false })
    expect(ran).not.toContain('new@x.org')
  })

  it('holds back an event that shares an identifier with a held event', async () => {
    const { host, clock } = hostOf(down, { maxAttempts: 1 })
    const all = [
      event('ada', 'old@x.org'),
      event('ada', 'ada@x.org'),
      event('other-id', 'ada@x.org'),
      event('other-id', 'third@x.org'),
    ].map(host.deliver, host)
    expect(brief(await clock.run(Promise.all(all)))).toEqual([
      'gave-up: service-unavailable',
      'held-back: older-event-kept',
      'held-back: older-event-kept',
      'held-back: older-event-kept',
    ])
  })

  it('holds nothing back after releaseHeld', async () => {
    let isDown = true
    const { host, clock, ran } = hostOf(email => (isDown ? down(email) : null), { maxAttempts: 1 })
    const kept = [event('ada', 'old@x.org'), event('ada', 'new@x.org')]
    await clock.run(Promise.all(kept.map(host.deliver, host)))
    isDown = false
    host.releaseHeld()
    expect(brief(await clock.run(Promise.all(kept.map(host.deliver, host))))).toEqual(['updated', 'updated'])
    expect(ran).toEqual(['old@x.org', 'old@x.org', 'new@x.org'])
  })
})

it('a rejected event of a person holds nothing back', async () => {
  const { host, clock } = hostOf(email => (email === 'bad@x.org' ? new PayloadValidationError('No.') : null))
  const all = [event('ada', 'bad@x.org'), event('ada', 'new@x.org')].map(host.deliver, host)
  expect(brief(await clock.run(Promise.all(all)))).toEqual(['rejected: payload-validation-failed', 'updated'])
})

describe('an event that must not reach the destination', () => {
  it.each([
    ['without a type', { userId: 'u1', traits: {} }, 'unreadable: unknown-type'],
    ['with a type in upper case', { type: 'IDENTIFY', userId: 'u1' }, 'unreadable: unknown-type'],
    ['that is a warehouse row', { TYPE: 'identify', EMAIL: 'a@x.org' }, 'unreadable: unknown-type'],
    [
      'whose integrations switch all off',
      event('u1', 'a@x.org', { integrations: { All: false } }),
      'dropped: integrations-off',
    ],
    ['of type delete, while deletions are off', { type: 'delete', userId: 'u1' }, 'rejected: deletes-not-allowed'],
  ])('%s', async (_what, value, expected) => {
    const { host, ran } = hostOf(() => null)
    const report = await host.deliver(value)
    expect(brief([report])).toEqual([expected])
    expect(report).toMatchObject({ attempts: 0, written: false, message: expect.stringMatching(/\.$/) })
    expect(ran).toEqual([])
  })

  it('its own name in integrations decides before All', async () => {
    const { host, clock, definition } = hostOf(() => null)
    const integrations = { All: false, [definition.name]: true }
    expect(await clock.run(host.deliver(event('u1', 'a@x.org', { integrations })))).toMatchObject({
      outcome: 'updated',
    })
  })
})

describe('an event of type delete, while deletions are allowed', () => {
  const deleting = (onDelete: () => unknown) => ({ ...testDestination(() => null), onDelete: async () => onDelete() })
  const deliver = (definition: ReturnType<typeof deleting>, options: Options = {}) => {
    const clock = virtualClock()
    const host = createHost({ definition, settings, allowDeletes: true, ...options }, clock)
    return clock.run(host.deliver({ type: 'delete', userId: 'u1' }))
  }

  it.each([
    [
      { outcome: 'deleted', contactId: 7 },
      { outcome: 'deleted', contactId: 7, written: true },
    ],
    [{ outcome: 'not-found' }, { outcome: 'dropped', reason: 'not-found', written: false }],
  ])('onDelete that returns %j', async (returned, expected) => {
    expect(await deliver(deleting(() => returned))).toMatchObject({ ...expected, action: 'delete', attempts: 1 })
  })

  it('is retried when onDelete fails for a while', async () => {
    let runs = 0
    const definition = deleting(() => {
      if (++runs === 1) throw new RetryableError('Later.', 503)
      return { outcome: 'deleted' }
    })
    expect(await deliver(definition)).toMatchObject({ outcome: 'deleted', attempts: 2 })
  })

  it('waits for the older event of the person', async () => {
    const log: string[] = []
    const saved = deferred()
    const save = testDestination(async () => {
      await saved.promise
      log.push('save')
    })
    const definition = { ...save, onDelete: async () => void log.push('delete') }
    const host = createHost({ definition, settings, allowDeletes: true })
    const all = [host.deliver(identify('u1')), host.deliver({ type: 'delete', userId: 'u1' })]
    await tick()
    saved.resolve()
    await Promise.all(all)
    expect(log).toEqual(['save', 'delete'])
  })

  it('is rejected by a destination without onDelete', async () => {
    expect(await deliver(testDestination(() => null) as never)).toMatchObject({
      outcome: 'rejected',
      reason: 'deletes-not-supported',
    })
  })
})

it.each([
  ['exists, with written: false', { outcome: 'exists', written: false }, false],
  ['exists, with written: true', { outcome: 'exists', written: true }, true],
  ['updated, with written: false', { outcome: 'updated', written: false }, false],
  ['created', { outcome: 'created' }, true],
  ['exists', { outcome: 'exists' }, false],
  ['dropped', { outcome: 'dropped' }, false],
])('a report says whether an event changed something: %s', async (_what, returned, written) => {
  const host = createHost({ definition: testDestination(() => returned), settings })
  expect(await host.deliver(identify('u1'))).toMatchObject({ written })
})

describe('drain', () => {
  it('waits for what was handed in, and takes no more', async () => {
    const clock = virtualClock()
    const definition = testDestination(() => clock.sleep(5_000))
    const host = createHost({ definition, settings }, clock)
    const first = host.deliver(identify('u1'))
    const drained = host.drain(60_000)
    const late = host.deliver(identify('u2'))
    expect(await clock.run(drained)).toBe(true)
    expect(brief(await Promise.all([first, late]))).toEqual(['delivered', 'interrupted: draining'])
  })

  it('interrupts what is not done by the deadline', async () => {
    const clock = virtualClock()
    const host = createHost({ definition: testDestination(() => new Promise(() => {})), settings }, clock)
    const first = host.deliver(identify('u1'))
    expect(await clock.run(host.drain(1_000))).toBe(false)
    expect(brief([await first])).toEqual(['interrupted: interrupted'])
  })
})

it('health and metrics show what the host does', async () => {
  const clock = virtualClock()
  let runs = 0
  const definition = testDestination(async () => {
    await clock.sleep(1_000)
    if (++runs === 2) throw Object.assign(new RetryableError('Slow down.', 429), { retryAfter: 30 })
    return { outcome: 'created' }
  })
  const metrics: unknown[] = []
  const onMetric = (metric: { type: string }) => metrics.push(metric)
  const host = createHost({ definition, settings, onMetric, concurrency: 2, rate: 60 }, clock)
  expect(host.health()).toMatchObject({ state: 'starting', inFlight: 0, waiting: 0, oldest: null, callsPerMinute: 60 })

  const all = [host.deliver(identify('u1')), host.deliver(identify('u2'))]
  await clock.run(clock.sleep(500))
  expect(host.health()).toMatchObject({ inFlight: 1, waiting: 2, oldest: 500, stopped: null })
  await clock.run(all[0] as Promise<unknown>)
  await clock.run(clock.sleep(2_000))
  expect(host.health()).toMatchObject({ state: 'paused', inFlight: 0, waiting: 1, pausedFor: expect.any(Number) })
  await clock.run(Promise.all(all))
  expect(host.health()).toMatchObject({ state: 'open', waiting: 0, oldest: null })
  expect(metrics).toMatchObject([
    { type: 'delivery', report: { messageId: 'msg-u1', outcome: 'created' }, milliseconds: 1_000 },
    { type: 'pause', reason: 'rate-limit', milliseconds: 30_000 },
    { type: 'retry', reason: 'too-many-requests', status: 429, attempts: 1 },
    { type: 'delivery', report: { messageId: 'msg-u2', outcome: 'created', attempts: 2 } },
  ])
})

it.each([
  ['rate', { rate: 0 }, '"rate" is the number of calls a minute, greater than 0, not 0.'],
  ['share', { share: 50 }, '"share" is a number greater than 0 and up to 1, not 50.'],
])('a wrong %s is refused before any event', (_what, options, message) => {
  expect(() => createHost({ definition: testDestination(() => null), settings, ...options })).toThrow(message)
})
