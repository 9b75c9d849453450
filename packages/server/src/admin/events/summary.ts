import { getDestination } from '../../destinations/registry'
import { explainOutcome } from '../../explain-outcome'
import { asRecord, parseJson } from '../../intake/json'
import type { AccountRow } from '../accounts'
import { findPerson } from './person'
import type { EventSummary, STATUSES } from './schemas'

/** One event with its last attempt, as the database gives it. */
export interface EventRow {
  account: number
  seq: number
  message_id: string | null
  type: string | null
  name: string | null
  body: string
  received_at: Date
  replay_of: number | null
  superseded_by: number | null
  replayed_by: number | null
  /** Null while the event waits for its first attempt, as are all of the following. */
  status: (typeof STATUSES)[number] | null
  at: Date | null
  outcome: string | null
  reason: string | null
  http_status: number | null
  contact_id: string | null
  attempt: number | null
  duration_ms: number | null
  message: string | null
}

/** The columns of an {@link EventRow}, of the tables `e` (event) and `o` (its last outcome). */
export const EVENT_COLUMNS = `e.account, e.seq, e.message_id, e.type, e.name, e.body, e.received_at, e.replay_of,
  o.status, o.at, o.outcome, o.reason, o.http_status, o.contact_id, o.attempt, o.duration_ms, o.message,
  case when o.status = 'dead' then (
    select d.superseded_by from dead_letter d where d.account = e.account and d.seq = e.seq) end as superseded_by,
  case when o.status = 'dead' then (
    select d.replayed_by from dead_letter d where d.account = e.account and d.seq = e.seq) end as replayed_by`

export function toSummary(row: EventRow, account: AccountRow): EventSummary {
  const { account: _, body, received_at, at, attempt, ...rest } = row
  const destination = getDestination(account.destination)
  const status = row.status ?? 'waiting'
  const explanation = explainOutcome({ ...row, status }, destination)
  return {
    ...rest,
    integration: account.name,
    person: findPerson(asRecord(parseJson(body))),
    received_at: received_at.toISOString(),
    at: at?.toISOString() ?? null,
    status,
    explanation: explanation?.says ?? null,
    fix: explanation?.fix ?? null,
    contact_url: row.contact_id === null ? null : destination.toContactUrl(account.settings, row.contact_id),
    attempts: attempt ?? 0,
  }
}

/**
 * Joins the last outcome `o` of the event `e`. It decides the status; an event without one waits.
 */
export const LAST_OUTCOME = `left join lateral (
    select * from outcome o where o.account = e.account and o.seq = e.seq and o.received_at = e.received_at
    order by o.attempt desc limit 1
  ) o on true`

/** The rows as the API shows them. */
export function toSummaries(rows: readonly EventRow[], accounts: readonly AccountRow[]): EventSummary[] {
  const byId = new Map(accounts.map(account => [account.id, account]))
  return rows.flatMap(row => {
    const account = byId.get(row.account)
    return account ? [toSummary(row, account)] : []
  })
}
