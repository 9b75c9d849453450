import { normalizeTimeZone } from './time-zone'

test.each([
  ['Europe/London', 'London'],
  ['europe/london', 'London'],
  ['America/New_York', 'Eastern Time (US & Canada)'],
  ['Asia/Calcutta', 'Mumbai'],
  ['Asia/Kolkata', 'Mumbai'],
  ['Europe/Kyiv', 'Kyiv'],
  ['UTC', 'UTC'],
  ['Pacific/Tongatapu', "Nuku'alofa"],
  ['Chennai', undefined],
  ['GMT+2', undefined],
  ['', undefined],
])('the time zone %s', (raw, zone) => expect(normalizeTimeZone(raw).value).toBe(zone))
