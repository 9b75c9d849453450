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

/**
 * The origin by which the client reached the mock, to write links that the client can follow. A
 * proxy that speaks TLS says so in X-Forwarded-Proto.
 */
export function getOrigin({ headers }: MockRequest): string {
  const forwarded = headers['x-forwarded-proto']
  const isTls = forwarded !== undefined && /^\s*https\s*(?:,|$)/i.test(String(forwarded))
  return `${isTls ? 'https' : 'http'}://${headers.host ?? 'localhost'}`
}

/** One response as it goes out. */
export interface MockResponse {
  readonly status: number
  readonly headers: Record<string, string | string[]>
  readonly body: string
}
