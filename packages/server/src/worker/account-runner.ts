import type { Pool } from 'pg'
import { Backlog } from './backlog'
import { BodyLoader } from './body-loader'
import type { Connection } from './connection'
import { ConnectionKeeper, type ConnectionKeeperOptions } from './connection-keeper'
import { type DeliveryContext, deliverEvent, type OutcomePart } from './deliver-event'
import type { Entry } from './lanes'
import type { Integration, LeasedAccount } from './leases'
import { NO_ACTION, type OutcomeRow } from './outcome-row'
import type { OutcomeWriter, Progress } from './outcome-writer'

export interface RunnerOptions extends Omit<ConnectionKeeperOptions, 'isIdle'> {
  pool: Pool
  writer: OutcomeWriter
  /**
   * False while the lease is about to end, too many outcomes are unwritten, or the worker stops.
   */
  mayStart(): boolean
  onOutcome?(account: LeasedAccount, row: OutcomeRow): void
  /** Runs of actions at one time, for one account. */
  concurrency: number
  maxAttempts: number
}

/** Events that wait for their turn, so that the next one is loaded when its turn comes. */
const MAX_WAITING = 4

/** Milliseconds until an event is tried again after the database failed. */
const DATABASE_PAUSE = 1_000

/** Delivers the events of one account while this worker holds its lease. */
export class AccountRunner {
  readonly #backlog: Backlog
  readonly #bodies: BodyLoader
  readonly #keeper: ConnectionKeeper
  readonly #timers = new Set<NodeJS.Timeout>()
  #inFlight = 0
  #waiting = 0

  constructor(
    leased: LeasedAccount,
    private readonly options: RunnerOptions,
  ) {
    this.#backlog = new Backlog(options.pool, leased.account, leased.done_upto)
    this.#bodies = new BodyLoader(options.pool, leased.account)
    this.#keeper = new ConnectionKeeper(leased, { ...options, isIdle: () => this.#inFlight === 0 })
    this.#keeper.connectWhenIdle()
  }

  get leased(): LeasedAccount {
    return this.#keeper.leased
  }

  /** Events that were taken and have not yet ended or gone back. */
  get inFlight(): number {
    return this.#inFlight
  }

  /** Events in flight that do not wait for a pause or for their turn. */
  get running(): number {
    return this.#inFlight - this.#waiting
  }

  get progress(): Progress {
    const { account, epoch } = this.leased
    const limit_per_minute = this.#keeper.connection?.limitPerMinute ?? null
    return { account, epoch, done_upto: this.#backlog.doneUpto, limit_per_minute }
  }

  /** Reads waiting events up to this number into memory, without their bodies. */
  scan(lastSeq: number): Promise<void> {
    return this.#backlog.scan(lastSeq)
  }

  /** Works with a changed configuration once the calls in flight have ended. */
  update(configuration: Integration): void {
    this.#keeper.update(configuration)
  }

  setPaused(paused: boolean): void {
    this.#keeper.setPaused(paused)
  }

  /** Ends the calls in flight without a result: the lease is about to end. */
  interrupt(): void {
    this.#keeper.interrupt()
  }

  /** Starts nothing more. Calls in flight end. */
  drain(): void {
    this.#backlog.stop()
    this.#keeper.stop('close')
    for (const timer of this.#timers) clearTimeout(timer)
  }

  /** Ends every wait and every call. The next owner goes on with what has not ended. */
  stop(): void {
    this.drain()
    this.#keeper.stop('interrupt')
  }

  /** Starts one event if the account has one and a place for it. True when one started. */
  startOne(): boolean {
    const { connection } = this.#keeper
    if (!connection?.isOpen || this.#inFlight >= this.options.concurrency || !this.options.mayStart()) return false
    if (this.#waiting >= (connection.isFree ? MAX_WAITING : 1)) return false
    const entry = this.#backlog.lanes.take()
    if (!entry) return false
    this.#inFlight++
    void this.#deliver(entry, connection).finally(() => {
      this.#inFlight--
      this.#keeper.connectWhenIdle()
    })
    return true
  }

  async #deliver(entry: Entry, connection: Connection): Promise<void> {
    const { definition, maxAttempts, mayStart } = this.options
    const context: DeliveryContext = {
      leased: this.leased,
      connection,
      bodies: this.#bodies,
      definition,
      maxAttempts,
      mayStart,
      admit: () => this.#admit(connection),
      write: (entry, row) => this.#write(entry, row),
    }
    // Only the database can fail here.
    const next = await deliverEvent(entry, context).catch(() => DATABASE_PAUSE)
    if (next === 'ended') this.#backlog.lanes.end(entry)
    else if (next <= 0) this.#backlog.lanes.putBack(entry)
    else this.#putBackLater(entry, next)
    this.options.onFree()
  }

  async #admit(connection: Connection) {
    this.#waiting++
    try {
      return await connection.admit()
    } finally {
      this.#waiting--
      this.options.onFree()
    }
  }

  #write(entry: Entry, row: OutcomePart): void {
    const { account, epoch } = this.leased
    const { seq, attempts: attempt, receivedAt: received_at } = entry
    const full = { ...NO_ACTION, ...row, account, epoch, seq, attempt, received_at, at: new Date() }
    this.options.writer.add(full, () => {
      if (full.final) this.#backlog.written(seq)
    })
    this.options.onOutcome?.(this.leased, full)
  }

  #putBackLater(entry: Entry, milliseconds: number): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      this.#backlog.lanes.putBack(entry)
      this.options.onFree()
    }, milliseconds)
    this.#timers.add(timer)
  }
}
