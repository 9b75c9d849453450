/** A place in the list of events: the newest first, by time, account and number. */
export interface Position {
  /** ISO 8601 with microseconds, because the database counts them. */
  at: string
  account: number
  seq: number
}

export const toCursor = ({ at, account, seq }: Position): string =>
  Buffer.from(JSON.stringify([at, account, seq])).toString('base64url')

/** Null for a text that {@link toCursor} did not make. */
export function parseCursor(cursor: string): Position | null {
  try {
    const [at, account, seq] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    const isValid = typeof at === 'string' && /^\d{4}-[\d-]+T[\d:.]+Z$/.test(at) && !Number.isNaN(Date.parse(at))
    return isValid && Number.isInteger(account) && Number.isSafeInteger(seq) ? { at, account, seq } : null
  } catch {
    return null
  }
}
