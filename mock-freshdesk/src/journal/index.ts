import { createRetryAfterViolations } from './retry-after-violations'
import type { Journal, Listener, Recorded, SetAside } from './types'

export type { Journal, Recorded } from './types'

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
