import { CircuitBreaker, type Consequence } from './circuit-breaker'
import { RateLimitPause } from './rate-limit-pause'
import { classifyError } from './retry-policy'
import { virtualClock } from './test-helpers'

function breakerOf(maxOutage?: number) {
  const clock = virtualClock()
  const pause = new RateLimitPause(clock, new AbortController().signal)
  const pauses: unknown[] = []
  const onPause = (milliseconds: number, reason: string) => pauses.push([milliseconds, reason])
  const breaker = new CircuitBreaker(pause, clock, { maxOutage, onPause })
  const fail = (event: unknown, status: number | null, more = {}): Consequence =>
    breaker.failed(classifyError(Object.assign(new Error('No.'), { status, ...more }), clock.now()), event)
  return { clock, pause, pauses, breaker, fail }
}

it.each([
  ['a payload error', 400, {}, 'count', []],
  ['one server error', 503, {}, 'count', []],
  ['one connection error', null, {}, 'count', []],
  ['429', 429, { retryAfter: 12 }, 'wait', [[12_000, 'rate-limit']]],
  ['429 without a time', 429, {}, 'wait', [[750, 'rate-limit']]],
  ['503 with a time', 503, { retryAfter: 12 }, 'wait', [[12_000, 'outage']]],
  ['429 for a year', 429, { retryAfter: 31_536_000 }, 'wait', [[3_600_000, 'rate-limit']]],
  ['401', 401, {}, 'stop', []],
  ['403 at the start', 403, {}, 'stop', []],
  ['404 at the start', 404, {}, 'stop', []],
])('a failure: %s', (_what, status, more, consequence, expected) => {
  const { fail, pauses } = breakerOf()
  expect(fail('a', status as number | null, more)).toBe(consequence)
  expect(pauses).toEqual(expected)
})

it('three events that fail in a row are an outage, and the pauses grow', async () => {
  const { clock, fail, pause, pauses } = breakerOf()
  expect(['a', 'b', 'c'].map(event => fail(event, 503))).toEqual(['count', 'count', 'wait'])
  for (let i = 0; i < 7; i++) {
    const passage = await clock.run(pause.enter())
    expect(passage).toBe('probe')
    expect(fail('d', 503)).toBe('wait')
    pause.leave(passage, false)
  }
  expect(pauses).toEqual([750, 1_500, 3_000, 6_000, 12_000, 24_000, 45_000, 45_000].map(wait => [wait, 'outage']))
})

it('one event that fails three times in a row is no outage', () => {
  const { fail } = breakerOf()
  expect(['a', 'a', 'a'].map(event => fail(event, 503))).toEqual(['count', 'count', 'count'])
})

it('a success between failures ends the row', () => {
  const { breaker, fail } = breakerOf()
  fail('a', 503)
  fail('b', 503)
  breaker.succeeded()
  expect(fail('c', 503)).toBe('count')
})

it('an outage that lasts too long stops the account', async () => {
  const { clock, breaker, pause, fail } = breakerOf(60_000)
  for (const event of ['a', 'b', 'c']) fail(event, 503)
  await clock.run(clock.sleep(60_001))
  expect(fail('d', 503)).toBe('stop')
  expect(breaker.stopped).toEqual({ reason: 'outage', status: 503, message: 'No.' })
  expect(pause.state).toBe('closed')
})

it.each([
  [401, ['stop']],
  [403, ['count', 'stop']],
  [404, ['count', 'stop']],
])('after a success, %i has the consequences %j for two events', (status, expected) => {
  const { breaker, fail } = breakerOf()
  breaker.succeeded()
  expect(expected.map((_, i) => fail(`event ${i}`, status))).toEqual(expected)
})

it('one 403 between successes does not stop the account', () => {
  const { breaker, fail } = breakerOf()
  breaker.succeeded()
  fail('a', 403)
  breaker.succeeded()
  expect(fail('b', 403)).toBe('count')
})
