import type { Pool } from 'pg'

/** What workers and intake know about an integration at this moment. */
export interface AccountState {
  delivering: boolean
  paused_until: Date | null
  pause_reason: string | null
  waiting: number
  oldest_waiting: Date | null
  limit_per_minute: number | null
  used_last_minute: number
}

const NO_STATE: AccountState = {
  delivering: false,
  paused_until: null,
  pause_reason: null,
  waiting: 0,
  oldest_waiting: null,
  limit_per_minute: null,
  used_last_minute: 0,
}

/** The most ended events above the oldest waiting one that are counted. */
const MAX_COUNT = 100_000

/** The calls of this minute, and the part of the last minute's that lies within 60 seconds. */
const USED = `(
    select coalesce(round(sum(t.calls * case when t.minute = date_trunc('minute', now()) then 1
      else 1 - extract(second from now()) / 60 end)), 0)::int
    from tally t where t.account = l.account and t.minute >= date_trunc('minute', now()) - interval '1 minute')`

/**
 * The state of each account, by its id. Every event up to `done_upto` has ended; above it, most
 * have not. So only the ended ones above it are counted.
 */
export async function findStates(pool: Pool): Promise<(account: number) => AccountState> {
  const { rows } = await pool.query<AccountState & { account: number }>(
    `select l.account, l.owner is not null and l.until > now() as delivering,
       case when l.paused_until > now() then l.paused_until end as paused_until,
       case when l.paused_until > now() then l.pause_reason end as pause_reason,
       s.last_seq - l.done_upto - (
         select count(*) from (
           select from outcome o where o.account = l.account and o.seq > l.done_upto and o.final
           order by o.seq limit ${MAX_COUNT}) ended
       ) as waiting,
       (select e.received_at from event e where e.account = l.account and e.seq > l.done_upto
          and not (
            select coalesce(bool_or(o.final), false) from outcome o
            where o.account = e.account and o.seq = e.seq and o.received_at = e.received_at)
        order by e.seq limit 1) as oldest_waiting,
       l.limit_per_minute, ${USED} as used_last_minute
     from lease l join stream s on s.account = l.account`,
  )
  const byAccount = new Map(rows.map(({ account, ...state }) => [account, state]))
  return account => byAccount.get(account) ?? NO_STATE
}
