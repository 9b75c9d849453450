import { Destination, PayloadValidationError, RetryableError } from '@segment/actions-core'
import nock from 'nock'
import { type Clock, systemClock } from './clock'
import { createHost } from './host'
import type { HostOptions } from './host-options'
import { deferred, identify, type TestSettings, testClock, testDestination, tick } from './test-helpers'

const API = 'https://crm.example.com'
const settings = { apiKey: 'sesame' }

/** Saves the person by one POST and says "created", as most destinations do. */
const posting = testDestination(async (request, { payload }) => {
  const response = await request<{ id: number }>(`${API}/people`, { method: 'post', json: payload, timeout: 2_000 })
  return { outcome: 'created', contactId: response.data.id }
})

function host(options: Partial<HostOptions<TestSettings>> = {}, time: Partial<Clock> = {}) {
  const clock = { ...testClock(), ...time }
  const host = createHost({ definition: posting, settings, ...options }, { random: () => 0.5, ...clock })
  return { ...clock, deliver: host.deliver.bind(host) }
}

beforeAll(() => nock.disableNetConnect())
afterEach(() => {
  expect(nock.pendingMocks()).toEqual([])
  nock.cleanAll()
})
afterAll(() => nock.restore())

const people = () => nock(API).post('/people')
const reset = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })

describe('one event', () => {
  it('delivered at once', async () => {
    nock(API).post('/people', { email: 'ada@x.org' }).basicAuth({ user: 'sesame', pass: 'X' }).reply(201, { id: 7 })
    expect(await host().deliver(identify('u1', { email: 'ada@x.org' }))).toEqual({
      messageId: 'msg-u1',
      type: 'identify',
      event: null,
      action: 'save',
      outcome: 'created',
      reason: null,
      status: 201,
      contactId: 7,
      written: true,
      attempts: 1,
      omitted: [],
      message: null,
    })
  })

  it('of no subscription is dropped, and nothing runs', async () => {
    expect(await host().deliver({ type: 'page', messageId: 'msg-p', event: 'Home' })).toEqual({
      messageId: 'msg-p',
      type: 'page',
      event: 'Home',
      action: null,
      outcome: 'dropped',
      reason: 'not-subscribed',
      status: null,
      contactId: null,
      written: false,
      attempts: 0,
      omitted: [],
      message: null,
    })
  })

  it.each([
    ['400', 400, 'bad-request'],
    ['401', 401, 'unauthorized'],
    ['403', 403, 'forbidden'],
    ['404', 404, 'not-found'],
    ['409', 409, 'conflict'],
    ['501', 501, 'not-implemented'],
  ])('answered with %s is rejected after one attempt', async (_what, status, reason) => {
    people().reply(status)
    const { deliver, slept } = host()
    expect(await deliver(identify('u1'))).toMatchObject({ outcome: 'rejected', reason, status, attempts: 1 })
    expect(slept).toEqual([])
  })

  it.each([
    ['408', () => people().reply(408)],
    ['500', () => people().reply(500)],
    ['502 in HTML', () => people().reply(502, '<html>Bad Gateway</html>', { 'content-type': 'text/html' })],
    ['503', () => people().reply(503)],
    ['a reset connection', () => people().replyWithError(reset)],
  ])('first answered with %s is tried again after a pause', async (_what, answer) => {
    answer()
    people().reply(201, { id: 7 })
    const { deliver, slept } = host()
    expect(await deliver(identify('u1'))).toMatchObject({ outcome: 'created', status: 201, contactId: 7, attempts: 2 })
    expect(slept).toEqual([500])
  })

  it('answered with 429 without a time pauses the whole host and is tried again', async () => {
    people().reply(429)
    people().reply(201, { id: 7 })
    const pauses: unknown[] = []
    const { deliver, slept } = host({ onPause: (...pause) => pauses.push(pause) })
    expect(await deliver(identify('u1'))).toMatchObject({ outcome: 'created', attempts: 2 })
    expect(slept).toEqual([750])
    expect(pauses).toEqual([[750, 'rate-limit']])
  })

  it('answered with 429 and Retry-After waits exactly that long', async () => {
    people().reply(429, '', { 'Retry-After': '30' })
    people().reply(201, { id: 7 })
    const { deliver, slept } = host()
    expect(await deliver(identify('u1'))).toMatchObject({ outcome: 'created', attempts: 2 })
    expect(slept).toEqual([30_000])
  })

  it('whose error carries retryAfter waits exactly that long', async () => {
    let runs = 0
    const definition = testDestination(() => {
      if (++runs < 3) throw Object.assign(new RetryableError('Slow down.', 429), { retryAfter: 12 })
      return { outcome: 'updated' }
    })
    const pauses: number[] = []
    const { deliver, slept } = host({ definition, onPause: milliseconds => pauses.push(milliseconds) })
    expect(await deliver(identify('u1'))).toMatchObject({ outcome: 'updated', attempts: 3 })
    expect(slept).toEqual([12_000, 12_000])
    expect(pauses).toEqual([12_000, 12_000])
  })

  it('is given up after the last attempt, with no pause behind it', async () => {
    people().times(4).reply(503)
    const { deliver, slept } = host({ maxAttempts: 4 })
    expect(await deliver(identify('u1'))).toMatchObject({
      outcome: 'gave-up',
      reason: 'service-unavailable',
      status: 503,
      attempts: 4,
    })
    expect(slept).toEqual([500, 1_000, 2_000])
  })

  it('is given up when nothing ever answers', async () => {
    people().times(2).replyWithError(reset)
    expect(await host({ maxAttempts: 2 }).deliver(identify('u1'))).toMatchObject({
      outcome: 'gave-up',
      reason: 'econnreset',
      status: null,
      attempts: 2,
    })
  })

  it.each([
    ['a plain error is given up', new Error('boom'), { outcome: 'gave-up', reason: 'no-answer', attempts: 2 }],
    ['a thrown string is given up', 'boom', { outcome: 'gave-up', attempts: 2 }],
    [
      'an error of the payload is rejected',
      new PayloadValidationError('The event has no name: send traits.name.'),
      { outcome: 'rejected', status: 400, attempts: 1, message: 'The event has no name: send traits.name.' },
    ],
  ])('%s', async (_what, error, expected) => {
    const definition = testDestination(() => {
      throw error
    })
    expect(await host({ definition, maxAttempts: 2 }).deliver(identify('u1'))).toMatchObject(expected)
  })

  it('that the framework finds invalid is rejected', async () => {
    expect(await host().deliver(identify('u1', { email: 'no email' }))).toMatchObject({
      action: 'save',
      outcome: 'rejected',
      status: 400,
      attempts: 1,
      message: expect.stringContaining('Email'),
    })
  })

  it('whose action never ends is timed out and tried again', async () => {
    let runs = 0
    const definition = testDestination(() => (++runs === 1 ? new Promise(() => {}) : { outcome: 'created' }))
    const { deliver } = host({ definition, attemptTimeout: 5 })
    expect(await deliver(identify('u1'))).toMatchObject({ outcome: 'created', attempts: 2 })
  })

  it('whose action never ends at all is given up as timed out', async () => {
    const definition = testDestination(() => new Promise(() => {}))
    const { deliver } = host({ definition, attemptTimeout: 5, maxAttempts: 2 })
    expect(await deliver(identify('u1'))).toMatchObject({
      outcome: 'gave-up',
      reason: 'timeout',
      status: 408,
      message: 'The action did not finish within 0.005 seconds.',
    })
  })

  it.each([
    [
      'what it says, when it says so',
      {
        outcome: 'exists',
        reason: 'two-owners',
        message: 'Two.',
        contactId: '9',
        omitted: [{ field: 'phone', reason: 'impossible' }],
      },
      {
        outcome: 'exists',
        reason: 'two-owners',
        message: 'Two.',
        contactId: '9',
        omitted: [{ field: 'phone', reason: 'impossible' }],
      },
    ],
    [
      'dropped with a reason',
      { outcome: 'dropped', reason: 'no-consent' },
      { outcome: 'dropped', reason: 'no-consent' },
    ],
    ['delivered, when it says nothing', undefined, { outcome: 'delivered', contactId: null }],
    ['delivered, when it is an outcome only a host may give', { outcome: 'rejected' }, { outcome: 'delivered' }],
    ['delivered, when it is a text', 'ok', { outcome: 'delivered' }],
  ])('takes from what the action returns: %s', async (_what, returned, expected) => {
    const definition = testDestination(() => returned)
    expect(await host({ definition }).deliver(identify('u1'))).toMatchObject(expected)
  })

  it('never shows the key, even when the destination puts it into its message', async () => {
    const definition = testDestination(() => {
      throw new PayloadValidationError('Bad key sesame in https://x.org/?key=sesame')
    })
    const { message } = await host({ definition }).deliver(identify('u1'))
    expect(message).toBe('Bad key **** in https://x.org/?key=****')
  })
})

describe('several subscriptions', () => {
  const action = (perform: () => unknown, title: string) => ({
    title,
    description: title,
    fields: {},
    perform: perform as never,
  })
  const subscribe = (partnerAction: string, query = 'type = "identify"') => ({
    partnerAction,
    subscribe: query,
    mapping: {},
  })
  const fail = () => {
    throw new PayloadValidationError('No.')
  }
  const omitted = [{ field: 'phone', reason: 'impossible' }]
  const definition = testDestination(() => null, {
    actions: {
      good: action(() => ({ outcome: 'created', contactId: 5, omitted }), 'Good'),
      bad: action(fail, 'Bad'),
      skip: action(() => ({ outcome: 'dropped', reason: 'no-consent' }), 'Skip'),
    },
  })

  it.each([
    [
      'a failure decides, and the report names the others',
      ['good', 'bad'],
      { action: 'good,bad', outcome: 'rejected', status: 400, contactId: 5, omitted },
    ],
    [
      'the order makes no difference',
      ['bad', 'good'],
      { action: 'bad,good', outcome: 'rejected', contactId: 5, omitted },
    ],
    [
      'what was done counts for more than what was dropped',
      ['skip', 'good'],
      { action: 'skip,good', outcome: 'created', reason: null },
    ],
  ])('%s', async (_what, slugs, expected) => {
    const { deliver } = host({ definition, subscriptions: slugs.map(slug => subscribe(slug)) })
    expect(await deliver(identify('u1'))).toMatchObject(expected)
  })

  it('those that do not match are not named', async () => {
    const subscriptions = [subscribe('bad', 'type = "track"'), subscribe('good')]
    expect(await host({ definition, subscriptions }).deliver(identify('u1'))).toMatchObject({
      action: 'good',
      outcome: 'created',
    })
  })

  it('one that cannot be parsed says so', async () => {
    const report = await host({ definition, subscriptions: [subscribe('good', 'type ~ 7')] }).deliver(identify('u1'))
    expect(report).toMatchObject({ action: 'good', outcome: 'rejected', reason: 'invalid-subscription' })
    expect(report.message).toMatch(/^The subscription of good cannot be used: /)
  })

  it('one that names no action is refused before any event', () => {
    expect(() => host({ definition, subscriptions: [subscribe('missing')] })).toThrow(
      `${definition.name} has no action "missing", but a subscription names it.`,
    )
  })
})

it('a definition without actions, such as an ES module makes of a CommonJS one, is refused before any event', () => {
  expect(() => host({ definition: { default: {} } as never })).toThrow(
    'In an ES module, that of a CommonJS package is its default export’s own "default".',
  )
})

describe('many events', () => {
  it('no more actions run at a time than allowed, and a waiting event takes no place', async () => {
    let running = 0
    let most = 0
    const failedOnce = new Set<unknown>()
    const definition = testDestination(async (_request, { payload }) => {
      most = Math.max(most, ++running)
      await tick()
      running--
      if (failedOnce.has(payload.email)) return { outcome: 'created' }
      failedOnce.add(payload.email)
      throw new RetryableError('later', 503)
    })
    const { deliver } = host({ definition, concurrency: 3 })
    const reports = await Promise.all(
      Array.from({ length: 20 }, (_, i) => deliver(identify(`u${i}`, { email: `u${i}@x.org` }))),
    )
    expect(reports.map(report => report.outcome)).toEqual(Array(20).fill('created'))
    expect(most).toBe(3)
  })

  it('one Retry-After holds them all', async () => {
    const clock = testClock()
    const nap = deferred()
    const began: string[] = []
    const definition = testDestination((_request, { payload }) => {
      began.push(String(payload.email))
      if (began.length === 1) throw Object.assign(new RetryableError('Slow down.', 429), { retryAfter: 60 })
      return { outcome: 'created' }
    })
    const { deliver } = host({ definition }, { now: clock.now, sleep: () => nap.promise })
    const first = deliver(identify('u1', { email: 'ada@x.org' }))
    await tick()
    const others = [deliver(identify('u2', { email: 'bob@x.org' })), deliver(identify('u3', { email: 'cyd@x.org' }))]
    await tick()
    expect(began).toEqual(['ada@x.org'])

    nap.resolve()
    const reports = await Promise.all([first, ...others])
    expect(reports.map(({ outcome, attempts }) => [outcome, attempts])).toEqual([
      ['created', 2],
      ['created', 1],
      ['created', 1],
    ])
  })

  it('a wait that the server asked for uses up no attempt', async () => {
    let runs = 0
    const definition = testDestination(() => {
      if (++runs <= 10) throw Object.assign(new RetryableError('Slow down.', 429), { retryAfter: 60 })
      return { outcome: 'created' }
    })
    const { deliver } = host({ definition, maxAttempts: 1 })
    expect(await deliver(identify('u1'))).toMatchObject({ outcome: 'created', attempts: 11 })
  })

  it('one that is tried again goes ahead of those that have not begun', async () => {
    const second = deferred()
    const began: unknown[] = []
    const definition = testDestination(async (_request, { payload }) => {
      began.push(payload.email)
      if (began.length === 1) throw new RetryableError('later', 503)
      if (began.length === 2) await second.promise
    })
    const { deliver } = host({ definition, concurrency: 1 })
    const all = ['1@x.org', '2@x.org', '3@x.org'].map(email => deliver(identify(email, { email })))
    await tick()
    expect(began).toEqual(['1@x.org', '2@x.org'])
    second.resolve()
    await Promise.all(all)
    expect(began).toEqual(['1@x.org', '2@x.org', '1@x.org', '3@x.org'])
  })

  it('a longer pause prolongs a shorter one, and a shorter one changes nothing', async () => {
    const naps: number[] = []
    const answers = [0, 20, 50, 5]
    const clock = testClock()
    const end = deferred()
    const definition = testDestination(async () => {
      const retryAfter = answers.shift()
      if (!retryAfter) return { outcome: 'created' }
      await tick()
      throw Object.assign(new RetryableError('Slow down.', 429), { retryAfter })
    })
    const sleep = (milliseconds: number) => {
      naps.push(milliseconds)
      return end.promise
    }
    const pauses: number[] = []
    const onPause = (milliseconds: number) => pauses.push(milliseconds)
    const { deliver } = host({ definition, concurrency: 3, onPause }, { now: clock.now, sleep })
    await deliver(identify('u0'))
    const all = ['u1', 'u2', 'u3'].map(id => deliver(identify(id)))
    await tick()
    await tick()
    expect(naps).toEqual([20_000, 50_000])
    expect(pauses).toEqual([20_000])
    end.resolve()
    await Promise.all(all)
  })

  it('those of one person arrive in order, even when the first must be tried again; others go on', async () => {
    const nap = deferred()
    const done: string[] = []
    const definition = testDestination((_request, { payload }) => {
      const email = String(payload.email)
      done.push(email)
      if (done.length === 1) throw new RetryableError('later', 503)
    })
    const { deliver } = host({ definition }, { sleep: () => nap.promise })
    const all = [
      deliver(identify('ada', { email: 'old@x.org' })),
      deliver(identify('ada', { email: 'new@x.org' })),
      deliver(identify('bob', { email: 'bob@x.org' })),
    ]
    await all[2]
    expect(done).toEqual(['old@x.org', 'bob@x.org'])
    nap.resolve()
    await Promise.all(all)
    expect(done).toEqual(['old@x.org', 'bob@x.org', 'old@x.org', 'new@x.org'])
  })

  it.each([
    ['only user_id among the traits', { user_id: 'ada' }],
    ['only a phone', { phone: '+44 7700 900123' }],
  ])('those of one person who is known by %s arrive in order', async (_what, traits) => {
    const nap = deferred()
    const done: unknown[] = []
    const definition = testDestination((_request, { payload }) => {
      done.push(payload.email)
      if (done.length === 1) throw new RetryableError('later', 503)
    })
    const presets = [{ ...definition.presets?.[0], mapping: { email: { '@path': '$.traits.as' } } }] as never
    const { deliver } = host({ definition: { ...definition, presets } }, { sleep: () => nap.promise })
    const identify = (as: string) => deliver({ type: 'identify', traits: { ...traits, as } })
    const all = [identify('old@x.org'), identify('new@x.org')]
    await tick()
    nap.resolve()
    await Promise.all(all)
    expect(done).toEqual(['old@x.org', 'old@x.org', 'new@x.org'])
  })

  it('nothing is kept of what passed through', async () => {
    people().times(3).reply(201, { id: 1 })
    const onEvent = jest.spyOn(Destination.prototype, 'onEvent')
    const statsContext = { statsClient: { incr: () => {} } as never, tags: ['mine'] }
    const { deliver } = host({ statsContext })
    for (const id of ['a', 'b', 'c']) await deliver(identify(id))

    expect(onEvent).toHaveBeenCalledTimes(3)
    for (const destination of onEvent.mock.contexts) expect(destination).toHaveProperty('responses', [])
    expect(statsContext.tags).toEqual(['mine'])
  })
})

describe('an interruption', () => {
  it('ends an action that runs, at once, and says that it may have arrived', async () => {
    const stop = new AbortController()
    let seen: AbortSignal | undefined
    const definition = testDestination((_request, { signal }) => {
      seen = signal
      return new Promise(() => {})
    })
    const { deliver } = host({ definition, signal: stop.signal })
    const delivery = deliver(identify('u1'))
    await tick()
    stop.abort()
    expect(await delivery).toMatchObject({
      outcome: 'interrupted',
      reason: 'interrupted',
      attempts: 1,
      message: 'The delivery was interrupted while the action ran: it may have arrived.',
    })
    expect(seen?.aborted).toBe(true)
  })

  it('ends a request that waits for its answer', async () => {
    const stop = new AbortController()
    people().reply(() => {
      stop.abort()
      return new Promise(() => {})
    })
    expect(await host({ signal: stop.signal }).deliver(identify('u1'))).toMatchObject({
      outcome: 'interrupted',
      attempts: 1,
    })
  })

  it.each([
    ['before another attempt', new RetryableError('The server is down.', 503)],
    ['that an answer asked for', Object.assign(new RetryableError('The server is down.', 503), { retryAfter: 60 })],
  ])('ends a pause %s, at once, by the real clock', async (_what, error) => {
    const stop = new AbortController()
    const definition = testDestination(() => {
      setImmediate(() => stop.abort())
      throw error
    })
    const { deliver } = host({ definition, signal: stop.signal }, { ...systemClock, random: () => 1 })
    expect(await deliver(identify('u1'))).toMatchObject({
      outcome: 'interrupted',
      reason: 'service-unavailable',
      status: 503,
      attempts: 1,
      message: 'The server is down.',
    })
  })

  it('is one even in the last attempt', async () => {
    const stop = new AbortController()
    const definition = testDestination(() => new Promise(() => {}))
    const { deliver } = host({ definition, signal: stop.signal, maxAttempts: 1 })
    const delivery = deliver(identify('u1'))
    await tick()
    stop.abort()
    expect(await delivery).toMatchObject({ outcome: 'interrupted', attempts: 1 })
  })

  it('leaves what has not begun as it is', async () => {
    const stop = new AbortController()
    let runs = 0
    const definition = testDestination(() => {
      runs++
      return new Promise(() => {})
    })
    const { deliver } = host({ definition, signal: stop.signal, concurrency: 1 })
    const all = ['u1', 'u2', 'u2'].map(id => deliver(identify(id)))
    await tick()
    stop.abort()
    const late = deliver(identify('u3'))
    const reports = await Promise.all([...all, late])
    expect(reports.map(({ outcome, reason, attempts }) => [outcome, reason, attempts])).toEqual([
      ['interrupted', 'interrupted', 1],
      ['interrupted', 'not-started', 0],
      ['interrupted', 'not-started', 0],
      ['interrupted', 'not-started', 0],
    ])
    expect(runs).toBe(1)
  })

  it('is heard even while an action begins', async () => {
    const stop = new AbortController()
    const definition = testDestination(() => {
      stop.abort()
      return new Promise(() => {})
    })
    const { deliver } = host({ definition, signal: stop.signal })
    expect(await deliver(identify('u1'))).toMatchObject({ outcome: 'interrupted', attempts: 1 })
  })
})
