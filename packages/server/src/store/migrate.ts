import type { Pool, PoolClient } from 'pg'
import { inTransaction } from './database'
import { tables } from './migrations/0001-tables'
import { functions } from './migrations/0002-functions'
import { liveConfiguration } from './migrations/0003-live-configuration'
import { pauseRevision } from './migrations/0004-pause-revision'
import { consoleTables } from './migrations/0005-console'

/** Each runs once, in this order, and never changes after it was published. */
const MIGRATIONS: ReadonlyArray<{ name: string; sql: string }> = [
  { name: '0001-tables', sql: tables },
  { name: '0002-functions', sql: functions },
  { name: '0003-live-configuration', sql: liveConfiguration },
  { name: '0004-pause-revision', sql: pauseRevision },
  { name: '0005-console', sql: consoleTables },
]

/** Any number that no other program uses for an advisory lock in this database. */
export const LOCK = 7_203_114

/**
 * Brings the tables of a database to this version. Processes that start at the same time wait for
 * each other.
 *
 * @throws Error when a newer version of the server has already changed the tables
 */
export async function migrate(pool: Pool): Promise<void> {
  await inTransaction(pool, async client => {
    await client.query('select pg_advisory_xact_lock($1)', [LOCK])
    await client.query('create table if not exists migration (name text primary key, at timestamptz default now())')
    await applyMissing(client)
  })
}

async function applyMissing(client: PoolClient): Promise<void> {
  const { rows } = await client.query<{ name: string }>('select name from migration')
  const applied = new Set(rows.map(({ name }) => name))
  const known = new Set(MIGRATIONS.map(({ name }) => name))
  const unknown = [...applied].find(name => !known.has(name))
  if (unknown) throw new Error(`A newer version of datafly has used this database (${unknown}). Start that version.`)
  for (const { name, sql } of MIGRATIONS) {
    if (applied.has(name)) continue
    await client.query(sql)
    await client.query('insert into migration (name) values ($1)', [name])
  }
}
