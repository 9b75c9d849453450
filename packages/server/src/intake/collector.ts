import type { Pool } from 'pg'
import { describeDatabaseError } from '../store/database'
import { ensurePartitions } from '../store/partitions'
import type { StoredEvent } from './read-event'

/** One event for one account. */
export interface IntakeRow {
  account: number
  event: StoredEvent
}

/** The most rows in one call of the database. */
const MAX_GROUP = 1_000

/**
 * The most rows and bytes of bodies that wait. Beyond that the clients are asked to come back
 * later.
 */
const MAX_WAITING_ROWS = 20_000
const MAX_WAITING_BYTES = 64 * 1024 * 1024

/** More requests wait than the database takes. */
export class OverloadError extends Error {}

/** The database did not take the events. Nothing is known to be stored. */
export class StoreError extends Error {}

interface Waiting {
  rows: readonly IntakeRow[]
  bytes: number
  done(): void
  fail(error: Error): void
}

/**
 * Gathers the events of requests that are in flight into one call of the database, because each
 * commit waits for the disk. While one call runs, the next group gathers.
 */
export class Collector {
  #waiting: Waiting[] = []
  #rows = 0
  #bytes = 0
  #isRunning = false

  /**
   * @param onStored called after a commit, so that a worker in this process starts at once
   * @param onFailed called with the description of a failure of the database
   */
  constructor(
    private readonly pool: Pool,
    private readonly onStored: () => void = () => {},
    private readonly onFailed: (message: string) => void = () => {},
  ) {}

  /**
   * Resolves when the rows are on disk.
   *
   * @throws OverloadError when too much waits already
   * @throws StoreError when the database cannot be reached or refuses
   */
  add(rows: readonly IntakeRow[]): Promise<void> {
    const bytes = rows.reduce((sum, { event }) => sum + event.body.length, 0)
    if (this.#rows + rows.length > MAX_WAITING_ROWS || this.#bytes + bytes > MAX_WAITING_BYTES) {
      return Promise.reject(new OverloadError('Too many events wait to be stored.'))
    }
    this.#rows += rows.length
    this.#bytes += bytes
    return new Promise<void>((done, fail) => {
      this.#waiting.push({ rows, bytes, done, fail })
      if (!this.#isRunning) void this.#run()
    })
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    // Requests that arrived in the same turn of the event loop join the first group.
    await new Promise(setImmediate)
    while (this.#waiting.length > 0) await this.#store(this.#takeGroup())
    this.#isRunning = false
  }

  #takeGroup(): Waiting[] {
    let size = 0
    const end = this.#waiting.findIndex(({ rows }, index) => {
      size += rows.length
      return index > 0 && size > MAX_GROUP
    })
    return this.#waiting.splice(0, end === -1 ? this.#waiting.length : end)
  }

  async #store(group: Waiting[]): Promise<void> {
    try {
      await this.#insert(group.flatMap(({ rows }) => rows))
      for (const { done } of group) done()
      this.onStored()
    } catch (error) {
      // Class 22 is about a value. The requests are then tried one by one, so that only one fails.
      const isAboutValue = String((error as { code?: unknown }).code).startsWith('22')
      if (isAboutValue && group.length > 1) for (const one of group) await this.#store([one])
      else this.#fail(group, describeDatabaseError(error))
      if (isAboutValue && group.length > 1) return
    }
    for (const { rows, bytes } of group) {
      this.#rows -= rows.length
      this.#bytes -= bytes
    }
  }

  #fail(group: readonly Waiting[], message: string): void {
    this.onFailed(message)
    for (const { fail } of group) fail(new StoreError(message))
  }

  async #insert(rows: readonly IntakeRow[]): Promise<void> {
    try {
      await this.#call(rows)
    } catch (error) {
      // No partition for today: this process ran past the days that were prepared.
      if ((error as { code?: unknown }).code !== '23514') throw error
      await ensurePartitions(this.pool)
      await this.#call(rows)
    }
  }

  #call(rows: readonly IntakeRow[]): Promise<unknown> {
    const column = <T>(value: (row: IntakeRow) => T) => rows.map(value)
    const events = [
      column(({ account }) => account),
      column(({ event }) => event.messageId),
      column(({ event }) => event.keys.join('\u001f')),
      column(({ event }) => event.type),
      column(({ event }) => event.name),
      column(({ event }) => event.body),
      column(({ event }) => event.problem),
    ]
    const said = rows.flatMap(({ account, event }) =>
      event.consent ? event.keys.map(key => ({ account, key, categories: event.consent, at: event.at })) : [],
    )
    const store = 'select intake_events($1, $2, $3, $4, $5, $6, $7)'
    if (said.length === 0) return this.pool.query({ name: 'intake', text: store, values: events })
    const consent = [
      said.map(({ account }) => account),
      said.map(({ key }) => key),
      said.map(({ categories }) => JSON.stringify(categories)),
      said.map(({ at }) => at),
    ]
    const text = `${store}, remember_consent($8, $9, $10, $11)`
    return this.pool.query({ name: 'intake-consent', text, values: [...events, ...consent] })
  }
}
