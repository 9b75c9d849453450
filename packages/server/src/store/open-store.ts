import type { Pool } from 'pg'
import { openDatabase } from './database'
import { type EmbeddedPostgres, launchPostgres } from './embedded/launch'
import { migrate } from './migrate'
import { ensurePartitions } from './partitions'

export interface Store {
  pool: Pool
  /** Null with a database server of the operator. */
  postgres: EmbeddedPostgres | null
}

/**
 * Opens the database and brings its tables to this version. A second process that ends can stop the
 * embedded server while this one starts: then it is started once more.
 */
export async function openStore(folder: string, databaseUrl: string | undefined, tries = 2): Promise<Store> {
  const postgres = databaseUrl ? null : await launchPostgres({ folder })
  const pool = openDatabase(databaseUrl ?? postgres?.url ?? '')
  try {
    await migrate(pool)
    await ensurePartitions(pool)
    return { pool, postgres }
  } catch (error) {
    await pool.end()
    await postgres?.stop()
    if (!postgres || tries === 1) throw error
    return openStore(folder, undefined, tries - 1)
  }
}
