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
  for (let tries = 1; ; tries++) {
    const embedded = process.env.DATABASE_URL ? null : await launchForTests()
    try {
      return await createDatabase(process.env.DATABASE_URL ?? embedded?.url ?? '', embedded)
    } catch (error) {
      // A different test file can stop the server between its start and our first session.
      if (!embedded || tries === 5) throw error
    }
  }
}

/** Holds one session until the end: while it lasts, no test file stops the server. */
async function createDatabase(server: string, embedded: EmbeddedPostgres | null): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  const keeper = new Client({ connectionString: server, application_name: APPLICATION_NAME })
  keeper.on('error', () => {})
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href
  const pool = openDatabase(url)
  try {
    await keeper.connect()
    await keeper.query(`create database ${name}`)
    await migrate(pool)
    await ensurePartitions(pool)
  } catch (error) {
    await Promise.allSettled([pool.end(), keeper.end()])
    throw error
  }
  const close = async () => {
    await keeper.query(`drop database ${name} with (force)`)
    await pool.end()
    await keeper.end()
    await embedded?.stop()
  }
  return { pool, url, close }
}

/** Opens the embedded database in a data folder that a server uses. Close it before the server. */
export async function openEmbedded(folder: string): Promise<Pool> {
  const { url } = await launchPostgres({ folder })
  return openDatabase(url)
}

/** Tests need no safety against a power cut. */
const launchForTests = (): Promise<EmbeddedPostgres> =>
  launchPostgres({
    folder: join(tmpdir(), `datafly-server-tests-${userInfo().uid}`),
    settings: { fsync: 'off', synchronous_commit: 'off', max_connections: '200' },
  })
