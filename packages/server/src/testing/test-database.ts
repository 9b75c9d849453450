import { randomBytes } from 'node:crypto'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { Client, type Pool } from 'pg'
import { openDatabase } from '../store/database'
import { APPLICATION_NAME, type EmbeddedPostgres, launchPostgres } from '../store/embedded/launch'
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
  const name = `test_${randomBytes(6).toString('hex')}`
  const embedded = process.env.DATABASE_URL ? null : await launchWith(name)
  const server = process.env.DATABASE_URL ?? embedded?.url ?? ''
  if (!embedded) await run(server, `create database ${name}`)
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href
  const pool = openDatabase(url)
  await migrate(pool)
  await ensurePartitions(pool)
  const close = async () => {
    // Before the pool ends: while it has sessions, no other test file stops the server.
    await run(server, `drop database ${name} with (force)`)
    await pool.end()
    await embedded?.stop()
  }
  return { pool, url, close }
}

/** Opens the embedded database in a data folder that a server uses. Close it before the server. */
export async function openEmbedded(folder: string): Promise<Pool> {
  const { url } = await launchPostgres({ folder })
  return openDatabase(url)
}

/**
 * Another test file may stop the server between its start and the first statement. Then it is
 * started again.
 */
async function launchWith(database: string): Promise<EmbeddedPostgres> {
  for (let tries = 1; ; tries++) {
    const embedded = await launchForTests()
    try {
      await run(embedded.url, `create database ${database}`)
      return embedded
    } catch (error) {
      if (tries === 5) throw error
    }
  }
}

/** Tests need no safety against a power cut. */
const launchForTests = (): Promise<EmbeddedPostgres> =>
  launchPostgres({
    folder: join(tmpdir(), `datafly-server-tests-${userInfo().uid}`),
    settings: { fsync: 'off', synchronous_commit: 'off', max_connections: '200' },
  })

async function run(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url, application_name: APPLICATION_NAME })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
