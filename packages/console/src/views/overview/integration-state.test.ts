import { getUsedPart, type IntegrationRow, toPercent } from './integration-state'

const row: IntegrationRow = {
  name: 'support',
  delivered: 9,
  dropped: 0,
  retrying: 0,
  dead: 1,
  waiting: 0,
  oldest_waiting: null,
  success_rate: 0.9,
  paused: false,
  paused_until: null,
  pause_reason: null,
  enabled: true,
  rate_limit: { limit_per_minute: 50, used_last_minute: 10 },
}

test.each([
  [0.9994, '99.9 %'],
  [0.99999, '99.9 %'],
  [1, '100 %'],
  [0, '0 %'],
  [null, '–'],
])('the rate %p shows as %s', (rate, text) => {
  expect(toPercent(rate)).toBe(text)
})

test.each([
  [50, 10, 0.2],
  [50, 60, 1],
  [null, 10, null],
])('with a limit of %p, %d calls use the part %p', (limit_per_minute, used_last_minute, part) => {
  expect(getUsedPart({ ...row, rate_limit: { limit_per_minute, used_last_minute } })).toBe(part)
})
