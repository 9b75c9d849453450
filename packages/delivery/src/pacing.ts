import { Allowance, type RateLimitHeaders, WINDOW } from './allowance'
import type { Clock } from './clock'

/**
 * The part of a learnt allowance that pacing leaves unused, so that a late or early timer never
 * exceeds the limit.
 */
const MARGIN = 0.01

/**
 * Pacing slows down to this part of its rate at most. When nothing remains, it waits for the next
 * window.
 */
const MAX_SLOWDOWN = 5

export interface PacingOptions {
  /** The most calls a minute. Without it, the limit that the responses report. */
  rate?: number | undefined
  /**
   * The part of the reported limit to use, from 0 to 1. By default 1; the rest is left to others.
   */
  share?: number | undefined
}

/**
 * Spreads an account's calls evenly over the minute. Learns the allowance from the rate limit
 * headers of the responses. Knows smaller limits of one kind of read, such as Freshdesk's limit for
 * lists of contacts, apart from the account's.
 *
 * @example
 * const pacing = new Pacing({ share: 0.5 }, systemClock, signal)
 * await pacing.turn()
 * pacing.started('POST /contacts')
 * const response = await post()
 * pacing.ended('POST /contacts', readRateLimit(response.headers))
 */
export class Pacing {
  readonly #account = new Allowance()
  readonly #kinds = new Map<string, Allowance>()
  #nextAt: number
  #last: Promise<void> = Promise.resolve()

  constructor(
    private readonly options: PacingOptions,
    private readonly clock: Pick<Clock, 'now' | 'sleep'>,
    private readonly signal: AbortSignal,
  ) {
    this.#nextAt = clock.now()
  }

  /** The calls a minute that pacing aims at; null while no limit is known. */
  get rate(): number | null {
    const { rate = Number.POSITIVE_INFINITY, share = 1 } = this.options
    const learnt = this.#account.total > 0 ? this.#account.total * share * (1 - MARGIN) : Number.POSITIVE_INFINITY
    const lower = Math.min(rate, learnt)
    return Number.isFinite(lower) ? lower : null
  }

  /** The limit that the account reports, and what is left of it; null while no limit is known. */
  get limit(): RateLimitHeaders | null {
    const { total } = this.#account
    return total > 0 ? { total, remaining: Math.max(0, this.#account.remaining(this.clock.now())) } : null
  }

  /** Resolves, in the order of the calls, when the next call may start. */
  turn(): Promise<void> {
    this.#last = this.#last.then(() => this.#waitForSlot())
    return this.#last
  }

  /** Gives a turn back that needed no call. */
  giveBack(): void {
    this.#nextAt -= this.#interval()
  }

  /**
   * Counts a call that an action makes beyond its first. It does not wait, and the next turns come
   * later.
   */
  addCall(): void {
    this.#nextAt += this.#interval()
  }

  /**
   * Milliseconds until calls of this kind may start again; 0 unless a smaller limit of this kind is
   * used up.
   */
  holdFor(kind: string): number {
    const now = this.clock.now()
    const allowance = this.#kinds.get(kind)
    return allowance && allowance.remaining(now) <= 0 ? allowance.timeLeft(now) : 0
  }

  started(kind: string): void {
    this.#account.inFlight++
    const allowance = this.#kinds.get(kind)
    if (allowance) allowance.inFlight++
  }

  /**
   * Ends a call. `limit` holds the headers of its response, or null without a response or without
   * such headers.
   */
  ended(kind: string, limit: RateLimitHeaders | null): void {
    this.#account.inFlight--
    const allowance = this.#kinds.get(kind)
    if (allowance) allowance.inFlight = Math.max(0, allowance.inFlight - 1)
    if (limit) this.#allowanceFor(kind, limit).observe(limit, this.clock.now())
  }

  /**
   * Handles a 429. Returns true when it is about a smaller limit of this kind, and the account may
   * go on.
   */
  exhausted(kind: string, milliseconds: number): boolean {
    const now = this.clock.now()
    const allowance = this.#kinds.get(kind)
    if (!allowance || this.#account.remaining(now) <= 0) return false
    allowance.exhaust(milliseconds, now)
    return true
  }

  /** Only reads have smaller limits: a write always reports the account's limit. */
  #allowanceFor(kind: string, { total }: RateLimitHeaders): Allowance {
    const isRead = /^(GET|HEAD) /.test(kind)
    if (!isRead || total >= this.#account.total) return this.#account
    const allowance = this.#kinds.get(kind) ?? new Allowance()
    this.#kinds.set(kind, allowance)
    return allowance
  }

  async #waitForSlot(): Promise<void> {
    for (let wait = this.#wait(); wait > 0 && !this.signal.aborted; wait = this.#wait()) {
      // In steps, because a response may change the pace meanwhile.
      await this.clock.sleep(Math.min(wait, 1_000), this.signal)
    }
    const interval = this.#interval()
    // A turn that comes late is made up for, but an idle time is not.
    this.#nextAt = Math.max(this.#nextAt, this.clock.now() - 2 * interval) + interval
  }

  #wait(): number {
    const now = this.clock.now()
    const isUsedUp = this.#account.total > 0 && this.#account.remaining(now) <= 0
    return Math.max(this.#nextAt - now, isUsedUp ? this.#account.timeLeft(now) : 0)
  }

  /**
   * Milliseconds between two calls: evenly by the rate, and slower when others use the account as
   * well.
   */
  #interval(): number {
    const { rate } = this
    if (rate === null) return 0
    const now = this.clock.now()
    const remaining = Math.max(1, this.#account.remaining(now))
    const needed = this.#account.total > 0 ? this.#account.timeLeft(now) / remaining : 0
    const even = WINDOW / rate
    // A late response of the window before reports too little; it must not stop the next turn for
    // long.
    return Math.max(even, Math.min(needed, MAX_SLOWDOWN * even))
  }
}
