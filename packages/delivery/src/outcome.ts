import { ErrorCodes, getErrorCodeFromHttpStatus } from '@segment/actions-core'
import { asRecord } from './record'

/** What an error means for the event it stopped. */
export interface Verdict {
  /** True when the same event may succeed later; false when sending it again can only fail again. */
  retry: boolean
  /** The HTTP status the error carries, or null when no answer came. */
  status: number | null
  /** Milliseconds to stay away, when the answer said so. */
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
 * Segment's own delivery rule: 408, 423, 429, every 5xx but 501, and errors without any status (nothing answered) are
 * tried again; everything else is final. One thing the rule leaves out: a TypeError is code that met an event it could
 * not read, as the framework does with a context of null, and would be the same at every attempt. Looks at the error's shape and never at its class, so that an error from
 * another copy of the framework means the same.
 */
export function judge(error: unknown, now: number): Verdict {
  const { status: own, code, message, retryAfter, response } = asRecord(error)
  const status = toStatus(own) ?? toStatus(asRecord(response).status)
  if (status === null && isBroken(error)) {
    return { retry: false, status, retryAfter: null, reason: 'broken-event', message: `${BROKEN}: ${message}` }
  }
  const retry = status === null || RETRIED.has(status) || (status >= 500 && status !== 501)
  return {
    retry,
    status,
    retryAfter: retry ? toMilliseconds(retryAfter ?? header(response, 'retry-after'), now) : null,
    reason: toReason(code, status),
    message: typeof message === 'string' && message !== '' ? message : 'The destination failed without saying why.',
  }
}

/** What fetch throws when no answer came is a TypeError as well, and tells its cause. */
function isBroken(error: unknown): boolean {
  const { name, code, cause } = asRecord(error)
  return name === 'TypeError' && code === undefined && cause === undefined
}

function toStatus(value: unknown): number | null {
  const status = Number(value)
  return Number.isInteger(status) && status >= 100 && status <= 999 ? status : null
}

function toReason(code: unknown, status: number | null): string {
  const telling = typeof code === 'string' && /^[A-Za-z]/.test(code) && !GENERIC_CODES.has(code)
  if (telling) return kebab(code)
  if (status === null) return 'no-answer'
  const known = getErrorCodeFromHttpStatus(status)
  return GENERIC_CODES.has(known) ? `http-${status}` : kebab(known)
}

const SECONDS = /^\d+(\.\d+)?$/
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

/**
 * Retry-After as HTTP has it: seconds, or a date. What lies in the past, or is neither, says nothing. Date.parse alone
 * would find a date in any words with a number behind them, and everybody would wait for it.
 */
function toMilliseconds(value: unknown, now: number): number | null {
  const text = String(value ?? '').trim()
  const wait = SECONDS.test(text) ? Number(text) * 1000 : HTTP_DATE.test(text) ? Date.parse(text) - now : 0
  return wait > 0 ? wait : null
}

function header(response: unknown, name: string): unknown {
  const { headers } = asRecord(response)
  const { get } = asRecord(headers)
  return typeof get === 'function' ? get.call(headers, name) : asRecord(headers)[name]
}

const kebab = (code: string) => code.toLowerCase().replaceAll('_', '-').slice(0, 64)
