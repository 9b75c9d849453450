import type { MockAnswer, MockRequest } from '../exchange'
import { createEarlyReturns, type Timing } from './early-return'

/** One exchange, as references to what the server had in hand anyway; read it by `describeEntry`. */
export interface Recorded {
  seq: number
  request: MockRequest
  answer: MockAnswer | undefined
  /** Of the answer; null when there was none. */
  status: number | null
  /** Of what was carried out, whatever was answered; null when nothing was. */
  outcome: number | null
  startedAt: number
  durationMs: number
  fault: string | undefined
  note: string | undefined
}

/** An outcome left out is the status of the answer. A note given stands instead of the one about clients that come back too early. */
interface Detail extends Timing {
  outcome?: number | null | undefined
  fault?: string | undefined
  note?: string
}

export interface Journal {
  /** What began before the last clear is not taken in. */
  record(request: MockRequest, answer: MockAnswer | undefined, detail: Detail): void
  /** Newest first. */
  entries(): Iterable<Recorded>
  get(seq: number): Recorded | undefined
  readonly lastSeq: number
  /** When the latest of the exchanges began that had to make room since the last clear; minus infinity when none had to. */
  readonly forgottenUntil: number
  clear(): void
  /** Calls the listener with every exchange from now on; returns what stops it. */
  subscribe(listener: (recorded: Recorded) => void): () => void
}

/** In characters of both bodies. */
const MOST_BODY_TEXT_KEPT = 32 * 1024 * 1024

/** The last `limit` exchanges, fewer when their bodies are large. Numbers of entries go on after a clear. */
export function createJournal({ limit = 10_000, maxBodyText = MOST_BODY_TEXT_KEPT } = {}): Journal {
  const ring: (Recorded | undefined)[] = []
  const listeners = new Set<(recorded: Recorded) => void>()
  const earlyReturns = createEarlyReturns()
  let oldest = 1
  let next = 1
  let bodyText = 0
  let clearedAt = Number.NEGATIVE_INFINITY
  let forgottenUntil = Number.NEGATIVE_INFINITY

  function forgetOldest() {
    const slot = oldest % limit
    const recorded = ring[slot]
    ring[slot] = undefined
    oldest++
    if (!recorded) return
    bodyText -= bodyTextOf(recorded)
    forgottenUntil = Math.max(forgottenUntil, recorded.startedAt)
  }

  return {
    record(request, answer, detail) {
      const { startedAt, durationMs, fault } = detail
      if (startedAt < clearedAt) return
      const seq = next
      const note = detail.note ?? earlyReturns.notice(seq, request, answer, detail)
      const status = answer ? answer.status : null
      const outcome = detail.outcome === undefined ? status : detail.outcome
      const recorded = { seq, request, answer, status, outcome, startedAt, durationMs, fault, note }
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
    get forgottenUntil() {
      return forgottenUntil
    },
    clear() {
      ring.length = 0
      clearedAt = performance.now()
      forgottenUntil = Number.NEGATIVE_INFINITY
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
