import { Pool, type PoolClient, types } from 'pg'
import { APPLICATION_NAME } from './embedded/launch'

// PostgreSQL's 64-bit numbers come as text. Ours stay far below 2^53.
types.setTypeParser(types.builtins.INT8, Number)

/**
 * Opens a pool of connections. A statement that takes longer than a minute is cancelled.
 *
 * @param connections the most at one time
 * @param kept those that stay open while nothing uses them
 */
export function openDatabase(url: string, connections = 8, kept = 1): Pool {
  const pool = new Pool({
    connectionString: url,
    application_name: APPLICATION_NAME,
    max: connections,
    connectionTimeoutMillis: 5_000,
    // An idle session keeps some 15 MB of the database. One stays open: it shows other processes
    // that the embedded server is in use.
    min: kept,
    idleTimeoutMillis: 10_000,
    statement_timeout: 60_000,
  })
  // A connection that breaks while idle: the pool opens another one.
  pool.on('error', () => {})
  return pool
}

/** Runs the work in one transaction, which an error takes back. */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

/** PostgreSQL's code for a write that found no space. */
const DISK_FULL = '53100'

/**
 * Describes a database error without its values. The message and the detail of an error can carry
 * the parameters of the statement, which are people's data.
 */
export function describeDatabaseError(error: unknown): string {
  const { code, routine } = error as { code?: unknown; routine?: unknown }
  if (typeof code !== 'string') return 'The database cannot be reached.'
  if (code === DISK_FULL) return 'The disk of the database is full.'
  return `The database failed with code ${code}${typeof routine === 'string' ? ` in ${routine}` : ''}.`
}
