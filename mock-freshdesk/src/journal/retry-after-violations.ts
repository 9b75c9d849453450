import type { MockRequest, MockResponse } from '../http/types'

/** The place of a request in time, in milliseconds of one clock that never stands still. */
export interface Timing {
  startedAt: number
  durationMs: number
  /** When the connection opened, for the first request on it. */
  connectedAt?: number | undefined
  /**
   * Calls back when no request that the client sent before it got this response can still come in.
   * Absent: that is when the response ends.
   */
  whenSent?: (callback: () => void) => void
}

/** The time in which a client must not send a request. */
interface Wait {
  readonly seq: number
  readonly seconds: number
  /** Both in the mock's time: when the refused request arrived, and when the wait ends. */
  readonly from: number
  readonly until: number
  /** Requests that started earlier were in flight. In the clock of the timing. */
  sentAt: number
}

/** A stranger with ever new keys must not fill the memory. */
const MAX_CLIENTS = 1_000

/**
 * Notices requests that a client sends before its Retry-After is over. A client is an API key of an
 * account.
 */
export function createRetryAfterViolations() {
  const waits = new Map<string, Wait>()

  return {
    /** Returns a sentence when the client of a request should still be waiting. */
    notice(seq: number, request: MockRequest, response: MockResponse | undefined, timing: Timing): string | undefined {
      const refused = response && (response.status === 429 || response.status === 503)
      const seconds = refused ? findRetryAfter(response) : undefined
      if (waits.size === 0 && seconds === undefined) return undefined

      const client = `${request.account}\n${request.headers.authorization}`
      const before = waits.get(client)
      const isLater = before !== undefined && (timing.connectedAt ?? timing.startedAt) >= before.sentAt
      // One note at most for each Retry-After.
      if (isLater) waits.delete(client)
      if (seconds !== undefined) {
        if (waits.size >= MAX_CLIENTS) waits.clear()
        waits.set(client, toWait(seq, seconds, request, timing))
      }
      return isLater ? toNote(before, request) : undefined
    },
    clear: () => waits.clear(),
  }
}

function toWait(seq: number, seconds: number, { at }: MockRequest, timing: Timing): Wait {
  const { startedAt, durationMs, whenSent } = timing
  const wait = { seq, seconds, from: at, until: at + seconds * 1000, sentAt: startedAt + durationMs }
  if (whenSent) {
    wait.sentAt = Number.POSITIVE_INFINITY
    whenSent(() => {
      wait.sentAt = performance.now()
    })
  }
  return wait
}

function toNote({ seq, seconds, from, until }: Wait, { at }: MockRequest): string | undefined {
  // It arrived before the refused request: the clock was set back.
  if (at >= until || at < from) return undefined
  const left = ((until - at) / 1000).toFixed(1)
  return `Came back ${left} s too early: the response to request ${seq} asked this client to wait ${seconds} s (Retry-After).`
}

function findRetryAfter(response: MockResponse): number | undefined {
  const header = Object.entries(response.headers).find(([name]) => name.toLowerCase() === 'retry-after')
  return header && /^\d{1,9}$/.test(String(header[1])) ? Number(header[1]) : undefined
}
