import type { Position } from './cursor'
import { toKeys } from './keys'
import type { EventFilter } from './schemas'
import { EVENT_COLUMNS, LAST_OUTCOME } from './summary'

/** The part of the list that one query reads: from `before` down to `since`. */
export interface Range {
  before: Position | null
  since: string | null
}

/** The events of an account that may not have ended: those above this number. */
export interface Backlog {
  account: number
  done_upto: number
  /** How many. */
  size: number
}

/** The statuses of events that have ended. */
const FINAL: ReadonlySet<string | undefined> = new Set(['delivered', 'dropped', 'dead'])

/** The status that goes with an outcome, so that the index of statuses finds it. */
const STATUS_OF_OUTCOME: Readonly<Record<string, string>> = {
  dropped: 'dropped',
  rejected: 'dead',
  unreadable: 'dead',
  'gave-up': 'dead',
  retrying: 'retrying',
}

/** An outcome is the last of its event when it is final, or no later one follows. */
const IS_LAST = `(o.final or o.attempt = (
    select max(later.attempt) from outcome later where later.account = o.account and later.seq = o.seq
      and later.received_at = o.received_at))`

const POSITION = `to_char(e.received_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as position`

/** The rows among which a search looks, the newest first: those of one index. */
interface Index {
  table: 'event' | 'outcome'
  column: 'name' | 'reason' | 'status' | null
  value: string | null
}

/** The index that fits the filter best. */
function chooseIndex({ name, reason, outcome, status, person }: EventFilter): Index {
  if (name) return { table: 'event', column: 'name', value: name }
  if (person || status === 'waiting' || status === 'retrying') return { table: 'event', column: null, value: null }
  if (reason) return { table: 'outcome', column: 'reason', value: reason }
  const value = status ?? (outcome ? (STATUS_OF_OUTCOME[outcome] ?? 'delivered') : null)
  return value ? { table: 'outcome', column: 'status', value } : { table: 'event', column: null, value: null }
}

/**
 * The query for one page, within a range.
 *
 * @param backlog for the statuses waiting and retrying: where to look
 */
export function toQuery(filter: EventFilter, range: Range, limit: number, backlog: readonly Backlog[] | null) {
  const values: unknown[] = []
  const add = (value: unknown) => `$${values.push(value)}`
  const index = chooseIndex(filter)
  const t = index.table === 'outcome' ? 'o' : 'e'
  const conditions = [
    ...(index.column ? [`${t}.${index.column} = ${add(index.value)}`] : []),
    ...toConditions(filter, t, add),
    ...(filter.person ? [`e.keys && ${add(toKeys(filter.person))}::text[]`] : []),
    ...(range.since ? [`${t}.received_at >= ${add(range.since)}::timestamptz`] : []),
    ...toBeforeConditions(range.before, t, add),
    ...(backlog ? [`(${backlog.map(one => toBacklogCondition(one, add)).join(' or ')})`] : []),
  ]
  return { text: toSelect(t === 'o' ? OUTCOMES : `event e ${LAST_OUTCOME}`, conditions, t, limit), values }
}

/** The offset keeps PostgreSQL from another order of the join, which would read every outcome. */
const OUTCOMES = `outcome o cross join lateral (
    select * from event e where e.account = o.account and e.seq = o.seq and e.received_at = o.received_at offset 0
  ) e`

/** The query for the time of the row that lies `size` rows below a position, in the same index. */
export function toTimeQuery(filter: EventFilter, before: Position | null, size: number) {
  const { table, column, value } = chooseIndex(filter)
  const comparison = before?.account === 0 ? '<' : '<='
  const text = `select to_char(received_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at from ${table}
    where received_at ${comparison} coalesce($1, 'infinity')::timestamptz ${column ? `and ${column} = $3` : ''}
    order by received_at desc offset $2 limit 1`
  return { text, values: [before?.at ?? null, Math.floor(size), ...(column ? [value] : [])] }
}

/**
 * The query for a person who has few events. PostgreSQL guesses that any person has 1 % of all
 * events, so it is made to use the index of identifiers first.
 */
export function toPersonQuery(filter: EventFilter & { person: string }, before: Position, limit: number) {
  const values: unknown[] = []
  const add = (value: unknown) => `$${values.push(value)}`
  const found = `select account, seq, received_at from event
    where keys && ${add(toKeys(filter.person))}::text[] and received_at <= ${add(before.at)}::timestamptz`
  const conditions = [...toConditions(filter, 'e', add), ...toBeforeConditions(before, 'e', add)]
  const tables = `found f join event e on e.account = f.account and e.seq = f.seq and e.received_at = f.received_at
    ${LAST_OUTCOME}`
  return { text: `with found as materialized (${found}) ${toSelect(tables, conditions, 'e', limit)}`, values }
}

const toSelect = (tables: string, conditions: readonly string[], t: 'e' | 'o', limit: number) =>
  `select ${EVENT_COLUMNS}, ${POSITION} from ${tables} where ${['true', ...conditions].join(' and ')}
   order by ${t}.received_at desc, ${t}.account desc, ${t}.seq desc limit ${limit}`

type Add = (value: unknown) => string

function toConditions(filter: EventFilter, t: 'e' | 'o', add: Add): string[] {
  const { integration, type, name, since, until } = filter
  return [
    ...toOutcomeConditions(filter, t, add),
    ...(integration ? [`${t}.account = (select id from account where name = ${add(integration)})`] : []),
    ...(type ? [`e.type = ${add(type)}`] : []),
    ...(name ? [`e.name = ${add(name)}`] : []),
    ...(since ? [`${t}.received_at >= ${add(since)}::timestamptz`] : []),
    ...(until ? [`${t}.received_at < ${add(until)}::timestamptz`] : []),
  ]
}

/** With `e` first, `o` is the last outcome already. */
function toOutcomeConditions({ status, outcome, reason }: EventFilter, t: 'e' | 'o', add: Add): string[] {
  return [
    ...(status === 'waiting' ? ['o.status is null'] : status ? [`o.status = ${add(status)}`] : []),
    ...(outcome ? [`o.outcome = ${add(outcome)}`] : []),
    ...(reason ? [`o.reason = ${add(reason)}`] : []),
    ...(t === 'o' ? [FINAL.has(status) ? 'o.final' : IS_LAST] : []),
  ]
}

const toBacklogCondition = ({ account, done_upto }: Backlog, add: Add): string =>
  `(e.account = ${add(account)}::int and e.seq > ${add(done_upto)}::bigint)`

/** The first condition is for the choice of partitions. */
function toBeforeConditions(before: Position | null, t: 'e' | 'o', add: Add): string[] {
  if (!before) return []
  const [at, account, seq] = [add(before.at), add(before.account), add(before.seq)]
  return [
    `${t}.received_at <= ${at}::timestamptz`,
    `(${t}.received_at, ${t}.account, ${t}.seq) < (${at}::timestamptz, ${account}::int, ${seq}::bigint)`,
  ]
}
