import type { MockAnswer, MockRequest } from '../http/types'
import { createEarlyReturns, type Timing } from './early-return'

/**
 * One exchange, as references to what the server had in hand anyway; read it by `describeEntry`.
 */
export interface Recorded {
  seq: number
  request: MockRequest
  answer: MockAnswer | undefined
  /** The status of the response, or null without a response. */
  status: number | null
  /** Of what was carried out, whatever was answered; null when nothing was. */
  outcome: number | null
  turn: number
  durationMs: number
  fault: string | undefined
  note: string | undefined
}

/**
 * Without a turn it began just now; without an outcome that is the status of the answer. A note
 * given stands instead of the one about clients that come back too early.
 */
interface Detail extends Timing {
  turn?: number
  outcome?: number | null | undefined
  fault?: string | undefined
  note?: string
}

export interface Journal {
  /**
   * The place of an exchange that begins now among all others. They may end in another order, which
   * is that of `seq`.
   */
  begin(): number
  /** The turn of the exchange that began last. */
  readonly lastTurn: number
  /** What began before the last clear is not taken in. */
  record(request: MockRequest, answer: MockAnswer | undefined, detail: Detail): void
  /** Newest first. */
  entries(): Iterable<Recorded>
  get(seq: number): Recorded | undefined
  readonly lastSeq: number
  /**
   * The latest turn of an exchange that had to make room since the last clear; 0 when none had to.
   */
  readonly lastForgottenTurn: number
  clear(): void
  /** Calls the listener with every exchange from now on; returns what stops it. */
  subscribe(listener: (recorded: Recorded) => void): () => void
}

/** In characters of both bodies. */
const MOST_BODY_TEXT_KEPT = 32 * 1024 * 1024

/**
 * The last `limit` exchanges, fewer when their bodies are large. Numbers of entries go on after a
 * clear.
 */
export function createJournal({ limit = 10_000, maxBodyText = MOST_BODY_TEXT_KEPT } = {}): Journal {
  const ring: (Recorded | undefined)[] = []
  const listeners = new Set<(recorded: Recorded) => void>()
  const earlyReturns = createEarlyReturns()
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
    bodyText -= bodyTextOf(recorded)
    lastForgottenTurn = Math.max(lastForgottenTurn, recorded.turn)
  }

  return {
    begin: () => ++lastTurn,
    get lastTurn() {
      return lastTurn
    },
    record(request, answer, detail) {
      const { turn = ++lastTurn, durationMs, fault } = detail
      if (turn <= lastClearedTurn) return
      const seq = next
      const note = detail.note ?? earlyReturns.notice(seq, request, answer, detail)
      const status = answer ? answer.status : null
      const outcome = detail.outcome === undefined ? status : detail.outcome
      const recorded = { seq, request, answer, status, outcome, turn, durationMs, fault, note }
      if (seq - oldest >= limit) forgetOldest()
      ring[seq % limit] = recorded
      next++
      bodyText += bodyTextOf(recorded)
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
      earlyReturns.clear()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function bodyTextOf({ request, answer }: Recorded): number {
  return request.body.length + (answer ? answer.body.length : 0)
}
