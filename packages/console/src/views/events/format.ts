const NBSP = '\u00a0'

const NUMBER = new Intl.NumberFormat('en')

/** `1234` -> `1,234`. */
export const toCount = (value: number): string => NUMBER.format(value)

/** `(2, 'event')` -> `2 events`. */
export const toPlural = (value: number, one: string, many = `${one}s`): string =>
  `${toCount(value)} ${value === 1 ? one : many}`

/** Milliseconds as `12 ms`, `1.2 s`, `3 min 20 s`, `2 h 5 min` or `3 d 4 h`. */
export function toDuration(milliseconds: number): string {
  const ms = Math.max(0, Math.round(milliseconds))
  if (ms < 1_000) return `${ms}${NBSP}ms`
  if (ms < 9_950) return `${Math.round(ms / 100) / 10}${NBSP}s`
  const seconds = Math.round(ms / 1_000)
  if (seconds < 60) return `${seconds}${NBSP}s`
  if (seconds < 3_600) return join(Math.floor(seconds / 60), 'min', seconds % 60, 's')
  const minutes = Math.round(seconds / 60)
  if (minutes < 1_440) return join(Math.floor(minutes / 60), 'h', minutes % 60, 'min')
  const hours = Math.round(minutes / 60)
  return join(Math.floor(hours / 24), 'd', hours % 24, 'h')
}

const join = (big: number, bigUnit: string, small: number, smallUnit: string): string =>
  small === 0 ? `${big}${NBSP}${bigUnit}` : `${big}${NBSP}${bigUnit} ${small}${NBSP}${smallUnit}`

const pad = (value: number): string => String(value).padStart(2, '0')

/** The time of day of an ISO time in the reader's zone: `14:02:11`. */
export function toTimeOfDay(iso: string): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return ''
  return `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`
}

/** The day of an ISO time in the reader's zone: `Today`, `Yesterday`, or `23 Nov`. */
export function toDay(iso: string, now: Date): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return ''
  const days = Math.round((startOfDay(now) - startOfDay(date)) / 86_400_000)
  if (days === 0) return 'Today'
  if (days === 1) return 'Yesterday'
  const year = date.getFullYear() === now.getFullYear() ? '' : ` ${date.getFullYear()}`
  return `${date.getDate()} ${MONTHS[date.getMonth()]}${year}`
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

const startOfDay = (date: Date): number => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()

/** Day, time with milliseconds, and zone: `23 Nov 2026, 14:02:11.120 (UTC+01:00)`. */
export function toFullTime(iso: string): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return iso
  const offset = -date.getTimezoneOffset()
  const hours = pad(Math.floor(Math.abs(offset) / 60))
  const zone = offset === 0 ? 'UTC' : `UTC${offset < 0 ? '-' : '+'}${hours}:${pad(Math.abs(offset) % 60)}`
  const day = `${date.getDate()} ${MONTHS[date.getMonth()]} ${date.getFullYear()}`
  return `${day}, ${toTimeOfDay(iso)}.${String(date.getMilliseconds()).padStart(3, '0')} (${zone})`
}

/** `2026-11-23T13:02:00.000Z` -> `2026-11-23T14:02` in the zone UTC+1. */
export function toLocalInput(iso: string): string {
  const time = Date.parse(iso)
  if (Number.isNaN(time)) return ''
  return new Date(time - new Date(time).getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

/** The reverse of {@link toLocalInput}. An empty field is an empty text. */
export function fromLocalInput(local: string): string {
  const date = new Date(local)
  return Number.isNaN(date.getTime()) ? '' : date.toISOString()
}
