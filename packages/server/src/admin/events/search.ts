import type { Pool } from 'pg'
import type { InferOutput } from 'valibot'
import { ApiError } from '../api-error'
import { parseCursor, toCursor } from './cursor'
import type { eventQuery } from './schemas'
import { EVENT_COLUMNS, type EventRow, LAST_OUTCOME } from './summary'

export type EventFilter = InferOutput<typeof eventQuery>

export interface Page {
  rows: EventRow[]
  next_cursor: string | null
  has_more: boolean
}

/**
 * The events that match the filter, the newest first. The cursor is a position, so that new events
 * move no page.
 */
export async function searchEvents(pool: Pool, filter: EventFilter): Promise<Page> {
  const values: unknown[] = []
  const add = (value: unknown) => `$${values.push(value)}`
  const conditions = ['true']
  if (filter.integration) conditions.push(`a.name = ${add(filter.integration)}`)
  if (filter.status) conditions.push(`coalesce(o.status, 'waiting') = ${add(filter.status)}`)
  if (filter.outcome) conditions.push(`o.outcome = ${add(filter.outcome)}`)
  if (filter.reason) conditions.push(`o.reason = ${add(filter.reason)}`)
  if (filter.type) conditions.push(`e.type = ${add(filter.type)}`)
  if (filter.name) conditions.push(`e.name = ${add(filter.name)}`)
  if (filter.person) conditions.push(`e.keys && ${add(toKeys(filter.person))}::text[]`)
  if (filter.since) conditions.push(`e.received_at >= ${add(filter.since)}::timestamptz`)
  if (filter.until) conditions.push(`e.received_at < ${add(filter.until)}::timestamptz`)
  if (filter.cursor) {
    const position = parseCursor(filter.cursor)
    if (!position) throw new ApiError(400, 'INVALID_REQUEST', 'cursor: is not the next_cursor of a page.', 'cursor')
    conditions.push(
      `(e.received_at, e.account, e.seq) < (${add(position.at)}::timestamptz, ${add(position.account)}::int, ${add(position.seq)}::bigint)`,
    )
  }
  const { rows } = await pool.query(
    `select ${EVENT_COLUMNS}, to_char(e.received_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as position
     from event e join account a on a.id = e.account ${LAST_OUTCOME} where ${conditions.join(' and ')}
     order by e.received_at desc, e.account desc, e.seq desc limit ${add(filter.limit + 1)}`,
    values,
  )
  const page = rows.slice(0, filter.limit)
  const last = page.at(-1)
  const hasMore = rows.length > filter.limit
  return {
    rows: page.map(({ position: _, ...row }) => row),
    next_cursor: hasMore && last ? toCursor({ at: last.position, account: last.account, seq: last.seq }) : null,
    has_more: hasMore,
  }
}

/** The prefixes of identifiers, as the host makes them. */
const PREFIXES = ['user', 'email', 'phone', 'anonymous']

/** Every identifier that a person may mean: with its prefix, or without it. */
function toKeys(person: string): string[] {
  const text = person.trim()
  if (PREFIXES.some(prefix => text.startsWith(`${prefix}:`))) return [text, toLowerEmail(text)]
  const digits = text.replace(/\D/g, '')
  return [
    `user:${text}`,
    `email:${text.toLowerCase()}`,
    `anonymous:${text}`,
    ...(/^[\d\s()+./-]+$/.test(text) && digits ? [`phone:${digits}`] : []),
  ]
}

const toLowerEmail = (key: string): string => (key.startsWith('email:') ? key.toLowerCase() : key)

/** One event by its number. Null when it is unknown, or its day was dropped. */
export async function findEventRow(
  pool: Pool,
  account: number,
  seq: number,
): Promise<(EventRow & { keys: string[] }) | null> {
  const { rows } = await pool.query(
    `select ${EVENT_COLUMNS}, e.keys from event e ${LAST_OUTCOME} where e.account = $1 and e.seq = $2`,
    [account, seq],
  )
  return rows[0] ?? null
}
