import { statfs } from 'node:fs/promises'
import type { Logger } from '../../logs'
import { type EmbeddedPostgres, launchPostgres } from './launch'

/** Milliseconds between two looks at the embedded database. */
const INTERVAL = 1_000

/** Milliseconds that one start may take. A recovery that takes longer goes on. */
const TIMEOUT = 30_000

/** PostgreSQL needs room for one file of its log. */
const MIN_FREE = 16 * 1024 * 1024

/** Starts the embedded database again when it ended. Returns the function that ends the watch. */
export function watchPostgres(postgres: EmbeddedPostgres, folder: string, log: Logger): () => Promise<void> {
  let starting: Promise<unknown> | null = null
  const start = async () => {
    if (await postgres.isRunning()) return
    log.warn('The embedded database ended. It is started again.')
    await reportFullDisk(folder, log)
    await launchPostgres({ folder, timeout: TIMEOUT })
  }
  const timer = setInterval(() => {
    starting ??= start()
      .catch(() => log.error('The embedded database cannot be started. See postgres.log in the data folder.'))
      .finally(() => {
        starting = null
      })
  }, INTERVAL)
  return async () => {
    clearInterval(timer)
    await starting
  }
}

async function reportFullDisk(folder: string, log: Logger): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize > MIN_FREE) return
  log.error('The disk of the data folder is full. Free some space: the database then starts by itself.')
}
