import { createClock } from './clock'

const NINE = Date.parse('2026-01-05T09:00:00Z')

test('runs with the machine until it is frozen, and again when resumed', () => {
  const clock = createClock()
  const before = Date.now()
  expect(clock.now()).toBeGreaterThanOrEqual(before)
  clock.freeze(NINE)
  expect(clock.frozen).toBe(true)
  expect(clock.now()).toBe(NINE)
  clock.resume()
  expect(clock.frozen).toBe(false)
  expect(clock.now()).toBeGreaterThanOrEqual(before)
})

test('moves on by so much, frozen or not', () => {
  const clock = createClock()
  clock.advance(3_600_000)
  expect(clock.now() - Date.now()).toBeGreaterThan(3_500_000)
  clock.freeze(NINE)
  clock.advance(61_000)
  expect(clock.now()).toBe(NINE + 61_000)
})

test('does not leave the year 9999, the last that a timestamp can write', () => {
  const clock = createClock()
  clock.freeze(Date.parse('9999-12-31T23:59:58Z'))
  clock.advance(1_999)
  expect(clock.timestamp()).toBe('9999-12-31T23:59:59Z')
  expect(() => clock.advance(1)).toThrow('The clock cannot be moved beyond the year 9999.')
  expect(clock.timestamp()).toBe('9999-12-31T23:59:59Z')
})

test('writes the second as bodies and as headers have it', () => {
  const clock = createClock()
  clock.freeze(NINE + 999)
  expect(clock.timestamp()).toBe('2026-01-05T09:00:00Z')
  expect(clock.httpDate()).toBe('Mon, 05 Jan 2026 09:00:00 GMT')
  clock.advance(1)
  expect(clock.timestamp()).toBe('2026-01-05T09:00:01Z')
  expect(clock.httpDate()).toBe('Mon, 05 Jan 2026 09:00:01 GMT')
})
