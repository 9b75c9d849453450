/** Milliseconds for which a problem counts after its last failure. */
const MAX_AGE = 10_000

/**
 * A problem that may end by itself. It counts until a success, and at most 10 seconds: a process
 * that gets no more work because of it could not notice its end.
 */
export class RecentProblem {
  #message: string | null = null
  #failedAt = Number.NEGATIVE_INFINITY

  get message(): string | null {
    return performance.now() - this.#failedAt < MAX_AGE ? this.#message : null
  }

  failed(message: string): void {
    this.#message = message
    this.#failedAt = performance.now()
  }

  succeeded(): void {
    this.#message = null
  }
}
