import { backoff, pause } from './backoff'

it.each([
  [1, 1_000],
  [2, 2_000],
  [3, 4_000],
  [6, 32_000],
  [7, 60_000],
  [50, 60_000],
  [5_000, 60_000],
])('after attempt %i waits less than %i ms, however the dice fall', (attempt, limit) => {
  expect(backoff(attempt, () => 0)).toBe(0)
  expect(backoff(attempt, () => 0.5)).toBe(limit / 2)
  expect(backoff(attempt, () => 0.999999)).toBe(limit - 1)
})

it.each([
  ['what the answer says', 42_000, 42_000],
  ['a fraction of a second', 250, 250],
  ['an hour at the most, when the answer says a year', 31_536_000_000, 3_600_000],
  ['an hour at the most, when the answer says for ever', Number.POSITIVE_INFINITY, 3_600_000],
])('stays away for %s', (_what, retryAfter, expected) => {
  expect(pause(retryAfter)).toBe(expected)
})
