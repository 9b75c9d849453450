import type { MockRequest, MockResponse } from '../http/types'
import { createRetryAfterViolations, type Timing } from './retry-after-violations'

/**
 * One request with its response, as references to objects that the server has anyway.
 * `describeEntry` makes an entry of it.
 */
export interface Recorded {
  seq: number
  request: MockRequest
  response: MockResponse | undefined
  /** The status of the response, or null without a response. */
  status: number | null
  /** The status with which it was carried out, whatever the response; null when it was not. */
  outcome: number | null
  turn: number
  durationMs: number
  fault: string | undefined
  note: string | undefined
}

/**
 * Without a turn it began just now. Without an outcome the status of the response is the outcome. A
 * given note replaces the note about clients that come back too early.
 */
interface Detail extends Timing {
  turn?: number
  outcome?: number | null | undefined
  fault?: string | undefined
  note?: string
}

export interface Journal {
  /**
   * The place of a request that begins now among all others. `seq` has the order in which requests
   * end.
   */
  begin(): number
  /** The turn of the request that began last. */
  readonly lastTurn: number
  /** A request that began before the last clear is left out. */
  record(request: MockRequest, response: MockResponse | undefined, detail: Detail): void
  /** Newest first. */
  entries(): Iterable<Recorded>
  get(seq: number): Recorded | undefined
  readonly lastSeq: number
  /**
   * The latest turn of a request that had to make room since the last clear; 0 without one.
   */
  readonly lastForgottenTurn: number
  clear(): void
  /** Calls the listener with every request from now on. Returns a function that stops it. */
  subscribe(listener: (recorded: Recorded) => void): () => void
}

/** In characters of both bodies. */
const MAX_BODY_TEXT = 32 * 1024 * 1024

/**
 * The last `limit` requests, fewer when their bodies are large. Numbers of entries go on after a
 * clear.
 */
export function createJournal({ limit = 10_000, maxBodyText = MAX_BODY_TEXT } = {}): Journal {
  const ring: (Recorded | undefined)[] = []
  const listeners = new Set<(recorded: Recorded) => void>()
  const violations = createRetryAfterViolations()
  let oldest = 1
  let next = 1
  let bodyText = 0
  let lastTurn = 0
  let lastClearedTurn = 0
  let lastForgottenTurn = 0

  function forgetOldest() {
    const slot = oldest % limit
    const recorded = ring[slot]
    ring[slot] = undefined
    oldest++
    if (!recorded) return
    bodyText -= getBodyLength(recorded)
    lastForgottenTurn = Math.max(lastForgottenTurn, recorded.turn)
  }

  return {
    begin: () => ++lastTurn,
    get lastTurn() {
      return lastTurn
    },
    record(request, response, detail) {
      const { turn = ++lastTurn, durationMs, fault } = detail
      if (turn <= lastClearedTurn) return
      const seq = next
      const note = detail.note ?? violations.notice(seq, request, response, detail)
      const status = response ? response.status : null
      const outcome = detail.outcome === undefined ? status : detail.outcome
      const recorded = { seq, request, response, status, outcome, turn, durationMs, fault, note }
      if (seq - oldest >= limit) forgetOldest()
      ring[seq % limit] = recorded
      next++
      bodyText += getBodyLength(recorded)
      while (bodyText > maxBodyText && oldest < seq) forgetOldest()
      for (const listener of listeners) listener(recorded)
    },
    *entries() {
      for (let seq = next - 1; seq >= oldest; seq--) {
        const recorded = ring[seq % limit]
        if (recorded) yield recorded
      }
    },
    get: seq => (seq >= oldest && seq < next ? ring[seq % limit] : undefined),
    get lastSeq() {
      return next - 1
    },
    get lastForgottenTurn() {
      return lastForgottenTurn
    },
    clear() {
      ring.length = 0
      lastClearedTurn = lastTurn
      lastForgottenTurn = 0
      oldest = next
      bodyText = 0
      violations.clear()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function getBodyLength({ request, response }: Recorded): number {
  return request.body.length + (response ? response.body.length : 0)
}
