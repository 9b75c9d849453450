import type { Clock } from './clock'
import type { RateLimitPause } from './rate-limit-pause'
import { backoff, type ClassifiedError, capRetryAfter } from './retry-policy'

/**
 * Statuses that are about the account, not about the event: wrong key, missing permission, wrong
 * address.
 */
const REFUSALS: ReadonlySet<number | null> = new Set([401, 403, 404])

/** True when the error is about the account, so that every event would meet it. */
export const isRefusal = ({ status }: ClassifiedError): boolean => REFUSALS.has(status)

/**
 * Failures of so many different events without a success between them are an outage, and no matter
 * of one event.
 */
const OUTAGE_EVENTS = 3

/** By default the account may be out of reach for one hour before the breaker stops. */
const DEFAULT_MAX_OUTAGE = 3_600_000

/** Why nothing is sent to the account any more. */
export interface Stop {
  reason: 'refused' | 'outage'
  status: number | null
  /** A sentence for the operator. */
  message: string
}

/**
 * What follows for the event that failed: `count` it as a failed attempt, `wait` and retry without
 * counting, or `stop`.
 */
export type Consequence = 'count' | 'wait' | 'stop'

export interface CircuitBreakerOptions {
  /**
   * Milliseconds without a success after which an outage stops the account. By default one hour.
   */
  maxOutage?: number | undefined
  onPause?: ((milliseconds: number, reason: 'rate-limit' | 'outage') => void) | undefined
  onStop?: ((stop: Stop) => void) | undefined
}

/**
 * Watches the results of one account. A rate limit or an outage pauses every call of the account; a
 * refusal (401, 403, 404) or a very long outage stops it. Report every result; {@link
 * RateLimitPause.enter} then holds the callers.
 */
export class CircuitBreaker {
  #stopped: Stop | null = null
  #hasSucceeded = false
  #downSince: number | null = null
  #pauses = 0
  readonly #failed = new Set<unknown>()
  readonly #refused = new Set<unknown>()

  constructor(
    private readonly pause: RateLimitPause,
    private readonly clock: Clock,
    private readonly options: CircuitBreakerOptions = {},
  ) {}

  get stopped(): Stop | null {
    return this.#stopped
  }

  /**
   * Reports that the account answered, whether it took the event or found fault with this one
   * event.
   */
  succeeded(): void {
    this.#hasSucceeded = true
    this.#downSince = null
    this.#pauses = 0
    this.#failed.clear()
    this.#refused.clear()
  }

  /**
   * Reports a failure.
   *
   * @param error the failure, as {@link classifyError} returns it
   * @param event the event that failed, compared by identity
   */
  failed(error: ClassifiedError, event: unknown): Consequence {
    if (this.#stopped) return 'stop'
    if (isRefusal(error)) return this.#refusal(error, event)
    if (!error.retry) return 'count'
    this.#downSince ??= this.clock.now()
    const asksToWait = error.status === 429 || error.retryAfter !== null
    if (!asksToWait && !this.#isOutage(event)) return 'count'
    if (this.#isDownTooLong()) return this.#stop('outage', error)
    // A result from before the pause changes nothing about it, unless the server names a time.
    if (this.pause.state !== 'paused' || error.retryAfter !== null) this.#pauseFor(error)
    return 'wait'
  }

  /**
   * Once the account has worked, one refusal may be about one event; a second event then proves the
   * refusal.
   */
  #refusal(error: ClassifiedError, event: unknown): Consequence {
    this.#refused.add(event)
    if (!this.#hasSucceeded || error.status === 401 || this.#refused.size > 1) return this.#stop('refused', error)
    this.pause.pauseFor(0)
    return 'count'
  }

  #isOutage(event: unknown): boolean {
    this.#failed.add(event)
    return this.#pauses > 0 || this.#failed.size >= OUTAGE_EVENTS
  }

  #isDownTooLong(): boolean {
    return this.clock.now() - (this.#downSince ?? 0) > (this.options.maxOutage ?? DEFAULT_MAX_OUTAGE)
  }

  #pauseFor({ status, retryAfter }: ClassifiedError): void {
    this.#pauses++
    const milliseconds = retryAfter === null ? this.#growingPause() : capRetryAfter(retryAfter)
    if (this.pause.pauseFor(milliseconds)) {
      this.options.onPause?.(milliseconds, status === 429 ? 'rate-limit' : 'outage')
    }
  }

  /** At least half of each limit, so that a growing pause really grows. */
  readonly #growingPause = () => backoff(this.#pauses, () => 0.5 + this.clock.random() / 2)

  #stop(reason: Stop['reason'], { status, message }: ClassifiedError): 'stop' {
    this.#stopped = { reason, status, message }
    this.pause.close()
    this.options.onStop?.(this.#stopped)
    return 'stop'
  }
}
