import { setTimeout as wait } from 'node:timers/promises'

/**
 * Time and chance, as the host uses them. Tests pass their own clock; everything else uses the
 * system's.
 */
export interface Clock {
  /** The time in milliseconds. */
  now(): number
  /**
   * Resolves after that many milliseconds, never sooner. Resolves at once when the signal aborts.
   */
  sleep(milliseconds: number, signal: AbortSignal): Promise<unknown>
  /** A number from 0 up to, but not including, 1. */
  random(): number
}

export const systemClock: Clock = {
  now: Date.now,
  // A timer may fire a moment early, and a server must never see a client back too soon.
  sleep: (milliseconds, signal) => wait(milliseconds + 1, undefined, { signal }).catch(() => {}),
  random: Math.random,
}
