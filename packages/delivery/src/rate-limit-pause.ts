/**
 * One pause for all requests of an account. A rate limit belongs to the account, so when one response asks to wait, every
 * event waits.
 */
export class RateLimitPause {
  static readonly #OPEN = Number.NEGATIVE_INFINITY
  #opensAt = RateLimitPause.#OPEN
  #pause: Promise<void> = Promise.resolve()

  constructor(
    private readonly sleep: (milliseconds: number) => Promise<unknown>,
    private readonly now: () => number,
  ) {}

  /** Pauses for that long. A longer pause that already runs stays. Returns true when no pause ran before. */
  closeFor(milliseconds: number): boolean {
    const wasOpen = this.#opensAt === RateLimitPause.#OPEN
    if (this.now() + milliseconds > this.#opensAt) {
      this.#opensAt = this.now() + milliseconds
      const pause = Promise.all([this.#pause, this.sleep(milliseconds)]).then(() => {
        if (this.#pause === pause) this.#opensAt = RateLimitPause.#OPEN
      })
      this.#pause = pause
    }
    return wasOpen
  }

  /** Resolves once no pause runs, also when the pause was prolonged meanwhile. */
  async opened(): Promise<void> {
    for (let seen: unknown; seen !== this.#pause; ) {
      seen = this.#pause
      await seen
    }
  }
}
