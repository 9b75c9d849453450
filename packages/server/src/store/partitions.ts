import type { Pool } from 'pg'
import { LOCK } from './migrate'

const DAY = 86_400_000

/** Days for which partitions exist in advance. */
const DAYS_AHEAD = 3

/** The tables that are partitioned by day. */
const TABLES = ['event', 'outcome'] as const

const toDay = (time: number): string => new Date(time).toISOString().slice(0, 10)

/**
 * Makes the partitions of today and the next days. A partition is attached without stopping intake.
 */
export async function ensurePartitions(pool: Pool, now = Date.now()): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    const existing = await client.query<{ relname: string }>(
      `select relname from pg_class c join pg_inherits i on i.inhrelid = c.oid where c.relkind = 'r'`,
    )
    const names = new Set(existing.rows.map(({ relname }) => relname))
    for (let day = 0; day <= DAYS_AHEAD; day++) {
      const [from, to] = [toDay(now + day * DAY), toDay(now + (day + 1) * DAY)]
      for (const table of TABLES) {
        const name = `${table}_${from.replaceAll('-', '')}`
        if (names.has(name)) continue
        await client.query(`create table if not exists ${name} (like ${table} including defaults)`)
        await client.query(
          `alter table ${table} attach partition ${name} for values from ('${from} 00:00+00') to ('${to} 00:00+00')`,
        )
      }
    }
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => {})
    client.release()
  }
}

/**
 * Drops the partitions of days that are older than `keepDays`, the oldest first. A day stays while
 * an account still has events of this day to deliver.
 *
 * @returns the days that were dropped, such as "20261125"
 */
export async function prune(pool: Pool, keepDays: number, now = Date.now()): Promise<string[]> {
  const limit = toDay(now - keepDays * DAY).replaceAll('-', '')
  const { rows } = await pool.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relname ~ '^event_[0-9]{8}$' order by 1`,
  )
  const dropped: string[] = []
  for (const { name } of rows) {
    const day = name.slice('event_'.length)
    if (day >= limit || (await hasWaiting(pool, name))) break
    await pool.query(`drop table if exists outcome_${day}, ${name}`)
    const end = `($1::date + 1)::timestamp at time zone 'utc'`
    await pool.query(`delete from dead_letter where received_at < ${end}`, [day])
    await pool.query(`delete from tally where minute < ${end}`, [day])
    dropped.push(day)
  }
  return dropped
}

async function hasWaiting(pool: Pool, partition: string): Promise<boolean> {
  const { rows } = await pool.query(
    `select 1 from lease l where exists (select from ${partition} e where e.account = l.account and e.seq > l.done_upto) limit 1`,
  )
  return rows.length > 0
}
