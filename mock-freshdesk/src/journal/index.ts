import type { MockAnswer, MockRequest } from '../exchange'
import { createEarlyReturns, type Timing } from './early-return'

/** One exchange, as references to what the server had in hand anyway; read it by `describeEntry`. */
export interface Recorded {
  seq: number
  request: MockRequest
  answer: MockAnswer | undefined
  status: number | null
  durationMs: number
  fault: string | undefined
  note: string | undefined
}

/** A note given stands instead of the one about clients that come back too early. */
interface Detail extends Timing {
  fault?: string | undefined
  note?: string
}

export interface Journal {
  record(request: MockRequest, answer: MockAnswer | undefined, detail: Detail): void
  /** Newest first. */
  entries(): Iterable<Recorded>
  get(seq: number): Recorded | undefined
  readonly lastSeq: number
  /** Whether an exchange had to make room since the last clear. */
  readonly forgot: boolean
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
  let forgot = false

  function forgetOldest() {
    const slot = oldest % limit
    bodyText -= bodyTextOf(ring[slot])
    ring[slot] = undefined
    oldest++
    forgot = true
  }

  return {
    record(request, answer, detail) {
      const seq = next
      const note = detail.note ?? earlyReturns.notice(seq, request, answer, detail)
      const { durationMs, fault } = detail
      const recorded = { seq, request, answer, status: answer ? answer.status : null, durationMs, fault, note }
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
    get forgot() {
      return forgot
    },
    clear() {
      ring.length = 0
      forgot = false
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

function bodyTextOf(recorded: Recorded | undefined): number {
  return recorded ? recorded.request.body.length + (recorded.answer?.body.length ?? 0) : 0
}
