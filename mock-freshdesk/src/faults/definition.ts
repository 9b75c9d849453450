import { validateHeaderName, validateHeaderValue } from 'node:http'
import * as v from 'valibot'
import { requestPattern } from '../journal/pattern-schema'
import { InvalidInput } from '../validation/invalid-input'
import { parse } from '../validation/parse'
import { boolean, integer, json, number, object, oneOf, record, type SomeOf, text } from '../validation/schemas'
import { FAILING_KINDS, FAULT_KIND_NAMES, FAULT_KINDS, isSilent } from './kinds'

/**
 * The body decides how a response travels. A different value would break the connection instead of
 * the response.
 */
const OWN_HEADERS = new Set(['content-length', 'transfer-encoding', 'trailer', 'connection', 'keep-alive'])

const headers = v.pipe(
  record(v.nullable(text({ max: 4_000 })), 50),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return
    for (const [header, content] of Object.entries(dataset.value)) {
      if (OWN_HEADERS.has(header.toLowerCase())) {
        addIssue({ message: `must not hold ${header}: the mock sees to it. To break a connection use "kind".` })
      } else if (!isHeader(header, content ?? '')) {
        const at: v.UnknownPathItem = {
          type: 'unknown',
          origin: 'key',
          input: dataset.value,
          key: header.slice(0, 60),
          value: content,
        }
        addIssue({ message: 'is no header that HTTP allows.', path: [at] })
      }
    }
  }),
  v.description('Put over the usual headers; null leaves one of them out.'),
)

function isHeader(name: string, value: string): boolean {
  try {
    validateHeaderName(name)
    validateHeaderValue(name, value)
    return true
  } catch {
    return false
  }
}

/**
 * Which requests fail, how, and for how long. At least one of status, delayMs and kind is needed.
 */
export const faultShape = {
  /** Every request under /api/v2 when absent. */
  match: requestPattern,
  /** The next so many requests that match; all of them when absent. */
  times: integer(1, 1_000_000),
  /** How likely a matching request is hit, 0 to 1; always when absent. */
  probability: number(0, 1),
  /** The same seed hits the same requests of a sequence again. */
  seed: integer(0, 2 ** 32 - 1),
  /** In the mock's own time; 3600 when absent, a day at most. */
  expiresInSeconds: v.pipe(integer(1, 86_400), v.metadata({ default: 3_600 })),
  status: integer(200, 599),
  /** Put over the usual headers; null leaves one of them out. */
  headers,
  /** A text as it is, anything else as JSON; Freshdesk's own body for that status when absent. */
  body: v.pipe(
    json,
    v.description("A text as it is, anything else as JSON; Freshdesk's own for the status when absent."),
  ),
  delayMs: integer(0, 60_000),
  kind: v.pipe(
    oneOf(...FAULT_KIND_NAMES),
    v.description(FAULT_KIND_NAMES.map(kind => `${kind}: ${FAULT_KINDS[kind]}.`).join(' ')),
  ),
  /** Whether the request is carried out all the same, so that only its response is lost. */
  after: v.pipe(boolean, v.description('Whether the request is carried out all the same.')),
}

export const faultDefinition = object(faultShape)

export type FaultDefinition = SomeOf<typeof faultShape>

/** Reads the definition of a fault. Throws InvalidInput with a sentence about the first mistake. */
export function parseFault(input: unknown): FaultDefinition {
  const fault = parse(faultDefinition, input)
  const refuse = (sentence: string) => {
    throw new InvalidInput(sentence)
  }
  const { status, delayMs, kind } = fault
  if (status === undefined && delayMs === undefined && (kind ?? 'answer') === 'answer') {
    refuse(`Say what goes wrong: give a status, a delayMs, or a kind (${FAILING_KINDS.join(', ')}).`)
  }
  if (status === undefined && (fault.headers !== undefined || fault.body !== undefined)) {
    refuse('headers and body belong to a response: give its status too.')
  }
  if (status !== undefined && isSilent(kind)) {
    refuse(`A ${kind} gives no response: leave out status, headers and body.`)
  }
  if (fault.body !== undefined && (status === 204 || status === 304)) {
    refuse(`A response with status ${status} has no body: leave it out.`)
  }
  const path = fault.match?.path
  if (path !== undefined && !canBeUnder('/api/v2', path)) {
    refuse(`match.path must begin with /api/v2 (or *); it is ${JSON.stringify(path.slice(0, 60))}.`)
  }
  if (fault.match?.status !== undefined) {
    refuse('match.status cannot hold: a fault applies before there is a response.')
  }
  return fault
}

/** Whether a path with `*` for any characters can be `base` or below it. */
function canBeUnder(base: string, path: string): boolean {
  const star = path.indexOf('*')
  if (star >= 0 && star <= base.length) return base.startsWith(path.slice(0, star))
  return path === base || path.startsWith(`${base}/`)
}
