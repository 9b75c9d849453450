import type { MockRequest, MockResponse } from '../http/types'
import type { Timing } from './retry-after-violations'

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
export interface SetAside {
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

export type Listener = (recorded: Recorded) => void
