import { STATUS_CODES } from 'node:http'
import type { Account } from '../account'
import { type MockAnswer, type MockRequest, originOf } from '../exchange'
import { headersIn } from '../quick-response'
import type { Reply } from './reply'

/**
 * A reply with the headers that Freshdesk's answers carry. It keeps only what tells it from others, since the request
 * journal holds thousands of answers that nobody may ever look at.
 */
export class Answer implements MockAnswer {
  readonly status: number
  readonly body: string
  /** Length of the body as utf-8. */
  readonly bytes: number
  private readonly own: Reply['headers']
  private readonly date: string
  private readonly requestId: number
  private readonly createdId: number | undefined
  /** -1 without a limit. */
  private readonly total: number
  private readonly remaining: number
  private readonly ids: Account['requestIds']

  /** `contactsRead` chooses the rate limit that is reported. */
  constructor(
    reply: Reply,
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
    const { status, own, ids, requestId } = this
    const first = `${frontOf(status)}Date: ${this.date}\r\nCache-Control: ${own?.['Cache-Control'] ?? NOT_KEPT}\r\n`
    const named = `X-Request-Id: ${ids.uuid(requestId)}\r\nX-Trace-Id: ${ids.trace(requestId)}\r\n`
    return `${first}${named}${this.limits}${this.content}${this.location}${own === undefined ? '' : others(own)}`
  }

  private get location(): string {
    if (this.createdId === undefined) return ''
    const collection = this.request.path.replace(/^\/+/, '/').replace(/\/$/, '')
    return `Location: ${safe(originOf(this.request))}${collection}/${this.createdId}\r\n`
  }

  private get limits(): string {
    if (this.total < 0) return ''
    return `${MANAGED}X-Ratelimit-Total: ${this.total}\r\nX-Ratelimit-Remaining: ${this.remaining}\r\n`
  }

  /** A 204 says nothing of a body. An empty 404 does, and calls it no JSON: clients would parse it, and not see the 404. */
  private get content(): string {
    if (this.status === 204) return ''
    const type = this.own?.['Content-Type'] ?? (this.bytes === 0 ? 'text/html' : 'application/json')
    return `Content-Type: ${type}; charset=utf-8\r\nContent-Length: ${this.bytes}\r\n`
  }

  get headers(): Record<string, string> {
    return headersIn(this.head)
  }
}

const NOT_KEPT = 'no-cache, no-store, max-age=0, must-revalidate'
const MANAGED = 'X-Fw-Ratelimiting-Managed: true\r\nX-Ratelimit-Used-Currentrequest: 1\r\n'

const fronts = new Map<number, string>()

/** What all answers of one status begin with. */
function frontOf(status: number): string {
  const known = fronts.get(status)
  if (known !== undefined) return known
  const line = `${status} ${STATUS_CODES[status] ?? ''}`
  const front = [
    `HTTP/1.1 ${line}`,
    `Status: ${line}`,
    'Pragma: no-cache',
    'Expires: Wed, 13 Oct 2010 00:00:00 UTC',
    'X-Freshdesk-Api-Version: latest=v2; requested=v2',
    'X-Xss-Protection: 1; mode=block',
    'X-Content-Type-Options: nosniff',
    'X-Envoy-Upstream-Service-Time: 1',
    'Set-Cookie: _x_w=43_1; path=/; HttpOnly; secure',
    'Server: fwe\r\n',
  ].join('\r\n')
  fronts.set(status, front)
  return front
}

/** What comes from the request may not end a header. */
const safe = (value: string) => value.replace(/[^\t\x20-\x7e]/g, '?')

/** What the reply adds. */
function others(own: NonNullable<Reply['headers']>): string {
  let lines = ''
  for (const [name, value] of Object.entries(own)) {
    if (name === 'Cache-Control' || name === 'Content-Type') continue
    lines += `${name}: ${safe(value)}\r\n`
  }
  return lines
}
