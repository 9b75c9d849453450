import { InvalidInput } from './validation/invalid-input'

/** The time the mock lives in: the machine's, until a test freezes it or moves it on. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  readonly frozen: boolean
  /** Stops at `at` (milliseconds), or at the present moment. */
  freeze(at?: number): void
  /** Moves on by `ms`, frozen or not. Throws InvalidInput where no timestamp could follow. */
  advance(ms: number): void
  /** Back to the machine's time. */
  resume(): void
  /** The present second as Freshdesk writes it in bodies: 2026-01-31T09:00:00Z. */
  timestamp(): string
  /** The present second as HTTP writes it in the Date header. */
  httpDate(): string
}

/** Of the last year that has four digits. */
const LAST_MOMENT = Date.parse('9999-12-31T23:59:59.999Z')

export function createClock(): Clock {
  let offset = 0
  let stoppedAt: number | undefined
  // Both texts change once a second and are wanted several times a request.
  let second = Number.NaN
  let timestamp = ''
  let httpDate = ''

  const now = () => stoppedAt ?? Date.now() + offset
  const tick = () => {
    const current = Math.floor(now() / 1000)
    if (current === second) return
    second = current
    const date = new Date(current * 1000)
    timestamp = `${date.toISOString().slice(0, 19)}Z`
    httpDate = date.toUTCString()
  }

  return {
    now,
    get frozen() {
      return stoppedAt !== undefined
    },
    freeze(at = now()) {
      stoppedAt = at
    },
    advance(ms) {
      if (now() + ms > LAST_MOMENT) throw new InvalidInput('The clock cannot be moved beyond the year 9999.')
      if (stoppedAt === undefined) offset += ms
      else stoppedAt += ms
    },
    resume() {
      stoppedAt = undefined
      offset = 0
    },
    timestamp() {
      tick()
      return timestamp
    },
    httpDate() {
      tick()
      return httpDate
    },
  }
}
