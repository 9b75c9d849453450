import type { IncomingHttpHeaders } from 'node:http'

/**
 * One request as it came in. `headers` is node's own object, `body` the raw bytes as text (utf-8),
 * read once.
 */
export interface MockRequest {
  readonly method: string
  /** Without the query string, as sent (not decoded). */
  readonly path: string
  /** The query string with its question mark, or ''. */
  readonly search: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
  /** False when the bytes of the body were not valid utf-8. */
  readonly wellEncoded: boolean
  /** Label of the account the Host header chose. */
  readonly account: string
  /** When it came in, in milliseconds of the mock's clock. */
  readonly at: number
}

/** Where the client reached the mock, to write links that it can follow. */
export const originOf = (request: MockRequest) => `http://${request.headers.host ?? 'localhost'}`

/** One answer as it goes out. */
export interface MockAnswer {
  readonly status: number
  readonly headers: Record<string, string | string[]>
  readonly body: string
}

/** What a fault does to one request instead of, or before, the ordinary answer. */
export interface FaultEffect {
  faultId: string
  /** Without a status the ordinary answer goes out, after `delayMs` if there is one. */
  status?: number
  /** null leaves out a header that the answer would have. */
  headers?: Record<string, string | null>
  body?: string
  delayMs?: number
  /** 'answer' when absent. */
  kind?: 'answer' | 'hang' | 'reset' | 'cut-off' | 'malformed'
  /**
   * Whether the request is carried out first, so that the client loses the answer to a write that
   * happened.
   */
  after?: boolean
}
