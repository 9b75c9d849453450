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
           select from outcome o where o.account = l.account and o.seq > l.done_upto and o.final limit ${MAX_COUNT}) ended
       ) as waiting,
       (select e.received_at from event e where e.account = l.account and e.seq > l.done_upto
          and not exists (
            select from outcome o
            where o.account = e.account and o.seq = e.seq and o.received_at = e.received_at and o.final)
        order by e.seq limit 1) as oldest_waiting,
       null::int as limit_per_minute, 0 as used_last_minute
     from lease l join stream s on s.account = l.account`,
  )
  const byAccount = new Map(rows.map(({ account, ...state }) => [account, state]))
  return account => byAccount.get(account) ?? NO_STATE
}
