import { STATUS_CODES } from 'node:http'
import type { Account } from '../../accounts/account'
import type { Result } from '../../api/result'
import { type MockAnswer, type MockRequest, originOf } from '../types'
import { headersIn } from './quick-response'

/**
 * A reply with the headers that Freshdesk's answers carry. It keeps only what tells it from others, since the request
 * journal holds thousands of answers that nobody may ever look at.
 */
export class Answer implements MockAnswer {
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

  /** Status line and headers as they go out, without those about the connection. */
  get head(): string {
    const { own, ids, requestId } = this
    const named = `X-Request-Id: ${ids.uuid(requestId)}\r\nX-Trace-Id: ${ids.trace(requestId)}\r\n`
    const limit = this.total < 0 ? '' : `X-Ratelimit-Remaining: ${this.remaining}\r\n`
    const content = this.status === 204 ? '' : this.content
    const caching = own?.['Cache-Control'] ? '' : CACHING
    const front = frontOf(this.status, this.date, this.total)
    return `${front}${caching}${named}${limit}${content}${this.location}${others(own)}`
  }

  get headers(): Record<string, string> {
    return headersIn(this.head)
  }

  /** A 204 says nothing of a body. An empty 404 does, and calls it no JSON: clients would parse it, and not see the 404. */
  private get content(): string {
    const length = `Content-Length: ${this.bytes}\r\n`
    if (this.own?.['Content-Type']) return length
    return `${this.bytes === 0 ? NO_CONTENT : JSON_CONTENT}${length}`
  }

  private get location(): string {
    if (this.createdId === undefined) return ''
    const { path } = this.request
    const start = path.startsWith('//') ? 1 : 0
    const collection = path.endsWith('/') ? path.slice(start) : `${path.slice(start)}/`
    return `Location: ${safe(originOf(this.request))}${collection}${this.createdId}\r\n`
  }
}

const CACHING = 'Cache-Control: no-cache, no-store, max-age=0, must-revalidate\r\n'
const JSON_CONTENT = 'Content-Type: application/json; charset=utf-8\r\n'
const NO_CONTENT = 'Content-Type: text/html; charset=utf-8\r\n'

const fronts = new Map<number, { readonly date: string; readonly total: number; readonly text: string }>()

/** What all answers of one status and one second begin with. */
function frontOf(status: number, date: string, total: number): string {
  const known = fronts.get(status)
  if (known?.date === date && known.total === total) return known.text
  const line = `${status} ${STATUS_CODES[status] ?? ''}`
  const text = [
    `HTTP/1.1 ${line}`,
    `Date: ${date}`,
    `Status: ${line}`,
    'Pragma: no-cache',
    'Expires: Wed, 13 Oct 2010 00:00:00 UTC',
    'X-Freshdesk-Api-Version: latest=v2; requested=v2',
    'X-Xss-Protection: 1; mode=block',
    'X-Content-Type-Options: nosniff',
    'X-Envoy-Upstream-Service-Time: 1',
    'Set-Cookie: _x_w=43_1; path=/; HttpOnly; secure',
    'Server: fwe',
    ...(total < 0
      ? []
      : ['X-Fw-Ratelimiting-Managed: true', `X-Ratelimit-Total: ${total}`, 'X-Ratelimit-Used-Currentrequest: 1']),
    '',
  ].join('\r\n')
  fronts.set(status, { date, total, text })
  return text
}

/** What comes from the request may not end a header. */
const safe = (value: string) => (SAFE.test(value) ? value : value.replace(/[^\t\x20-\x7e]/g, '?'))

const SAFE = /^[\t\x20-\x7e]*$/

/** What the reply adds. */
function others(own: Result['headers']): string {
  if (own === undefined) return ''
  return Object.entries(own)
    .map(([name, value]) => `${name}: ${safe(value)}\r\n`)
    .join('')
}
