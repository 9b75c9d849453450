import { ErrorCodes, getErrorCodeFromHttpStatus } from '@segment/actions-core'
import { asRecord } from './event'

/** What an error means for the event that it stopped. */
export interface ClassifiedError {
  /**
   * True when the same event may succeed later; false when sending it again can only fail again.
   */
  retry: boolean
  /** The HTTP status the error carries, or null when no response came. */
  status: number | null
  /** Milliseconds to wait, when the response asked for it. */
  retryAfter: number | null
  /** One kebab-case word for tables and counters. */
  reason: string
  message: string
}

const RETRIED = new Set([408, 423, 429])

const BROKEN = 'The event has a shape that the destination cannot read'

/** Codes that say no more than the status does. */
const GENERIC_CODES: ReadonlySet<string> = new Set([ErrorCodes.RETRYABLE_ERROR, ErrorCodes.UNKNOWN_ERROR])

/**
 * Classifies an error by Segment's delivery rule. 408, 423, 429, 5xx except 501, and errors without
 * a status are retried. Every other status is final. One addition: a TypeError without a cause is
 * final, because it comes from code that cannot read the event. Looks at the error's shape and
 * never at its class, so that another copy of the framework works as well.
 *
 * @param error anything that was thrown
 * @param now the time in milliseconds, against which an HTTP date in Retry-After is read
 */
export function classifyError(error: unknown, now: number): ClassifiedError {
  const { status: own, code, message, retryAfter, response } = asRecord(error)
  const status = toStatus(own) ?? toStatus(asRecord(response).status)
  if (status === null && isBroken(error)) {
    return { retry: false, status, retryAfter: null, reason: 'broken-event', message: `${BROKEN}: ${message}` }
  }
  const retry = status === null || RETRIED.has(status) || (status >= 500 && status !== 501)
  return {
    retry,
    status,
    retryAfter: retry ? toMilliseconds(retryAfter ?? getHeader(response, 'retry-after'), now) : null,
    reason: toReason(code, status),
    message: typeof message === 'string' && message !== '' ? message : 'The destination failed without saying why.',
  }
}

/** `fetch` throws a TypeError with a cause when no response comes; that one is retried. */
function isBroken(error: unknown): boolean {
  const { name, code, cause } = asRecord(error)
  return name === 'TypeError' && code === undefined && cause === undefined
}

function toStatus(value: unknown): number | null {
  const status = Number(value)
  return Number.isInteger(status) && status >= 100 && status <= 999 ? status : null
}

function toReason(code: unknown, status: number | null): string {
  const isSpecific = typeof code === 'string' && /^[A-Za-z]/.test(code) && !GENERIC_CODES.has(code)
  if (isSpecific) return kebab(code)
  if (status === null) return 'no-answer'
  const known = getErrorCodeFromHttpStatus(status)
  return GENERIC_CODES.has(known) ? `http-${status}` : kebab(known)
}

const SECONDS = /^\d+(\.\d+)?$/
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

/**
 * Reads Retry-After as HTTP defines it: seconds, or a date. A time in the past, or any other text,
 * counts as absent. Date.parse alone would find a date in any words with a number behind them.
 */
function toMilliseconds(value: unknown, now: number): number | null {
  const text = String(value ?? '').trim()
  const wait = SECONDS.test(text) ? Number(text) * 1000 : HTTP_DATE.test(text) ? Date.parse(text) - now : 0
  return wait > 0 ? wait : null
}

function getHeader(response: unknown, name: string): unknown {
  const { headers } = asRecord(response)
  const { get } = asRecord(headers)
  return typeof get === 'function' ? get.call(headers, name) : asRecord(headers)[name]
}

const kebab = (code: string) => code.toLowerCase().replaceAll('_', '-').slice(0, 64)

const FIRST_BACKOFF = 1_000
const MAX_BACKOFF = 60_000

/**
 * One hour is the longest window that Freshdesk's limits have had. A longer Retry-After is a
 * mistake of the server.
 */
const MAX_RETRY_AFTER = 3_600_000

/** Caps the milliseconds of a Retry-After at one hour. */
export const capRetryAfter = (milliseconds: number): number => Math.min(milliseconds, MAX_RETRY_AFTER)

/**
 * Returns the milliseconds to wait after a failed attempt: a random part of a limit that doubles
 * from one second to one minute ("full jitter"), so that events which failed together do not come
 * back together.
 *
 * @param attempt the number of the failed attempt, 1 for the first
 * @param random returns a number from 0 up to 1
 */
export const backoff = (attempt: number, random: () => number): number =>
  Math.floor(random() * Math.min(MAX_BACKOFF, FIRST_BACKOFF * 2 ** (attempt - 1)))
