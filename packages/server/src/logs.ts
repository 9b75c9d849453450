import pino, { type Logger } from 'pino'

export type { Logger }

/**
 * Creates the log of the server: one line of JSON for each entry, on standard error. The log holds
 * no part of an event and no error object, because both can carry people's data.
 */
export const createLog = (level = 'info'): Logger =>
  pino(
    { level, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: false }),
  )

/** Milliseconds for which the same message is not written again. */
const REPEAT = 10_000

/**
 * Returns a function that writes each message at most once in 10 seconds. A database that is down
 * fails many times a second.
 */
export function limitRepeats(write: (message: string) => void): (message: string) => void {
  const written = new Map<string, number>()
  return message => {
    const now = performance.now()
    if (now - (written.get(message) ?? Number.NEGATIVE_INFINITY) < REPEAT) return
    written.set(message, now)
    write(message)
  }
}
