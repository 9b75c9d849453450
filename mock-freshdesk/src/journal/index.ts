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
  /** Whether the client still waits for a response that a fault withholds. */
  hanging: boolean
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
  hanging?: boolean
}

/** What `setAside` took away, so that `restore` can bring it back. */
interface SetAside {
  readonly ring: readonly (Recorded | undefined)[]
  readonly oldest: number
  readonly next: number
  readonly lastClearedTurn: number
  readonly lastForgottenTurn: number
}

export interface Journal {
  /**
   * The place of a request that begins now among all others. `seq` has the order in which requests
   * end.
   */
  begin(): number
  /** The turn of the request that began last. */
  readonly lastTurn: number
  /** A request that began before the last clear is left out: then there is nothing to return. */
  record(request: MockRequest, response: MockResponse | undefined, detail: Detail): Recorded | undefined
  /** Ends the wait of a request without a response: its client is gone. */
  endHanging(recorded: Recorded, durationMs: number): void
  /** Newest first. */
  entries(): Iterable<Recorded>
  get(seq: number): Recorded | undefined
  readonly lastSeq: number
  /**
   * The latest turn of a request that is missing since the last clear, because it had to make room;
   * 0 without one.
   */
  readonly lastForgottenTurn: number
  /** Empties the journal for good. */
  clear(): void
  /** Empties the journal in such a way that `restore` brings the requests back. */
  setAside(): void
  /**
   * Brings back what was set aside last, before the requests that came in since. Returns how many
   * requests came back.
   */
  restore(): number
  /**
   * Calls the listener with every request from now on, and `changed` with each one that changes
   * later. Returns a function that stops it.
   */
  subscribe(listener: Listener, changed?: Listener): () => void
}

type Listener = (recorded: Recorded) => void

/** In characters of both bodies. */
const MAX_BODY_TEXT = 32 * 1024 * 1024

/**
 * The last `limit` requests, fewer when their bodies are large. Numbers of entries go on after a
 * clear.
 */
export function createJournal({ limit = 10_000, maxBodyText = MAX_BODY_TEXT } = {}): Journal {
  let ring: (Recorded | undefined)[] = []
  const listeners = new Set<Listener>()
  const changeListeners = new Set<Listener>()
  let aside: SetAside | undefined
  let lastDroppedTurn = 0
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

  function empty() {
    ring = []
    lastClearedTurn = lastTurn
    lastForgottenTurn = 0
    lastDroppedTurn = 0
    oldest = next
    bodyText = 0
    violations.clear()
  }

  /** The requests of a ring, oldest first. */
  function between(from: readonly (Recorded | undefined)[], first: number, end: number): Recorded[] {
    const found: Recorded[] = []
    for (let seq = first; seq < end; seq++) {
      const recorded = from[seq % limit]
      if (recorded) found.push(recorded)
    }
    return found
  }

  return {
    begin: () => ++lastTurn,
    get lastTurn() {
      return lastTurn
    },
    record(request, response, detail) {
      const { turn = ++lastTurn, durationMs, fault } = detail
      if (turn <= lastClearedTurn) {
        lastDroppedTurn = Math.max(lastDroppedTurn, turn)
        return undefined
      }
      const seq = next
      const note = detail.note ?? violations.notice(seq, request, response, detail)
      const status = response ? response.status : null
      const outcome = detail.outcome === undefined ? status : detail.outcome
      const hanging = detail.hanging ?? false
      const recorded = { seq, request, response, status, outcome, turn, durationMs, hanging, fault, note }
      if (seq - oldest >= limit) forgetOldest()
      ring[seq % limit] = recorded
      next++
      bodyText += getBodyLength(recorded)
      while (bodyText > maxBodyText && oldest < seq) forgetOldest()
      for (const listener of listeners) listener(recorded)
      return recorded
    },
    endHanging(recorded, durationMs) {
      recorded.hanging = false
      recorded.durationMs = durationMs
      for (const listener of changeListeners) listener(recorded)
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
      aside = undefined
      empty()
    },
    setAside() {
      aside = { ring, oldest, next, lastClearedTurn, lastForgottenTurn }
      empty()
    },
    restore() {
      if (!aside) return 0
      const since = between(ring, oldest, next)
      const back = between(aside.ring, aside.oldest, aside.next)
      // A request that was in flight and has ended since is on neither side.
      lastForgottenTurn = Math.max(aside.lastForgottenTurn, lastForgottenTurn, lastDroppedTurn)
      lastClearedTurn = aside.lastClearedTurn
      oldest = aside.oldest
      aside = undefined
      ring = []
      bodyText = 0
      for (const recorded of [...back, ...since]) {
        while (recorded.seq - oldest >= limit) forgetOldest()
        ring[recorded.seq % limit] = recorded
        bodyText += getBodyLength(recorded)
      }
      while (bodyText > maxBodyText && oldest < next - 1) forgetOldest()
      return back.length
    },
    subscribe(listener, changed) {
      listeners.add(listener)
      if (changed) changeListeners.add(changed)
      return () => {
        listeners.delete(listener)
        if (changed) changeListeners.delete(changed)
      }
    },
  }
}

function getBodyLength({ request, response }: Recorded): number {
  return request.body.length + (response ? response.body.length : 0)
}
