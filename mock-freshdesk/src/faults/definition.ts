import { validateHeaderName, validateHeaderValue } from 'node:http'
import { type RequestPattern, readPattern } from '../journal/pattern'
import { InvalidInput } from '../validation/invalid-input'
import { boolean, integer, json, number, object, oneOf, type Reader, record, text } from '../validation/readers'

/** What shall go wrong, for which requests, and for how long. At least one of status, delayMs and kind is needed. */
export interface FaultDefinition {
  /** Every request under /api/v2 when absent. */
  match?: RequestPattern
  /** The next so many requests that match; all of them when absent. */
  times?: number
  /** How likely a matching request is hit, 0 to 1; always when absent. */
  probability?: number
  /** The same seed hits the same requests of a sequence again. */
  seed?: number
  /** In the mock's own time; 3600 when absent, a day at most. */
  expiresInSeconds?: number
  status?: number
  /** On top of the usual ones; null leaves one of them out. */
  headers?: Record<string, string | null>
  /** A text as it is, anything else as JSON; Freshdesk's own body for that status when absent. */
  body?: unknown
  delayMs?: number
  /**
   * answer: `status` instead of the ordinary answer. hang: no answer, the connection stays open. reset: the connection
   * is dropped. cut-off: half of the body, then the connection is dropped. malformed: a whole answer of broken JSON.
   */
  kind?: 'answer' | 'hang' | 'reset' | 'cut-off' | 'malformed'
  /** Whether the request is carried out all the same, so that only its answer is lost. */
  after?: boolean
}

/** How an answer travels follows from its body; another value would break the connection rather than the answer. */
const OWN_HEADERS = new Set(['content-length', 'transfer-encoding', 'trailer', 'connection', 'keep-alive'])

const content: Reader<string | null> = (value, name) => (value === null ? null : text({ max: 4_000 })(value, name))

const headers: Reader<Record<string, string | null>> = (value, name) => {
  const read = record(content, 50)(value, name)
  for (const [header, content] of Object.entries(read)) {
    if (OWN_HEADERS.has(header.toLowerCase())) {
      throw new InvalidInput(`${name} must not hold ${header}: the mock sees to it. To break a connection use "kind".`)
    }
    try {
      validateHeaderName(header)
      validateHeaderValue(header, content ?? '')
    } catch {
      throw new InvalidInput(`${name}.${header.slice(0, 60)} is no header that HTTP allows.`)
    }
  }
  return read
}

const readShape = object({
  match: readPattern,
  times: integer(1, 1_000_000),
  probability: number(0, 1),
  seed: integer(0, 2 ** 32 - 1),
  expiresInSeconds: integer(1, 86_400),
  status: integer(200, 599),
  headers,
  body: json,
  delayMs: integer(0, 60_000),
  kind: oneOf('answer', 'hang', 'reset', 'cut-off', 'malformed'),
  after: boolean,
})

/** Takes what came from outside for a fault, or throws an InvalidInput that says what is wrong with it. */
export const readFault: Reader<FaultDefinition> = (value, name) => {
  const fault = readShape(value, name)
  const refuse = (sentence: string) => {
    throw new InvalidInput(sentence)
  }
  const { status, delayMs, kind } = fault
  if (status === undefined && delayMs === undefined && (kind ?? 'answer') === 'answer') {
    refuse('Say what goes wrong: give a status, a delayMs, or a kind (hang, reset, cut-off, malformed).')
  }
  if (status === undefined && (fault.headers !== undefined || fault.body !== undefined)) {
    refuse('headers and body belong to an answer: give its status too.')
  }
  if (status !== undefined && (kind === 'hang' || kind === 'reset')) {
    refuse(`A ${kind} gives no answer: leave out status, headers and body.`)
  }
  if (fault.body !== undefined && (status === 204 || status === 304)) {
    refuse(`An answer of ${status} has no body: leave it out.`)
  }
  const path = fault.match?.path
  if (path !== undefined && !canBeUnder('/api/v2', path)) {
    refuse(`match.path must begin with /api/v2 (or *); it is ${JSON.stringify(path.slice(0, 60))}.`)
  }
  if (fault.match?.status !== undefined) {
    refuse('match.status cannot hold: a fault strikes before there is an answer.')
  }
  return fault
}

/** Whether a path with `*` for any characters can be `base` or below it. */
function canBeUnder(base: string, path: string): boolean {
  const star = path.indexOf('*')
  if (star >= 0 && star <= base.length) return base.startsWith(path.slice(0, star))
  return path === base || path.startsWith(`${base}/`)
}
