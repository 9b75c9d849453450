import type { Pool } from 'pg'

/** Values of the filter `status`. */
export const STATUSES = ['waiting', 'retrying', 'delivered', 'dropped', 'dead'] as const

export interface EventFilter {
  integration?: string | undefined
  status?: (typeof STATUSES)[number] | undefined
  reason?: string | undefined
  type?: string | undefined
  name?: string | undefined
  /** One identifier of a person, such as "user:u1". */
  person?: string | undefined
  cursor?: string | undefined
  limit: number
}

/** The last outcome of an event decides its status. An event without an outcome waits. */
const EVENT = `
  select a.name as integration, e.account, e.seq, e.message_id, e.type, e.name, e.received_at, e.replay_of,
    coalesce(o.status, 'waiting') as status, o.outcome, o.reason, o.http_status, o.contact_id,
    coalesce(o.attempt, 0) as attempts, o.duration_ms, o.message, o.at
  from event e
  join account a on a.id = e.account
  left join lateral (
    select * from outcome o where o.account = e.account and o.seq = e.seq and o.received_at = e.received_at
    order by attempt desc limit 1
  ) o on true`

export interface EventPage {
  events: Record<string, unknown>[]
  next_cursor: string | null
  has_more: boolean
}

/**
 * The events that match the filter, the newest first. The cursor is a position, so that new events
 * move no page.
 */
export async function findEvents(pool: Pool, filter: EventFilter): Promise<EventPage> {
  const values: unknown[] = []
  const add = (value: unknown) => `$${values.push(value)}`
  const conditions = ['true']
  if (filter.integration) conditions.push(`a.name = ${add(filter.integration)}`)
  if (filter.status) conditions.push(`coalesce(o.status, 'waiting') = ${add(filter.status)}`)
  if (filter.reason) conditions.push(`o.reason = ${add(filter.reason)}`)
  if (filter.type) conditions.push(`e.type = ${add(filter.type)}`)
  if (filter.name) conditions.push(`e.name = ${add(filter.name)}`)
  if (filter.person) conditions.push(`${add(filter.person)} = any (e.keys)`)
  if (filter.cursor) {
    const [at, account, seq] = parseCursor(filter.cursor)
    conditions.push(
      `(e.received_at, e.account, e.seq) < (${add(at)}::timestamptz, ${add(account)}::int, ${add(seq)}::bigint)`,
    )
  }
  const { rows } = await pool.query(
    `select x.*, to_char(received_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as position
     from (${EVENT} where ${conditions.join(' and ')}
       order by e.received_at desc, e.account desc, e.seq desc limit ${add(filter.limit + 1)}) x`,
    values,
  )
  const page = rows.slice(0, filter.limit)
  const last = page.at(-1)
  const hasMore = rows.length > filter.limit
  return {
    events: page.map(({ account: _, position: __, ...event }) => event),
    next_cursor: hasMore && last ? toCursor([last.position, last.account, last.seq]) : null,
    has_more: hasMore,
  }
}

/** One event with its body, its person and every attempt. Null when it is unknown. */
export async function findEvent(pool: Pool, integration: string, seq: number): Promise<Record<string, unknown> | null> {
  const { rows } = await pool.query(`${EVENT} where a.name = $1 and e.seq = $2`, [integration, seq])
  const [found] = rows
  if (!found) return null
  const { account, ...event } = found
  const [body, attempts, consent] = await Promise.all([
    pool.query('select body, keys from event where account = $1 and seq = $2', [account, seq]),
    pool.query(
      `select attempt, at, final, status, outcome, reason, http_status, contact_id, action, duration_ms, message, detail
       from outcome where account = $1 and seq = $2 order by attempt`,
      [account, seq],
    ),
    pool.query(
      `select c.categories, c.at from consent c join event e on c.account = e.account and c.key = any (e.keys)
       where e.account = $1 and e.seq = $2`,
      [account, seq],
    ),
  ])
  return {
    ...event,
    keys: body.rows[0]?.keys,
    body: body.rows[0]?.body,
    consent: consent.rows,
    attempts: attempts.rows.map(({ detail, ...attempt }) => ({ ...attempt, detail: detail && JSON.parse(detail) })),
  }
}

/** Dead letters without a replay. */
const DEAD = `from outcome o join account a on a.id = o.account
  where o.status = 'dead' and o.final
    and not exists (select from event r where r.account = o.account and r.replay_of = o.seq)`

export async function countDeadLetters(pool: Pool): Promise<Record<string, unknown>[]> {
  const { rows } = await pool.query(
    `select a.name as integration, o.reason, count(*) as count, min(o.at) as oldest, max(o.at) as newest,
       (array_agg(o.message order by o.at desc))[1] as message
     ${DEAD} group by 1, 2 order by 3 desc`,
  )
  return rows
}

/** What to replay: numbers, or every dead letter of a reason, or every one of the integration. */
export interface ReplayRequest {
  integration: string
  seqs?: number[] | undefined
  reason?: string | undefined
}

/**
 * Copies events to the end of their stream. Returns how many; an event is replayed once, later its
 * replay.
 */
export async function replay(pool: Pool, { integration, seqs, reason }: ReplayRequest): Promise<number> {
  const { rows } = await pool.query(
    `select replay_events(a.id, coalesce($2::bigint[], array(
       select o.seq ${DEAD} and a.name = $1 and ($3::text is null or o.reason = $3)))) as count
     from account a where a.name = $1`,
    [integration, seqs ?? null, reason ?? null],
  )
  return rows[0]?.count ?? 0
}

export async function countByStatus(pool: Pool, minutes: number): Promise<Record<string, unknown>[]> {
  const { rows } = await pool.query(
    `select a.name as integration, date_trunc('minute', o.at) as minute, o.status, count(*) as count
     from outcome o join account a on a.id = o.account
     where o.received_at > now() - interval '8 days' and o.at > now() - $1 * interval '1 minute'
     group by 1, 2, 3 order by 2, 1, 3`,
    [minutes],
  )
  return rows
}

export async function findIntegrations(pool: Pool): Promise<Record<string, unknown>[]> {
  const { rows } = await pool.query(
    `select a.name, a.destination, a.sources, a.consent, a.rate, a.share, a.enabled,
       l.owner is not null and l.until > now() as delivering,
       case when l.paused_until > now() then l.paused_until end as paused_until,
       case when l.paused_until > now() then l.pause_reason end as pause_reason,
       s.last_seq - l.done_upto as waiting,
       (select min(e.received_at) from event e where e.account = a.id and e.seq = l.done_upto + 1) as oldest_waiting
     from account a join stream s on s.account = a.id join lease l on l.account = a.id order by a.name`,
  )
  return rows
}

export async function findSources(pool: Pool): Promise<Record<string, unknown>[]> {
  const { rows } = await pool.query(
    'select name, origins, enabled, secret is not null as signs_requests from source order by name',
  )
  return rows
}

const toCursor = (position: [string, number, number]): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url')

/** A cursor that was not made by {@link toCursor} starts before everything, and finds nothing. */
function parseCursor(cursor: string): [string, number, number] {
  try {
    const [at, account, seq] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (!Number.isNaN(Date.parse(at)) && Number.isInteger(account) && Number.isInteger(seq)) return [at, account, seq]
  } catch {
    // Falls through.
  }
  return ['0001-01-01T00:00:00Z', 0, 0]
}
