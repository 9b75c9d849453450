import { Account } from './account'
import type { RateLimitHeaders } from './allowance'
import { classifyError } from './retry-policy'
import { tick, virtualClock } from './test-helpers'

function accountOf(options = {}) {
  const clock = virtualClock()
  const stop = new AbortController()
  const account = new Account(options, clock, stop.signal)
  const error = (status: number, more = {}) =>
    classifyError(Object.assign(new Error('No.'), { status, ...more }), clock.now())
  const answer = (limit: RateLimitHeaders) => {
    account.pacing.started('POST /people')
    account.pacing.ended('POST /people', limit)
  }
  return { account, clock, stop, error, answer }
}

it('the first caller goes alone, and the others follow after its success', async () => {
  const { account } = accountOf()
  const passages: string[] = []
  for (let i = 0; i < 3; i++) void account.admit().then(passage => passages.push(passage))
  await tick()
  expect(passages).toEqual(['probe'])
  expect(account.health.state).toBe('starting')
  account.succeeded('probe')
  await tick()
  expect(passages).toEqual(['probe', 'free', 'free'])
  expect(account.health.state).toBe('open')
})

it('a caller whose action makes no call lets the next caller go first', async () => {
  const { account } = accountOf()
  const passages: string[] = []
  for (let i = 0; i < 2; i++) void account.admit().then(passage => passages.push(passage))
  await tick()
  account.skipped('probe')
  await tick()
  expect(passages).toEqual(['probe', 'probe'])
})

it('a caller that waits for its turn is held when a pause begins meanwhile', async () => {
  const { account, clock, error, answer } = accountOf()
  const first = await account.admit()
  answer({ total: 60, remaining: 59 })
  account.succeeded(first)
  const second = await clock.run(account.admit())
  let isAdmitted = false
  const third = account.admit().then(passage => {
    isAdmitted = true
    return passage
  })
  await tick()
  expect(account.failed(second, error(429, { retryAfter: 30 }), 'event')).toBe('wait')
  const start = clock.now()
  await clock.run(clock.sleep(20_000))
  expect(isAdmitted).toBe(false)
  expect(await clock.run(third)).toBe('probe')
  expect(clock.now() - start).toBeGreaterThanOrEqual(30_000)
})

it('health shows the limit and the pause', async () => {
  const { account, clock, error, answer } = accountOf({ share: 0.5 })
  const passage = await account.admit()
  answer({ total: 200, remaining: 120 })
  account.failed(passage, error(429, { retryAfter: 30 }), 'event')
  await clock.run(clock.sleep(10_000))
  expect(account.health).toEqual({
    state: 'paused',
    pausedFor: 20_000,
    stopped: null,
    limit: { total: 200, remaining: 120 },
    callsPerMinute: 99,
  })
})

it.each([
  ['a refusal', ({ account, error }: ReturnType<typeof accountOf>) => account.failed('probe', error(401), 'event')],
  ['its signal', ({ stop }: ReturnType<typeof accountOf>) => stop.abort()],
])('after %s nothing is admitted', async (_what, end) => {
  const parts = accountOf()
  await parts.account.admit()
  const waiting = parts.account.admit()
  end(parts)
  expect(await waiting).toBe('closed')
  expect(await parts.account.admit()).toBe('closed')
})
