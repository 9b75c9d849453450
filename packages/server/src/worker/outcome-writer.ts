import { setTimeout as wait } from 'node:timers/promises'
import type { Pool } from 'pg'

/** One attempt of one event, as a row of the table outcome. */
export interface OutcomeRow {
  account: number
  epoch: number
  seq: number
  attempt: number
  received_at: Date
  at: Date
  final: boolean
  status: 'delivered' | 'dropped' | 'dead' | 'retrying'
  outcome: string
  reason: string | null
  http_status: number | null
  contact_id: string | null
  action: string | null
  duration_ms: number
  message: string | null
  /** JSON: payload, omissions, requests and responses. */
  detail: string | null
}

/**
 * What the lease of an account is worth now: the owner's epoch, and the number up to which all
 * events have ended.
 */
export interface Progress {
  account: number
  epoch: number
  done_upto: number
}

/** The most rows in one call. */
const MAX_GROUP = 500

/** Milliseconds before another try when the database does not answer. */
const RETRY = 250

/** With so many rows unwritten, no further event starts: a crash would repeat all of them. */
export const MAX_UNWRITTEN = 1_000

/**
 * Writes the outcomes of all accounts of a worker, in the order in which the attempts ended. So a
 * crash repeats only the newest calls, and an older value of a person is never sent last.
 */
export class OutcomeWriter {
  #rows: Array<{ row: OutcomeRow; onWritten(): void }> = []
  #running: Promise<void> | null = null

  /** @param progress returns the progress of the accounts, read right before each write */
  constructor(
    private readonly pool: Pool,
    private readonly owner: string,
    private readonly progress: () => Progress[],
  ) {}

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
    while (this.#rows.length > 0) {
      const group = this.#rows.slice(0, MAX_GROUP)
      try {
        await this.#write(group.map(({ row }) => row))
      } catch {
        await wait(RETRY)
        continue
      }
      // Removed only now: they count as unwritten until they are on disk.
      this.#rows.splice(0, group.length)
      for (const { onWritten } of group) onWritten()
    }
  }

  async #write(rows: OutcomeRow[]): Promise<void> {
    const values = [this.owner, JSON.stringify(rows), JSON.stringify(this.progress())]
    await this.pool.query({ name: 'outcomes', text: 'select write_outcomes($1, $2, $3)', values })
  }
}
