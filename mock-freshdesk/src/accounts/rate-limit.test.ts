import { createClock } from '../clock'
import { createRateLimit, type Plan } from './rate-limit'

function limited(plan: Plan) {
  const clock = createClock()
  clock.freeze(Date.parse('2026-01-05T09:00:37Z'))
  return { clock, limit: createRateLimit(clock, plan) }
}

test.each<[Plan, number, number]>([
  ['trial', 50, 20],
  ['growth', 200, 20],
  ['pro', 400, 100],
  ['enterprise', 700, 200],
  [1000, 1000, 300],
  [2000, 2000, 400],
  [7, 7, 7],
])('the plan %s allows %i a minute, of them %i GETs of contacts', (plan, all, reads) => {
  const { limit } = limited(plan)
  expect([limit.total(false), limit.total(true)]).toEqual([all, reads])
  for (let i = 0; i < reads; i++) expect(limit.count(true)).toBe(true)
  expect(limit.count(true)).toBe(false)
  for (let i = reads; i < all; i++) expect(limit.count(false)).toBe(true)
  expect(limit.count(false)).toBe(false)
})

test('a GET of contacts takes one unit of both counters, anything else of one', () => {
  const { limit } = limited('enterprise')
  limit.count(true)
  limit.count(false)
  expect([limit.remaining(true), limit.remaining(false)]).toEqual([199, 698])
})

test('the window is fixed: sixty seconds from its first request, whatever the minute of the day', () => {
  const { clock, limit } = limited(2)
  limit.count(false)
  clock.advance(59_000)
  limit.count(false)
  expect(limit.count(false)).toBe(false)
  expect(limit.retryAfter()).toBe(1)
  clock.advance(1_000)
  expect(limit.count(false)).toBe(true)
  expect(limit.status()).toEqual({
    plan: 2,
    limit: 2,
    used: 1,
    remaining: 1,
    contactsLimit: 2,
    contactsRemaining: 2,
    resetsInSeconds: 60,
  })
})

test('a refused request takes nothing', () => {
  const { limit } = limited(1)
  limit.count(false)
  limit.count(false)
  limit.count(false)
  expect(limit.status().used).toBe(1)
})

test('a clock set back opens a new window instead of waiting for the old one', () => {
  const { clock, limit } = limited(1)
  limit.count(false)
  clock.freeze(clock.now() - 3_600_000)
  expect(limit.status()).toMatchObject({ used: 0, remaining: 1, resetsInSeconds: 0 })
  expect(limit.count(false)).toBe(true)
})

test('nothing is left for reads of contacts when the account has used up all', () => {
  const { limit } = limited('growth')
  for (let i = 0; i < 200; i++) limit.count(false)
  expect(limit.count(true)).toBe(false)
  expect(limit.remaining(true)).toBe(0)
})

test('nothing is left, and not less, when a smaller plan comes in the middle of a window', () => {
  const { limit } = limited('growth')
  for (let i = 0; i < 20; i++) limit.count(true)
  limit.setPlan(5)
  expect([limit.remaining(true), limit.remaining(false)]).toEqual([0, 0])
  expect(limit.status().used).toBe(20)
})

test('"off" refuses no request, a new plan counts at once, and a reset forgets the window', () => {
  const { limit } = limited('off')
  for (let i = 0; i < 10_000; i++) limit.count(true)
  expect(limit.enforced).toBe(false)
  limit.setPlan(1)
  expect([limit.count(false), limit.count(false)]).toEqual([true, false])
  limit.reset()
  expect(limit.count(false)).toBe(true)
})
