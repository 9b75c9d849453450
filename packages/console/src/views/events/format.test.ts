import { fromLocalInput, toCount, toDay, toDuration, toLocalInput, toPlural, toTimeOfDay } from './format'

test.each([
  [0, '0 ms'],
  [12.4, '12 ms'],
  [999, '999 ms'],
  [1_200, '1.2 s'],
  [9_949, '9.9 s'],
  [9_960, '10 s'],
  [59_400, '59 s'],
  [59_600, '1 min'],
  [200_000, '3 min 20 s'],
  [7_500_000, '2 h 5 min'],
  [273_600_000, '3 d 4 h'],
  [-5, '0 ms'],
])('%d ms are %s', (milliseconds, expected) => {
  expect(toDuration(milliseconds).replaceAll('\u00a0', ' ')).toBe(expected)
})

test('counts have separators and plurals', () => {
  expect(toCount(1_234_567)).toBe('1,234,567')
  expect(toPlural(1, 'event')).toBe('1 event')
  expect(toPlural(1_200, 'event')).toBe('1,200 events')
})

test.each([
  [0, 'Today'],
  [1, 'Yesterday'],
  [2, '23 Nov'],
  [330, '30 Dec 2025'],
])('a time of %d days ago is of the day %s', (days, expected) => {
  const now = new Date(2026, 10, 25, 9, 30)
  expect(toDay(new Date(2026, 10, 25 - days, 23, 59).toISOString(), now)).toBe(expected)
})

test('a time of day is of the zone of the reader', () => {
  expect(toTimeOfDay(new Date(2026, 10, 25, 7, 5, 9).toISOString())).toBe('07:05:09')
  expect(toTimeOfDay('not a time')).toBe('')
})

test('a time field holds the local time, and an empty field an empty text', () => {
  const iso = new Date(2026, 10, 25, 7, 5).toISOString()
  expect(toLocalInput(iso)).toBe('2026-11-25T07:05')
  expect(fromLocalInput('2026-11-25T07:05')).toBe(iso)
  expect(toLocalInput('')).toBe('')
  expect(fromLocalInput('')).toBe('')
})
