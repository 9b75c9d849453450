import type { RateLimitHeaders } from './allowance'
import { CircuitBreaker, type CircuitBreakerOptions, type Consequence, type Stop } from './circuit-breaker'
import type { Clock } from './clock'
import { Pacing, type PacingOptions } from './pacing'
import { type Passage, RateLimitPause } from './rate-limit-pause'
import type { ClassifiedError } from './retry-policy'

export interface AccountHealth {
  /** `starting`: no call has succeeded yet. `probing`: one call goes first after a pause. */
  state: 'starting' | 'open' | 'paused' | 'probing' | 'closed'
  /** Milliseconds until the pause ends; null when no pause runs. */
  pausedFor: number | null
  /** Why nothing is sent any more; null while the account works. */
  stopped: Stop | null
  /** The limit that the account reports; null while it is not known. */
  limit: RateLimitHeaders | null
  /** The calls a minute that pacing aims at; null for as fast as possible. */
  callsPerMinute: number | null
}

/**
 * Decides when the next action of one account may start: not during a pause, one probe after it,
 * evenly over the minute, and never after a stop. Combines {@link RateLimitPause}, {@link Pacing}
 * and {@link CircuitBreaker}.
 */
export class Account {
  readonly pacing: Pacing
  readonly pause: RateLimitPause
  readonly #breaker: CircuitBreaker
  #hasSucceeded = false

  constructor(
    options: PacingOptions & CircuitBreakerOptions,
    private readonly clock: Clock,
    signal: AbortSignal,
  ) {
    this.pacing = new Pacing(options, clock, signal)
    // A wrong key is found by one call, however many may run at the same time.
    this.pause = new RateLimitPause(clock, signal, true)
    this.#breaker = new CircuitBreaker(this.pause, clock, options)
  }

  get stopped(): Stop | null {
    return this.#breaker.stopped
  }

  get health(): AccountHealth {
    const { state, until } = this.pause
    return {
      state: state === 'probing' && !this.#hasSucceeded ? 'starting' : state,
      pausedFor: until === null ? null : Math.max(0, until - this.clock.now()),
      stopped: this.stopped,
      limit: this.pacing.limit,
      callsPerMinute: this.pacing.rate,
    }
  }

  /**
   * Resolves when an action may start. End every passage with {@link succeeded}, {@link failed} or
   * {@link skipped}.
   */
  async admit(): Promise<Passage> {
    for (;;) {
      const passage = await this.pause.enter()
      if (passage === 'closed') return passage
      await this.pacing.turn()
      // A pause may have begun while this action waited for its turn.
      if (passage === 'probe' || this.pause.state === 'open') return passage
      this.pacing.giveBack()
    }
  }

  /** The account answered, whether it took the event or found fault with this one event. */
  succeeded(passage: Passage): void {
    this.#hasSucceeded = true
    this.#breaker.succeeded()
    this.pause.leave(passage, true)
  }

  /** The action failed in a way that says something about the account. */
  failed(passage: Passage, error: ClassifiedError, event: unknown): Consequence {
    const consequence = this.#breaker.failed(error, event)
    this.pause.leave(passage, false)
    return consequence
  }

  /** The action made no call, so it says nothing about the account. */
  skipped(passage: Passage): void {
    this.pacing.giveBack()
    this.pause.leave(passage, false)
  }
}
