import type { Pool } from 'pg'
import { ApiError } from '../api-error'
import { type Position, parseCursor, toCursor } from './cursor'
import type { EventFilter } from './schemas'
import { type Backlog, toPersonQuery, toQuery, toTimeQuery } from './search-query'
import { EVENT_COLUMNS, type EventRow, LAST_OUTCOME } from './summary'

export interface Page {
  rows: EventRow[]
  next_cursor: string | null
  has_more: boolean
}

type Found = EventRow & { position: string }

/**
 * Events that the first part of a search looks through, and how much larger each next part is at
 * most. A filter that no index fits looks through parts, the newest first.
 */
const FIRST_PART = 4_000
const MAX_GROWTH = 8

/** A backlog of so many events is searched as a whole. */
const MAX_BACKLOG = 20_000

/** Milliseconds after which a search ends with what it has found. */
const BUDGET = 250

/**
 * The events that match the filter, the newest first. The cursor is a position, so that new events
 * move no page. A search that takes too long ends early, with a cursor to go on.
 *
 * @throws ApiError 400 for a wrong cursor
 */
export async function searchEvents(pool: Pool, filter: EventFilter): Promise<Page> {
  const before = filter.cursor === undefined ? null : parseCursor(filter.cursor)
  if (filter.cursor !== undefined && !before) {
    throw new ApiError(400, 'INVALID_REQUEST', 'cursor: is not the next_cursor of a page.', 'cursor')
  }
  const backlog = isOpen(filter) ? await findBacklog(pool) : null
  if (backlog?.length === 0) return { rows: [], next_cursor: null, has_more: false }
  const { rows, rest } = await search(pool, filter, before, backlog)
  const page = rows.slice(0, filter.limit)
  const last = page.at(-1)
  const next = rows.length > filter.limit && last ? { at: last.position, account: last.account, seq: last.seq } : rest
  return {
    rows: page.map(({ position: _, ...row }) => row),
    next_cursor: next && toCursor(next),
    has_more: next !== null,
  }
}

/** True for events that have not ended. They are few, and all newer than what is done. */
const isOpen = ({ status }: EventFilter): boolean => status === 'waiting' || status === 'retrying'

async function findBacklog(pool: Pool): Promise<Backlog[]> {
  const { rows } = await pool.query<Backlog>(
    `select l.account, l.done_upto, s.last_seq - l.done_upto as size
     from lease l join stream s on s.account = l.account where s.last_seq > l.done_upto`,
  )
  return rows
}

/** Resolves with the rows, one more than the page, and with where to go on after an early end. */
async function search(pool: Pool, filter: EventFilter, first: Position | null, backlog: readonly Backlog[] | null) {
  const end = performance.now() + BUDGET
  const rows: Found[] = []
  let before = first
  let size = chooseFirstPart(filter, backlog)
  for (;;) {
    const start = performance.now()
    const since = Number.isFinite(size) ? await findSince(pool, filter, before, size) : null
    const missing = filter.limit + 1 - rows.length
    const query = toQuery(filter, { before, since }, missing, backlog)
    rows.push(...(await pool.query<Found>(query)).rows)
    if (rows.length > filter.limit || since === null || isBelow(since, filter.since)) return { rows, rest: null }
    before = toPosition(since)
    // A person has few events, unless the first part was full of them.
    const { person } = filter
    if (person !== undefined && !backlog) {
      const others = toPersonQuery({ ...filter, person }, before, filter.limit + 1 - rows.length)
      return { rows: [...rows, ...(await pool.query<Found>(others)).rows], rest: null }
    }
    const now = performance.now()
    if (now >= end) return { rows, rest: before }
    size *= Math.max(1, Math.min(MAX_GROWTH, (end - now) / (now - start)))
  }
}

/** Everything at once when one index gives the events in their order, or the backlog is small. */
function chooseFirstPart(filter: EventFilter, backlog: readonly Backlog[] | null): number {
  const { status, outcome, reason, type, name, person } = filter
  const filters = [status, outcome, reason, type, name, person].filter(value => value !== undefined)
  const hasIndex = filters.length === 0 || (filters.length === 1 && (status ?? name) !== undefined)
  const events = backlog?.reduce((sum, { size }) => sum + size, 0) ?? null
  const isAtOnce = events === null ? hasIndex : events <= MAX_BACKLOG
  return isAtOnce ? Number.POSITIVE_INFINITY : FIRST_PART
}

/** The position before everything of that time. */
const toPosition = (at: string): Position => ({ at, account: 0, seq: 0 })

const isBelow = (time: string, since: string | undefined): boolean =>
  since !== undefined && Date.parse(time) < Date.parse(since)

/** The time of the row that lies so many rows further down. Null when fewer follow. */
async function findSince(pool: Pool, filter: EventFilter, before: Position | null, size: number) {
  const start = before ?? (filter.until ? toPosition(filter.until) : null)
  const { rows } = await pool.query<{ at: string }>(toTimeQuery(filter, start, size))
  return rows[0]?.at ?? null
}

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
