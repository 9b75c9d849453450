import { InvalidInput } from '../validation/invalid-input'
import type { Journal, Recorded } from '.'
import { describeEntry, type Entry } from './entry'
import { compilePattern, type RequestPattern } from './pattern'

export interface Nearest {
  nearest: Entry | null
  /** What keeps it from fitting; empty when it fits. */
  differences: string[]
}

export type Waited = { requests: Entry[] } | ({ arrived: number } & Nearest)

/** Each one looks at every request as it comes in. */
const MAX_WAITING = 100
const waiting = new WeakMap<Journal, Set<object>>()

interface Patience {
  count?: number
  timeoutMs?: number
  /** Gets a function that ends the wait silently, for a client that is gone. */
  onGone?: (stop: () => void) => void
}

/** Newest first. */
export function findRequests(journal: Journal, pattern: RequestPattern): Recorded[] {
  const { matches } = compilePattern(pattern)
  return [...journal.entries()].filter(matches)
}

/** The request that comes closest to the pattern, the newest of several. */
export function nearestRequest(journal: Journal, pattern: RequestPattern, among = journal.entries()): Nearest {
  const { explain } = compilePattern(pattern)
  let best: { recorded: Recorded; differences: string[]; distance: number } | undefined
  for (const recorded of among) {
    const explained = explain(recorded)
    if (!best || explained.distance < best.distance) best = { recorded, ...explained }
    if (best.distance === 0) break
  }
  return best
    ? { nearest: describeEntry(best.recorded), differences: best.differences }
    : { nearest: null, differences: ['no request has come in'] }
}

/** The request that comes closest to the pattern without fitting it. */
export function nearestOther(journal: Journal, pattern: RequestPattern): Nearest {
  const { matches } = compilePattern(pattern)
  return nearestRequest(
    journal,
    pattern,
    [...journal.entries()].filter(recorded => !matches(recorded)),
  )
}

/**
 * Resolves as soon as `count` requests that fit are in the journal, those from before the call
 * included, or when time is up.
 */
export function waitForRequests(
  journal: Journal,
  pattern: RequestPattern,
  { count = 1, timeoutMs = 5_000, onGone }: Patience = {},
): Promise<Waited> {
  const { matches } = compilePattern(pattern)
  const others = waiting.get(journal) ?? new Set()
  if (others.size >= MAX_WAITING) {
    throw new InvalidInput(`${MAX_WAITING} look-ups are waiting already; let one of them end first.`)
  }

  return new Promise(resolve => {
    const arrived = findRequests(journal, pattern).reverse()
    const stop = () => {
      clearTimeout(timer)
      unsubscribe()
      others.delete(stop)
    }
    const finish = (waited: Waited) => {
      stop()
      resolve(waited)
    }
    const dropForgotten = () => {
      while (arrived[0] && !journal.get(arrived[0].seq)) arrived.shift()
    }
    const endWhenEnough = () => {
      if (arrived.length >= count) dropForgotten()
      if (arrived.length >= count) finish({ requests: arrived.reverse().map(describeEntry) })
    }
    const giveUp = () => {
      dropForgotten()
      finish({ arrived: arrived.length, ...nearestOther(journal, pattern) })
    }
    waiting.set(journal, others.add(stop))
    // The server keeps the process alive, and a wait does not.
    const timer = setTimeout(giveUp, timeoutMs).unref()
    const unsubscribe = journal.subscribe(recorded => {
      if (!matches(recorded)) return
      arrived.push(recorded)
      endWhenEnough()
    })
    onGone?.(stop)
    endWhenEnough()
  })
}
