import { setMaxListeners } from 'node:events'
import { Account, type Event, type Passage, systemClock } from '@datafly/delivery'
import type { DestinationDefinition, Subscription } from '@segment/actions-core'
import { type ActionResult, DestinationRunner } from './destination-runner'
import type { LeasedAccount } from './leases'

export interface ConnectionOptions {
  onPause(milliseconds: number, reason: 'rate-limit' | 'outage'): void
  /** The account refuses every call. The connection lets nothing more start. */
  onRefusal(): void
}

/**
 * One configuration of an integration at work: its pace, its pause and its actions. A changed
 * configuration makes a new connection, after the calls of the old one have ended.
 */
export class Connection {
  readonly #close = new AbortController()
  readonly #interrupt = new AbortController()
  readonly #account: Account
  readonly #destination: DestinationRunner
  #isRateLimited = false

  constructor(
    { rate, share, settings, subscriptions }: LeasedAccount,
    definition: DestinationDefinition<never>,
    { onPause, onRefusal }: ConnectionOptions,
  ) {
    // Each running attempt and each wait listens to one of them.
    setMaxListeners(0, this.#close.signal, this.#interrupt.signal)
    this.#account = new Account(
      {
        rate: rate ?? undefined,
        share: share ?? undefined,
        maxOutage: Number.POSITIVE_INFINITY,
        onPause: (milliseconds, reason) => {
          this.#isRateLimited = reason === 'rate-limit'
          onPause(milliseconds, reason)
        },
        onStop: onRefusal,
      },
      systemClock,
      this.#close.signal,
    )
    this.#destination = new DestinationRunner(
      definition,
      settings,
      subscriptions,
      this.#account,
      this.#interrupt.signal,
    )
  }

  /** False when nothing can start any more. */
  get isOpen(): boolean {
    return !this.#close.signal.aborted && !this.#account.stopped
  }

  /** True when an event that starts now waits for no pause and no probe. */
  get isFree(): boolean {
    return this.#account.pause.state === 'open'
  }

  /** True when the calls in flight were interrupted. */
  get isInterrupted(): boolean {
    return this.#interrupt.signal.aborted
  }

  /** Milliseconds that a rate limit still lasts. It binds a changed configuration, too. */
  get rateLimitedFor(): number {
    return this.#isRateLimited ? (this.#account.health.pausedFor ?? 0) : 0
  }

  /** The calls a minute that the destination reports; null before its first response. */
  get limitPerMinute(): number | null {
    return this.#account.health.limit?.total ?? null
  }

  pauseFor(milliseconds: number, reason: string | null): void {
    this.#isRateLimited = reason === 'rate-limit'
    this.#account.pause.pauseFor(milliseconds)
  }

  /** Nothing more starts. Events that wait for their turn go back, and calls in flight end. */
  close(): void {
    this.#close.abort()
  }

  /** Ends the calls in flight as well. */
  interrupt(): void {
    this.close()
    this.#interrupt.abort()
  }

  /** The subscriptions that take this event. */
  matching(event: Event): Subscription[] {
    return this.#destination.matching(event)
  }

  /** Resolves when an action may start, with "closed" when it must not. */
  async admit(): Promise<Passage> {
    const passage = await this.#account.admit()
    if (this.isOpen || passage === 'closed') return passage
    this.#account.skipped(passage)
    return 'closed'
  }

  /** Ends a passage without a run. */
  skipped(passage: Exclude<Passage, 'closed'>): void {
    this.#account.skipped(passage)
  }

  run(subscription: Subscription, event: Event, passage: Passage): Promise<ActionResult> {
    return this.#destination.run(subscription, event, passage)
  }
}
