import type { EventSummary, Status } from '../../api/types'

/** The filters of the list of events, as the address holds them. An empty text filters nothing. */
export interface EventFilter {
  status: string
  outcome: string
  reason: string
  type: string
  name: string
  integration: string
  person: string
  /** A time range that ends now: one of RANGES. */
  range: string
  /** ISO times. They count only without a range. */
  since: string
  until: string
}

export const NO_FILTER: EventFilter = {
  status: '',
  outcome: '',
  reason: '',
  type: '',
  name: '',
  integration: '',
  person: '',
  range: '',
  since: '',
  until: '',
}

const KEYS = Object.keys(NO_FILTER) as (keyof EventFilter)[]

export const STATUSES: readonly Status[] = ['waiting', 'retrying', 'delivered', 'dropped', 'dead']

/** Time ranges that end now, with their length in minutes. */
export const RANGES: Readonly<Record<string, { label: string; minutes: number }>> = {
  '15m': { label: 'Last 15 minutes', minutes: 15 },
  '1h': { label: 'Last hour', minutes: 60 },
  '6h': { label: 'Last 6 hours', minutes: 360 },
  '24h': { label: 'Last 24 hours', minutes: 1_440 },
  '7d': { label: 'Last 7 days', minutes: 10_080 },
}

/** Reads the filters from the query of an address. Unknown statuses and ranges filter nothing. */
export function parseFilter(query: URLSearchParams): EventFilter {
  const filter = { ...NO_FILTER }
  for (const key of KEYS) filter[key] = (query.get(key) ?? '').slice(0, 512)
  if (!STATUSES.includes(filter.status as Status)) filter.status = ''
  if (!Object.hasOwn(RANGES, filter.range)) filter.range = ''
  for (const key of ['since', 'until'] as const) if (Number.isNaN(Date.parse(filter[key]))) filter[key] = ''
  return filter
}

/** Returns the query of the address for the filters. It has only the filters that are set. */
export function toAddressQuery(filter: EventFilter): URLSearchParams {
  return new URLSearchParams(KEYS.flatMap(key => (filter[key] === '' ? [] : [[key, filter[key]]])))
}

/** Returns the query of the admin API for the filters. A range becomes the time of its start. */
export function toApiQuery(filter: EventFilter, now: Date): Record<string, string> {
  const { range, since, until, ...others } = filter
  const minutes = RANGES[range]?.minutes
  const times = minutes === undefined ? { since, until } : { since: new Date(now.getTime() - minutes * 60_000) }
  const all = Object.entries({ ...others, ...times }).map(([key, value]) => [
    key,
    value instanceof Date ? value.toISOString() : value,
  ])
  return Object.fromEntries(all.filter(([, value]) => value !== ''))
}

/** How many filters are set. */
export function countFilters(filter: EventFilter): number {
  const isTimeSet = filter.range !== '' || filter.since !== '' || filter.until !== ''
  const others = KEYS.filter(key => !['range', 'since', 'until'].includes(key) && filter[key] !== '')
  return others.length + Number(isTimeSet)
}

/** True when an event that arrives live belongs into the filtered list. */
export function matchesFilter(filter: EventFilter, event: EventSummary, now: Date): boolean {
  for (const key of ['status', 'outcome', 'reason', 'type', 'name', 'integration'] as const) {
    if (filter[key] !== '' && filter[key] !== event[key]) return false
  }
  if (filter.person !== '' && !isPerson(filter.person, event)) return false
  const { since, until } = toApiQuery(filter, now)
  const at = Date.parse(event.received_at)
  return !(since && at < Date.parse(since)) && !(until && at >= Date.parse(until))
}

function isPerson(wanted: string, { person }: EventSummary): boolean {
  const identifier = wanted.trim().toLowerCase()
  const plain = identifier.replace(/^(?:user|email|phone|anonymous):/, '')
  const known = [person.email, person.user_id, person.anonymous_id].map(value => value?.trim().toLowerCase())
  return known.some(value => value !== undefined && (value === identifier || value === plain))
}
