import type { MockAnswer, MockRequest } from '../exchange'

/** Where an exchange lies in time, in milliseconds of one clock that never stands still. */
export interface Timing {
  startedAt: number
  durationMs: number
}

interface Told {
  seq: number
  seconds: number
  /** In the mock's own time. */
  until: number
  answeredAt: number
}

/** A stranger with ever new keys must not fill the memory. */
const MOST_CLIENTS_REMEMBERED = 1_000

/** Notices clients that were told to wait and came back too early. A client is an API key of an account. */
export function createEarlyReturns() {
  const told = new Map<string, Told>()

  return {
    /** Looks at one exchange; returns a sentence when this client should still be waiting. */
    notice(seq: number, request: MockRequest, answer: MockAnswer | undefined, timing: Timing): string | undefined {
      const seconds = answer && (answer.status === 429 || answer.status === 503) ? retryAfter(answer) : undefined
      if (told.size === 0 && seconds === undefined) return undefined

      const client = `${request.account}\n${request.headers.authorization}`
      const note = early(told.get(client), request, timing)
      if (seconds !== undefined) {
        if (told.size >= MOST_CLIENTS_REMEMBERED) told.clear()
        const answeredAt = timing.startedAt + timing.durationMs
        told.set(client, { seq, seconds, until: request.at + seconds * 1000, answeredAt })
      } else if (told.has(client) && !note) {
        forgetIfOver(client, request)
      }
      return note
    },
    clear: () => told.clear(),
  }

  function forgetIfOver(client: string, request: MockRequest) {
    if ((told.get(client)?.until ?? 0) <= request.at) told.delete(client)
  }
}

function early(told: Told | undefined, request: MockRequest, { startedAt }: Timing): string | undefined {
  if (!told || request.at >= told.until) return undefined
  // Already on its way when the client was told: nobody's fault.
  if (startedAt < told.answeredAt) return undefined
  const seconds = ((told.until - request.at) / 1000).toFixed(1)
  return `Came back ${seconds} s too early: request ${told.seq} had told this client to wait ${told.seconds} s (Retry-After).`
}

function retryAfter(answer: MockAnswer): number | undefined {
  const header = Object.entries(answer.headers).find(([name]) => name.toLowerCase() === 'retry-after')
  return header && /^\d{1,9}$/.test(header[1]) ? Number(header[1]) : undefined
}
