import type { Clock } from './clock'

/**
 * How a caller of {@link RateLimitPause.enter} goes on: freely, as the one probe after a pause, or
 * not at all.
 */
export type Passage = 'free' | 'probe' | 'closed'

/**
 * One pause for all calls of an account. While it lasts, every caller waits. After it, one caller
 * goes first as a probe; the others follow when the probe passes. A limit belongs to the account,
 * so one response can make every caller wait.
 *
 * @example
 * const passage = await pause.enter()
 * if (passage === 'closed') return
 * const passed = await call() // on 429: pause.pauseFor(retryAfter)
 * pause.leave(passage, passed)
 */
export class RateLimitPause {
  #state: 'open' | 'paused' | 'probing' | 'closed'
  #until = 0
  #probeIsOut = false
  #waiting: Array<(passage: Passage) => void> = []

  /**
   * @param clock sleeps and knows the time
   * @param signal closes the pause for good: everyone who waits or comes gets the passage "closed"
   * @param startWithProbe lets a single caller go first at the start, too
   */
  constructor(
    private readonly clock: Pick<Clock, 'now' | 'sleep'>,
    private readonly signal: AbortSignal,
    startWithProbe = false,
  ) {
    this.#state = startWithProbe ? 'probing' : 'open'
    if (signal.aborted) this.close()
    signal.addEventListener('abort', () => this.close(), { once: true })
  }

  get state() {
    return this.#state
  }

  /** When the pause that runs ends, in milliseconds of the clock; null when no pause runs. */
  get until(): number | null {
    return this.#state === 'paused' ? this.#until : null
  }

  /**
   * Pauses for that many milliseconds. A longer pause that already runs stays. Returns true when a
   * new pause began.
   */
  pauseFor(milliseconds: number): boolean {
    const isNew = this.#state === 'open' || this.#state === 'probing'
    const until = this.clock.now() + milliseconds
    if (this.#state === 'closed' || (!isNew && until <= this.#until)) return false
    this.#state = 'paused'
    this.#until = until
    void this.clock.sleep(milliseconds, this.signal).then(() => {
      if (this.#state === 'paused' && this.#until === until) this.#startProbing()
    })
    return isNew
  }

  /** Resolves when the caller may go on, or with "closed" when nothing may start any more. */
  enter(): Promise<Passage> {
    if (this.#state === 'closed') return Promise.resolve('closed')
    if (this.#state === 'open') return Promise.resolve('free')
    return new Promise(resolve => {
      this.#waiting.push(resolve)
      if (this.#state === 'probing') this.#sendProbe()
    })
  }

  /**
   * Ends a passage. When the probe passed, everyone goes on. When it did not, and no new pause
   * runs, the next caller becomes the probe.
   */
  leave(passage: Passage, passed: boolean): void {
    if (passage !== 'probe') return
    this.#probeIsOut = false
    if (this.#state !== 'probing') return
    if (passed) this.#open()
    else this.#sendProbe()
  }

  /** Ends every wait: nothing may start any more. */
  close(): void {
    this.#state = 'closed'
    this.#release('closed')
  }

  #open(): void {
    this.#state = 'open'
    this.#release('free')
  }

  #startProbing(): void {
    this.#state = 'probing'
    this.#sendProbe()
  }

  #sendProbe(): void {
    if (this.#probeIsOut) return
    const next = this.#waiting.shift()
    if (!next) return
    this.#probeIsOut = true
    next('probe')
  }

  #release(passage: Passage): void {
    for (const resolve of this.#waiting.splice(0)) resolve(passage)
  }
}
