import { setTimeout as wait } from 'node:timers/promises'
import type { Pool } from 'pg'
import { describeDatabaseError } from '../store/database'
import type { OutcomeRow } from './outcome-row'

/**
 * What the lease of an account is worth now: the owner's epoch, the number up to which all events
 * have ended, and the calls a minute that the destination allows, once it has said so.
 */
export interface Progress {
  account: number
  epoch: number
  done_upto: number
  limit_per_minute: number | null
}

/** The most rows in one call. */
const MAX_GROUP = 500

/** Milliseconds before the next try of a failed write. Each failure doubles them. */
const FIRST_RETRY = 250
const LAST_RETRY = 4_000

/** With so many rows unwritten, no further event starts: a crash would repeat all of them. */
export const MAX_UNWRITTEN = 1_000

/**
 * Writes the outcomes of all accounts of a worker, in the order in which the attempts ended. So a
 * crash repeats only the newest calls, and an older value of a person is never sent last.
 */
export class OutcomeWriter {
  #rows: Array<{ row: OutcomeRow; onWritten(): void }> = []
  #running: Promise<void> | null = null
  #problem: string | null = null

  /**
   * @param progress returns the progress of the accounts, read right before each write
   * @param onProblem called with the description of each failed write, which is then tried again
   */
  constructor(
    private readonly pool: Pool,
    private readonly owner: string,
    private readonly progress: () => Progress[],
    private readonly onProblem: (message: string) => void = () => {},
  ) {}

  /** Why the newest write failed. Null after a write that succeeded. */
  get problem(): string | null {
    return this.#problem
  }

  /** Rows that are not yet on disk. */
  get unwritten(): number {
    return this.#rows.length
  }

  add(row: OutcomeRow, onWritten: () => void): void {
    this.#rows.push({ row, onWritten })
    this.#running ??= this.#run().finally(() => {
      this.#running = null
    })
  }

  /** Resolves when everything that was added is written, or given up after a lost lease. */
  async flush(): Promise<void> {
    await this.#running
  }

  async #run(): Promise<void> {
    await new Promise(setImmediate)
    let retry = FIRST_RETRY
    while (this.#rows.length > 0) {
      const group = this.#rows.slice(0, MAX_GROUP)
      try {
        await this.#write(group.map(({ row }) => row))
      } catch (error) {
        this.#problem = describeDatabaseError(error)
        this.onProblem(this.#problem)
        // PostgreSQL refuses the same value each time. The outcome itself must not be lost.
        if (isAboutValue(error)) for (const { row } of group) removeTexts(row)
        await wait(retry)
        retry = Math.min(retry * 2, LAST_RETRY)
        continue
      }
      this.#problem = null
      retry = FIRST_RETRY
      // Removed only now: they count as unwritten until they are on disk.
      this.#rows.splice(0, group.length)
      for (const { onWritten } of group) onWritten()
    }
  }

  async #write(rows: OutcomeRow[]): Promise<void> {
    const values = [this.owner, JSON.stringify(rows, toStorable), JSON.stringify(this.progress())]
    const text = 'select write_outcomes($1, $2, $3) as count'
    const { rows: written } = await this.pool.query<{ count: number }>({ name: 'outcomes', text, values })
    const lost = rows.length - (written[0]?.count ?? 0)
    if (lost > 0)
      this.onProblem(`A lease was lost with ${lost} unwritten outcomes. The next owner repeats these calls.`)
  }
}

/** PostgreSQL's text holds neither NUL nor half of a surrogate pair. A response can hold both. */
const toStorable = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? Buffer.from(value.replaceAll('\u0000', '')).toString() : value

/** Class 22 of PostgreSQL's error codes. */
const isAboutValue = (error: unknown): boolean => String((error as { code?: unknown }).code).startsWith('22')

function removeTexts(row: OutcomeRow): void {
  row.message = 'PostgreSQL refused the message and the detail of this attempt.'
  row.detail = null
}
