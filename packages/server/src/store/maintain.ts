import type { Pool } from 'pg'
import type { Logger } from '../logs'
import { describeDatabaseError } from './database'
import { ensurePartitions, prune } from './partitions'

/** Makes the partitions of the next days, and drops those that are too old. Never rejects. */
export async function maintain(pool: Pool, keepDays: number, log: Logger): Promise<void> {
  try {
    await ensurePartitions(pool)
    const days = await prune(pool, keepDays)
    if (days.length > 0) log.info({ days }, 'Old days were dropped.')
  } catch (error) {
    log.warn({ problem: describeDatabaseError(error) }, 'The maintenance of the tables is tried again later.')
  }
}
