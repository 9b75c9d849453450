/** Freshdesk's windows, and those of most APIs, last one minute. */
export const WINDOW = 60_000

/** One response's rate limit headers. */
export interface RateLimitHeaders {
  total: number
  remaining: number
}

/** What is known of one limit: its size, and what is left of it until its window ends. */
export class Allowance {
  total = 0
  inFlight = 0
  #remaining = 0
  #windowEnds = 0

  observe({ total, remaining }: RateLimitHeaders, now: number): void {
    // Responses overtake each other by as many calls as are in flight; a larger jump is a new
    // window.
    const isNewWindow = now >= this.#windowEnds || remaining - this.#remaining > this.inFlight + 2
    if (isNewWindow) this.#windowEnds = now + WINDOW
    this.total = total
    this.#remaining = remaining
  }

  /** Marks the allowance as used up for that many milliseconds. */
  exhaust(milliseconds: number, now: number): void {
    this.#remaining = 0
    this.#windowEnds = now + milliseconds
  }

  remaining(now: number): number {
    return (now < this.#windowEnds ? this.#remaining : this.total) - this.inFlight
  }

  timeLeft(now: number): number {
    return Math.max(0, this.#windowEnds - now)
  }
}

/**
 * Reads `X-RateLimit-Total` and `X-RateLimit-Remaining`, which may be decimals such as `43.0`. Null
 * when one is missing.
 */
export function parseRateLimit(headers: { get(name: string): string | null }): RateLimitHeaders | null {
  const total = Number.parseFloat(headers.get('x-ratelimit-total') ?? '')
  const remaining = Number.parseFloat(headers.get('x-ratelimit-remaining') ?? '')
  return total > 0 && remaining >= 0 ? { total, remaining } : null
}
