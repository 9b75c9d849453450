import type { MockContext } from '../context'

/**
 * Resolves when every change so far is in the database file, if there is one. Rejects when it could
 * not be written.
 */
export function written({ database }: MockContext): Promise<void> {
  return new Promise((resolve, reject) => {
    if (database) database.whenWritten(error => (error ? reject(error) : resolve()))
    else resolve()
  })
}
