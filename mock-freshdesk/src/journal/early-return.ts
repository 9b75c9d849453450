import type { MockAnswer, MockRequest } from '../http/types'

/** Where an exchange lies in time, in milliseconds of one clock that never stands still. */
export interface Timing {
  startedAt: number
  durationMs: number
}

interface Told {
  seq: number
  seconds: number
  /** Both in the mock's time: when the refused request arrived, and when the wait ends. */
  from: number
  until: number
  answeredAt: number
}

/** A stranger with ever new keys must not fill the memory. */
const MOST_CLIENTS_REMEMBERED = 1_000

/**
 * Notices clients that come back before their Retry-After is over. A client is an API key of an
 * account.
 */
export function createEarlyReturns() {
  const told = new Map<string, Told>()

  return {
    /** Looks at one exchange; returns a sentence when this client should still be waiting. */
    notice(seq: number, request: MockRequest, answer: MockAnswer | undefined, timing: Timing): string | undefined {
      const seconds = answer && (answer.status === 429 || answer.status === 503) ? retryAfter(answer) : undefined
      if (told.size === 0 && seconds === undefined) return undefined

      const client = `${request.account}\n${request.headers.authorization}`
      const before = told.get(client)
      // It was already in flight when the client got the Retry-After.
      const returned = before !== undefined && timing.startedAt >= before.answeredAt
      // Blamed once or not at all: whatever comes after it is no longer about that answer.
      if (returned) told.delete(client)
      if (seconds !== undefined) {
        if (told.size >= MOST_CLIENTS_REMEMBERED) told.clear()
        const answeredAt = timing.startedAt + timing.durationMs
        told.set(client, { seq, seconds, from: request.at, until: request.at + seconds * 1000, answeredAt })
      }
      return returned ? early(before, request) : undefined
    },
    clear: () => told.clear(),
  }
}

function early({ seq, seconds, from, until }: Told, { at }: MockRequest): string | undefined {
  // It arrived before the refused request: the clock was set back.
  if (at >= until || at < from) return undefined
  const left = ((until - at) / 1000).toFixed(1)
  return `Came back ${left} s too early: the response to request ${seq} asked this client to wait ${seconds} s (Retry-After).`
}

function retryAfter(answer: MockAnswer): number | undefined {
  const header = Object.entries(answer.headers).find(([name]) => name.toLowerCase() === 'retry-after')
  return header && /^\d{1,9}$/.test(String(header[1])) ? Number(header[1]) : undefined
}
