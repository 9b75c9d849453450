import { randomBytes } from 'node:crypto'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { Client, type Pool } from 'pg'
import { openDatabase } from '../store/database'
import { type EmbeddedPostgres, launchPostgres } from '../store/embedded/launch'
import { migrate } from '../store/migrate'
import { ensurePartitions } from '../store/partitions'

export interface TestDatabase {
  pool: Pool
  url: string
  close(): Promise<void>
}

/**
 * A fresh database on the server that DATABASE_URL names, or on an embedded one. The embedded
 * server has one data folder for all test files: the first file starts it, the last one stops it.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const embedded = process.env.DATABASE_URL ? null : await launchForTests()
  const server = process.env.DATABASE_URL ?? embedded?.url ?? ''
  const name = `test_${randomBytes(6).toString('hex')}`
  await run(server, `create database ${name}`)
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href
  const pool = openDatabase(url)
  await migrate(pool)
  await ensurePartitions(pool)
  const close = async () => {
    await pool.end()
    await run(server, `drop database ${name} with (force)`)
    await embedded?.stop()
  }
  return { pool, url, close }
}

/** Tests need no safety against a power cut. */
const launchForTests = (): Promise<EmbeddedPostgres> =>
  launchPostgres({
    folder: join(tmpdir(), `datafly-server-tests-${userInfo().uid}`),
    settings: { fsync: 'off', synchronous_commit: 'off', max_connections: '200' },
  })

async function run(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(sql)
  await client.end()
}
