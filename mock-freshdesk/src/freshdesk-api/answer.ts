import { STATUS_CODES } from 'node:http'
import type { Account } from '../account'
import type { MockAnswer } from '../exchange'
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
  private readonly request: number
  private readonly limits: string
  private readonly ids: Account['requestIds']

  /** `contactsRead` chooses the rate limit that is reported. */
  constructor({ status, body, headers }: Reply, { clock, rateLimit, requestIds }: Account, contactsRead: boolean) {
    this.status = status
    this.body = body
    this.bytes = Buffer.byteLength(body)
    this.own = headers
    this.date = clock.httpDate()
    this.ids = requestIds
    this.request = requestIds.next()
    this.limits = rateLimit.enforced
      ? `X-Ratelimit-Total: ${rateLimit.total(contactsRead)}\r\nX-Ratelimit-Remaining: ${rateLimit.remaining(contactsRead)}`
      : ''
  }

  /** Status line and headers as they go out, without those about the connection. */
  get head(): string {
    const { status, own, ids, request } = this
    const limits = this.limits && `${MANAGED}${this.limits}\r\nX-Ratelimit-Used-Currentrequest: 1\r\n`
    const first = `${frontOf(status)}Date: ${this.date}\r\nCache-Control: ${own?.['Cache-Control'] ?? NOT_KEPT}\r\n`
    const named = `X-Request-Id: ${ids.uuid(request)}\r\nX-Trace-Id: ${ids.trace(request)}\r\n`
    return `${first}${named}${limits}${this.content}${own === undefined ? '' : others(own)}`
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
const MANAGED = 'X-Fw-Ratelimiting-Managed: true\r\n'

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

/** What the reply adds. Some of it comes from the request: nothing in it may end a header. */
function others(own: NonNullable<Reply['headers']>): string {
  let lines = ''
  for (const [name, value] of Object.entries(own)) {
    if (name === 'Cache-Control' || name === 'Content-Type') continue
    lines += `${name}: ${value.replace(/[^\t\x20-\x7e]/g, '?')}\r\n`
  }
  return lines
}
