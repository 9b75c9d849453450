import { STATUS_CODES } from 'node:http'
import type { Account } from '../../accounts/account'
import type { Result } from '../../api/result'
import { type MockAnswer, type MockRequest, originOf } from '../types'

/**
 * A response with the headers that those of Freshdesk carry. It keeps only the values that differ between responses: the
 * journal holds thousands of responses, and few of them are ever read.
 */
export class FreshdeskResponse implements MockAnswer {
  readonly status: number
  readonly body: string
  /** Length of the body as utf-8. */
  readonly bytes: number
  private readonly own: Result['headers']
  private readonly date: string
  private readonly requestId: number
  private readonly createdId: number | undefined
  /** -1 without a limit. */
  private readonly total: number
  private readonly remaining: number
  private readonly ids: Account['requestIds']

  /** `contactsRead` chooses the rate limit that is reported. */
  constructor(
    reply: Result,
    { clock, rateLimit, requestIds }: Account,
    private readonly request: MockRequest,
    contactsRead: boolean,
  ) {
    this.status = reply.status
    this.body = reply.body
    this.bytes = Buffer.byteLength(reply.body)
    this.own = reply.headers
    this.createdId = reply.createdId
    this.date = clock.httpDate()
    this.ids = requestIds
    this.requestId = requestIds.next()
    this.total = rateLimit.enforced ? rateLimit.total(contactsRead) : -1
    this.remaining = rateLimit.remaining(contactsRead)
  }

  /**
   * Names and values in turn, as `writeHead` of node:http takes them. A flat list is faster than an object: node:http
   * neither copies it nor looks up a name.
   */
  get headerList(): string[] {
    const { own, ids, requestId, status } = this
    const list = commonHeaders(status, this.date, this.total).slice()
    if (!own?.['Cache-Control']) list.push('Cache-Control', 'no-cache, no-store, max-age=0, must-revalidate')
    list.push('X-Request-Id', ids.uuid(requestId), 'X-Trace-Id', ids.trace(requestId))
    if (this.total >= 0) list.push('X-Ratelimit-Remaining', String(this.remaining))
    if (status !== 204) {
      // An empty 404 is called HTML: clients would parse JSON, and miss the 404.
      if (!own?.['Content-Type']) list.push('Content-Type', this.bytes === 0 ? HTML : JSON_TYPE)
      list.push('Content-Length', String(this.bytes))
    }
    if (this.createdId !== undefined) list.push('Location', this.location)
    if (own) for (const [name, value] of Object.entries(own)) list.push(name, toHeaderValue(value))
    return list
  }

  get headers(): Record<string, string> {
    const list = this.headerList
    const headers: Record<string, string> = {}
    for (let i = 0; i < list.length; i += 2) headers[list[i] as string] = list[i + 1] as string
    return headers
  }

  private get location(): string {
    const { path } = this.request
    const start = path.startsWith('//') ? 1 : 0
    const collection = path.endsWith('/') ? path.slice(start) : `${path.slice(start)}/`
    return `${toHeaderValue(originOf(this.request))}${collection}${this.createdId}`
  }
}

const JSON_TYPE = 'application/json; charset=utf-8'
const HTML = 'text/html; charset=utf-8'

const known = new Map<number, { readonly date: string; readonly total: number; readonly list: readonly string[] }>()

/** The headers that all responses of one status and one second share. */
function commonHeaders(status: number, date: string, total: number): readonly string[] {
  const last = known.get(status)
  if (last?.date === date && last.total === total) return last.list
  const list = [
    ['Date', date],
    ['Status', `${status} ${STATUS_CODES[status] ?? ''}`],
    ['Pragma', 'no-cache'],
    ['Expires', 'Wed, 13 Oct 2010 00:00:00 UTC'],
    ['X-Freshdesk-Api-Version', 'latest=v2; requested=v2'],
    ['X-Xss-Protection', '1; mode=block'],
    ['X-Content-Type-Options', 'nosniff'],
    ['X-Envoy-Upstream-Service-Time', '1'],
    ['Set-Cookie', '_x_w=43_1; path=/; HttpOnly; secure'],
    ['Server', 'fwe'],
    ...(total < 0
      ? []
      : [
          ['X-Fw-Ratelimiting-Managed', 'true'],
          ['X-Ratelimit-Total', String(total)],
          ['X-Ratelimit-Used-Currentrequest', '1'],
        ]),
  ].flat()
  known.set(status, { date, total, list })
  return list
}

/** A value of the request may not end a header. */
const toHeaderValue = (value: string) => (SAFE.test(value) ? value : value.replace(/[^\t\x20-\x7e]/g, '?'))

const SAFE = /^[\t\x20-\x7e]*$/
