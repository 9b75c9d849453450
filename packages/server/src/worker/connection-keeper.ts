import type { DestinationDefinition } from '@segment/actions-core'
import { Connection } from './connection'
import type { Integration, LeasedAccount } from './leases'

/** Milliseconds for which an account that refuses every call is left alone. */
const REFUSED_PAUSE = 30_000

export interface ConnectionKeeperOptions {
  definition: DestinationDefinition<never>
  /** Stores a pause for the next owner. 0 milliseconds end it. */
  onPause(account: LeasedAccount, milliseconds: number, reason: string): void
  /** Called when another event may be able to start. */
  onFree(): void
  /** True when nothing is in flight. */
  isIdle(): boolean
}

/**
 * Keeps one connection of an account open: makes a new one after a change of the configuration, a
 * pause by a person or a refusal, once nothing of the old one is in flight.
 */
export class ConnectionKeeper {
  #leased: LeasedAccount
  #connection: Connection | null = null
  /** Ends the pause of an account that refuses every call. */
  #refusal: NodeJS.Timeout | null = null
  /** When the pause ends that the next connection begins with, by the monotonic clock. */
  #pausedUntil: number
  #pauseReason: string | null
  #isStopped = false

  constructor(
    leased: LeasedAccount,
    private readonly options: ConnectionKeeperOptions,
  ) {
    this.#leased = leased
    this.#pausedUntil = performance.now() + leased.pause
    this.#pauseReason = leased.pause_reason
  }

  get leased(): LeasedAccount {
    return this.#leased
  }

  /** The connection, open or closed. Null before the first one. */
  get connection(): Connection | null {
    return this.#connection
  }

  /** Changes the configuration. A refusal or an outage says nothing about the new one. */
  update(configuration: Integration): void {
    this.#disconnect('close')
    this.#leased = { ...this.#leased, ...configuration }
    if (this.#pauseReason !== 'rate-limit') this.#pausedUntil = 0
    this.options.onPause(this.#leased, Math.max(0, this.#pausedUntil - performance.now()), 'rate-limit')
    this.#endRefusal()
    this.connectWhenIdle()
  }

  /** Starts or ends a pause by a person. Calls in flight end, and everything waiting is kept. */
  setPaused(paused: boolean): void {
    if (paused === this.#leased.paused) return
    this.#disconnect('close')
    this.#leased = { ...this.#leased, paused }
    this.connectWhenIdle()
  }

  /** Ends the calls in flight without a result: the lease is about to end. */
  interrupt(): void {
    this.#disconnect('interrupt')
    this.connectWhenIdle()
  }

  /** Starts nothing more. Calls in flight end, or are interrupted as well. */
  stop(how: 'close' | 'interrupt'): void {
    this.#isStopped = true
    this.#endRefusal()
    this.#connection?.[how]()
  }

  connectWhenIdle(): void {
    if (this.#isStopped || this.#leased.paused || this.#refusal || this.#connection?.isOpen) return
    if (!this.options.isIdle()) return
    this.#connection = new Connection(this.#leased, this.options.definition, {
      onPause: (milliseconds, reason) => this.options.onPause(this.#leased, milliseconds, reason),
      onRefusal: () => this.#pauseAfterRefusal(),
    })
    const pause = this.#pausedUntil - performance.now()
    if (pause > 0) this.#connection.pauseFor(pause, this.#pauseReason)
    this.options.onFree()
  }

  /** A rate limit binds the next connection, too. */
  #disconnect(how: 'close' | 'interrupt'): void {
    if (this.#connection?.isOpen) {
      this.#pausedUntil = performance.now() + this.#connection.rateLimitedFor
      this.#pauseReason = 'rate-limit'
    }
    this.#connection?.[how]()
  }

  /** The account refuses every call. After a pause one event goes first, as a probe. */
  #pauseAfterRefusal(): void {
    this.options.onPause(this.#leased, REFUSED_PAUSE, 'refused')
    this.#refusal = setTimeout(() => {
      this.#endRefusal()
      this.connectWhenIdle()
    }, REFUSED_PAUSE)
  }

  #endRefusal(): void {
    if (this.#refusal) clearTimeout(this.#refusal)
    this.#refusal = null
  }
}
