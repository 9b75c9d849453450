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
