import { STATUS_CODES } from 'node:http'
import type { Account } from '../../accounts/account'
import type { Result } from '../../api/result'
import type { Generation } from '../../generations/generation'
import { getOrigin, type MockRequest, type MockResponse } from '../types'

/**
 * A response with the headers that those of Freshdesk carry. It keeps only the values that differ
 * between responses: the journal holds thousands of responses, and few of them are ever read.
 */
export class FreshdeskResponse implements MockResponse {
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
  private readonly generation: Generation

  /** `contactsRead` chooses the rate limit that is reported. */
  constructor(
    result: Result,
    { clock, rateLimit, requestIds, generation }: Account,
    private readonly request: MockRequest,
    contactsRead: boolean,
  ) {
    this.status = result.status
    this.body = result.body
    this.bytes = Buffer.byteLength(result.body)
    this.own = result.headers
    this.createdId = result.createdId
    this.date = clock.httpDate()
    this.ids = requestIds
    this.generation = generation
    this.requestId = requestIds.next()
    this.total = rateLimit.enforced ? rateLimit.total(contactsRead) : -1
    this.remaining = rateLimit.remaining(contactsRead)
  }

  /**
   * Names and values in turn, as `writeHead` of node:http takes them. A flat list is faster than an
   * object: node:http neither copies it nor looks up a name.
   */
  get headerList(): string[] {
    const { own, ids, requestId, status, generation } = this
    const { requestIdVersion, decimalLimits } = generation.headers
    const list = commonHeaders(generation, status, isRead(this.request), this.date, this.total).slice()
    const uuid = ids.uuid(requestId)
    list.push('X-Request-Id', `${uuid.slice(0, 14)}${requestIdVersion}${uuid.slice(15)}`)
    list.push('X-Trace-Id', ids.trace(requestId))
    if (this.total >= 0) list.push('X-Ratelimit-Remaining', toLimit(this.remaining, decimalLimits))
    if (status !== 204) {
      // An empty 404 is called HTML: clients would parse JSON, and miss the 404.
      if (!own?.['Content-Type']) list.push('Content-Type', this.bytes === 0 ? HTML : JSON_TYPE)
      list.push('Content-Length', String(this.bytes))
    }
    if (this.createdId !== undefined) list.push('Location', this.location)
    if (own) for (const [name, value] of Object.entries(own)) list.push(name, toHeaderValue(value))
    return list
  }

  /** Text without accents has one byte a character, and Node writes it faster as latin1. */
  get encoding(): 'latin1' | 'utf8' {
    return this.bytes === this.body.length ? 'latin1' : 'utf8'
  }

  /** The headers by name. A header that comes twice, such as Set-Cookie, has a list of values. */
  get headers(): MockResponse['headers'] {
    const list = this.headerList
    const headers: Record<string, string | string[]> = {}
    for (let i = 0; i < list.length; i += 2) {
      const [name, value] = list.slice(i, i + 2) as [string, string]
      headers[name] = name in headers ? [headers[name] ?? [], value].flat() : value
    }
    return headers
  }

  private get location(): string {
    const { path } = this.request
    const start = path.startsWith('//') ? 1 : 0
    const collection = path.endsWith('/') ? path.slice(start) : `${path.slice(start)}/`
    return `${toHeaderValue(getOrigin(this.request))}${collection}${this.createdId}`
  }
}

const JSON_TYPE = 'application/json; charset=utf-8'
const HTML = 'text/html; charset=utf-8'

const isRead = ({ method }: MockRequest) => method === 'GET' || method === 'HEAD'

const toLimit = (limit: number, decimal: boolean) => (decimal ? `${limit}.0` : String(limit))

interface Common {
  readonly date: string
  readonly total: number
  readonly list: readonly string[]
}

/** The last list of each generation, by the status; that of a write has a minus sign. */
const known = new Map<Generation, Map<number, Common>>()

/** The headers that all responses of one status, one second and one kind of request share. */
function commonHeaders(
  generation: Generation,
  status: number,
  reads: boolean,
  date: string,
  total: number,
): readonly string[] {
  let ofGeneration = known.get(generation)
  if (ofGeneration === undefined) {
    ofGeneration = new Map()
    known.set(generation, ofGeneration)
  }
  const last = ofGeneration.get(reads ? status : -status)
  if (last?.date === date && last.total === total) return last.list
  const { always, ofReads, ofWrites, of200, decimalLimits } = generation.headers
  const list = [
    ['Date', date],
    ['Status', `${status} ${STATUS_CODES[status] ?? ''}`],
    ...[...always, ...(reads ? ofReads : ofWrites), ...(status === 200 ? of200 : [])].map(toPair),
    ...(total < 0
      ? []
      : [
          ['X-Fw-Ratelimiting-Managed', 'true'],
          ['X-Ratelimit-Total', toLimit(total, decimalLimits)],
          ['X-Ratelimit-Used-Currentrequest', '1'],
        ]),
  ].flat()
  ofGeneration.set(reads ? status : -status, { date, total, list })
  return list
}

const toPair = (line: string) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]

/** A value of the request may not end a header. */
const toHeaderValue = (value: string) => (SAFE.test(value) ? value : value.replace(/[^\t\x20-\x7e]/g, '?'))

const SAFE = /^[\t\x20-\x7e]*$/
