import { TIME_ZONES } from './data/time-zones'
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
  ['Europe/Oslo', 'Berlin'],
  ['US/Pacific', 'Pacific Time (US & Canada)'],
  ['America/Kentucky/Louisville', 'Eastern Time (US & Canada)'],
  ['Africa/Accra', 'Monrovia'],
  ['Atlantic/Reykjavik', 'UTC'],
  ['Australia/Eucla', undefined],
  ['+02:00', undefined],
  ['GMT+2', undefined],
  ['', undefined],
])('the time zone %s', (raw, zone) => expect(normalizeTimeZone(raw).value).toBe(zone))

/**
 * Zones with an unusual clock: half hours, quarters, and summers that no zone of Freshdesk has.
 */
const OF_NO_FRESHDESK_CLOCK = [
  ...['America/Adak', 'America/Miquelon', 'Antarctica/Troll', 'Australia/Eucla', 'Australia/Lord_Howe'],
  ...['Pacific/Easter', 'Pacific/Gambier', 'Pacific/Kiritimati', 'Pacific/Marquesas', 'Pacific/Norfolk'],
  ...['Pacific/Pitcairn'],
]

/**
 * The clock of a zone in winter and summer, read from its dates and not from its distance to UTC.
 */
const clock = (timeZone: string) =>
  [0, 6].map(month => new Date(Date.UTC(2026, month, 15)).toLocaleString('en-US', { timeZone })).join()

test('each IANA name becomes a zone with the same clock in winter and summer, or the reason is given', () => {
  const lost = Intl.supportedValuesOf('timeZone').filter(iana => {
    const { value, omitted } = normalizeTimeZone(iana)
    if (value === undefined) return omitted === 'is a time zone whose clock no time zone of Freshdesk has'
    const [, own = ''] = TIME_ZONES.find(([zone]) => zone === value) ?? []
    expect({ iana, value, clock: clock(own) }).toEqual({ iana, value, clock: clock(iana) })
    return false
  })
  expect(lost.filter(iana => !OF_NO_FRESHDESK_CLOCK.includes(iana))).toEqual([])
})
