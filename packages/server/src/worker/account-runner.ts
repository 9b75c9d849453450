import type { DestinationDefinition } from '@segment/actions-core'
import type { Pool } from 'pg'
import { Backlog } from './backlog'
import { BodyLoader } from './body-loader'
import { Connection } from './connection'
import { type DeliveryContext, deliverEvent, type OutcomePart } from './deliver-event'
import type { Entry } from './lanes'
import type { Integration, LeasedAccount } from './leases'
import { NO_ACTION, type OutcomeRow } from './outcome-row'
import type { OutcomeWriter, Progress } from './outcome-writer'

export interface RunnerOptions {
  pool: Pool
  writer: OutcomeWriter
  definition: DestinationDefinition<never>
  /**
   * False while the lease is about to end, too many outcomes are unwritten, or the worker stops.
   */
  mayStart(): boolean
  /** Stores a pause for the next owner. 0 milliseconds end it. */
  onPause(account: LeasedAccount, milliseconds: number, reason: string): void
  onOutcome?(account: LeasedAccount, row: OutcomeRow): void
  /** Called when another event may be able to start. */
  onFree(): void
  /** Runs of actions at one time, for one account. */
  concurrency: number
  maxAttempts: number
}

/** Events that wait for their turn, so that the next one is loaded when its turn comes. */
const MAX_WAITING = 4

/** Milliseconds for which an account that refuses every call is left alone. */
const REFUSED_PAUSE = 30_000

/** Milliseconds until an event is tried again after the database failed. */
const DATABASE_PAUSE = 1_000

/** Delivers the events of one account while this worker holds its lease. */
export class AccountRunner {
  readonly #backlog: Backlog
  readonly #bodies: BodyLoader
  readonly #timers = new Set<NodeJS.Timeout>()
  #leased: LeasedAccount
  #connection: Connection | null = null
  /** Ends the pause of an account that refuses every call. */
  #refusal: NodeJS.Timeout | null = null
  /** When the pause ends that the next connection begins with, by the monotonic clock. */
  #pausedUntil: number
  #pauseReason: string | null
  #isStopped = false
  #inFlight = 0
  #waiting = 0

  constructor(
    leased: LeasedAccount,
    private readonly options: RunnerOptions,
  ) {
    this.#leased = leased
    this.#backlog = new Backlog(options.pool, leased.account, leased.done_upto)
    this.#bodies = new BodyLoader(options.pool, leased.account)
    this.#pausedUntil = performance.now() + leased.pause
    this.#pauseReason = leased.pause_reason
    this.#connectWhenIdle()
  }

  get leased(): LeasedAccount {
    return this.#leased
  }

  /** Events that were taken and have not yet ended or gone back. */
  get inFlight(): number {
    return this.#inFlight
  }

  /** Events in flight that do not wait for a pause or for their turn. */
  get running(): number {
    return this.#inFlight - this.#waiting
  }

  /** Events in memory. */
  get inMemory(): number {
    return this.#backlog.lanes.size
  }

  get progress(): Progress {
    const { account, epoch } = this.#leased
    const limit_per_minute = this.#connection?.limitPerMinute ?? null
    return { account, epoch, done_upto: this.#backlog.doneUpto, limit_per_minute }
  }

  /** Reads waiting events up to this number into memory, without their bodies. */
  scan(lastSeq: number): Promise<void> {
    return this.#backlog.scan(lastSeq)
  }

  /** Works with a changed configuration once the calls in flight have ended. */
  update(configuration: Integration): void {
    this.#disconnect('close')
    this.#leased = { ...this.#leased, ...configuration }
    // A refusal or an outage says nothing about the new configuration.
    if (this.#pauseReason !== 'rate-limit') this.#pausedUntil = 0
    this.options.onPause(this.#leased, Math.max(0, this.#pausedUntil - performance.now()), 'rate-limit')
    this.#endRefusal()
    this.#connectWhenIdle()
  }

  /** Starts or ends a pause by a person. Calls in flight end, and everything waiting is kept. */
  setPaused(paused: boolean): void {
    if (paused === this.#leased.paused) return
    this.#disconnect('close')
    this.#leased = { ...this.#leased, paused }
    this.#connectWhenIdle()
  }

  /** Ends the calls in flight without a result: the lease is about to end. */
  interrupt(): void {
    this.#disconnect('interrupt')
    this.#connectWhenIdle()
  }

  /** Starts nothing more. Calls in flight end. */
  drain(): void {
    this.#isStopped = true
    this.#backlog.stop()
    this.#endRefusal()
    for (const timer of this.#timers) clearTimeout(timer)
    this.#connection?.close()
  }

  /** Ends every wait and every call. The next owner goes on with what has not ended. */
  stop(): void {
    this.drain()
    this.#connection?.interrupt()
  }

  /** Starts one event if the account has one and a place for it. True when one started. */
  startOne(): boolean {
    const connection = this.#connection
    if (!connection?.isOpen || this.#inFlight >= this.options.concurrency || !this.options.mayStart()) return false
    if (this.#waiting >= (connection.isFree ? MAX_WAITING : 1)) return false
    const entry = this.#backlog.lanes.take()
    if (!entry) return false
    this.#inFlight++
    void this.#deliver(entry, connection).finally(() => {
      this.#inFlight--
      this.#connectWhenIdle()
    })
    return true
  }

  async #deliver(entry: Entry, connection: Connection): Promise<void> {
    const { definition, maxAttempts, mayStart } = this.options
    const context: DeliveryContext = {
      leased: this.#leased,
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
    else this.#later(next, () => this.#backlog.lanes.putBack(entry))
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
    const { account, epoch } = this.#leased
    const { seq, attempts: attempt, receivedAt: received_at } = entry
    const full = { ...NO_ACTION, ...row, account, epoch, seq, attempt, received_at, at: new Date() }
    this.options.writer.add(full, () => {
      if (full.final) this.#backlog.written(seq)
    })
    this.options.onOutcome?.(this.#leased, full)
  }

  #disconnect(how: 'close' | 'interrupt'): void {
    if (this.#connection?.isOpen) {
      this.#pausedUntil = performance.now() + this.#connection.rateLimitedFor
      this.#pauseReason = 'rate-limit'
    }
    this.#connection?.[how]()
  }

  #connectWhenIdle(): void {
    if (this.#isStopped || this.#leased.paused || this.#refusal || this.#connection?.isOpen || this.#inFlight > 0)
      return
    this.#connection = new Connection(this.#leased, this.options.definition, {
      onPause: (milliseconds, reason) => this.options.onPause(this.#leased, milliseconds, reason),
      onRefusal: () => this.#pauseAfterRefusal(),
    })
    const pause = this.#pausedUntil - performance.now()
    if (pause > 0) this.#connection.pauseFor(pause, this.#pauseReason)
    this.options.onFree()
  }

  /** The account refuses every call. After a pause one event goes first, as a probe. */
  #pauseAfterRefusal(): void {
    this.options.onPause(this.#leased, REFUSED_PAUSE, 'refused')
    this.#refusal = this.#later(REFUSED_PAUSE, () => {
      this.#endRefusal()
      this.#connectWhenIdle()
    })
  }

  #endRefusal(): void {
    if (this.#refusal) clearTimeout(this.#refusal)
    this.#refusal = null
  }

  /** Does the work after that time, unless the runner stops before. */
  #later(milliseconds: number, work: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      work()
    }, milliseconds)
    this.#timers.add(timer)
    return timer
  }
}
