import {
  IntegrationError,
  InvalidAuthenticationError,
  PayloadValidationError,
  RetryableError,
} from '@segment/actions-core'
import { MESSAGES, toMessage } from '../messages'
import { parseRetryAfter } from './parse-retry-after'
import { type ErrorContext, toRefusalMessage } from './refusal-message'
import { isFreshdeskBody, parseErrorCode, type Response } from './response'

/**
 * The error that a response without success means. The status of the error says to every host
 * whether to retry.
 *
 * @returns PayloadValidationError 400, InvalidAuthenticationError 401, RetryableError for 408, 423,
 *   429, 5xx and for a success that confirms nothing, IntegrationError for the rest. No message
 *   repeats a value of the event or the key.
 */
export function toError(response: Response, context: ErrorContext): Error {
  const { status, data } = response
  if (status === 400) return new PayloadValidationError(toRefusalMessage(data, context))
  if (status === 401) return new InvalidAuthenticationError(toMessage(MESSAGES.UNAUTHORIZED))
  if (status === 429) return toRateLimitError(response)
  // A success or a conflict in another form than Freshdesk's, such as a proxy's page, counts as a
  // bad gateway.
  if ((status >= 200 && status < 300) || (status === 409 && !isFreshdeskBody(data)))
    return toRetryableError(response, toMessage(MESSAGES.UNCONFIRMED, { ...context.words, status }), 502)
  if (status === 408 || status === 423 || (status >= 500 && status !== 501))
    return toRetryableError(response, toMessage(MESSAGES.SERVER_ERROR, { status }), status)
  const code = FINAL[status] ?? 'UNEXPECTED_ANSWER'
  const detail = [status, parseErrorCode(data)].filter(Boolean).join(', ')
  return new IntegrationError(toMessage(MESSAGES[code], { ...context.words, status: detail }), code, status)
}

/** Statuses that the same request would get again. */
const FINAL: Record<
  number,
  'FORBIDDEN' | 'NOT_FOUND' | 'METHOD_NOT_ALLOWED' | 'CONFLICT' | 'NOT_IMPLEMENTED' | undefined
> = { 403: 'FORBIDDEN', 404: 'NOT_FOUND', 405: 'METHOD_NOT_ALLOWED', 409: 'CONFLICT', 501: 'NOT_IMPLEMENTED' }

/** A response that is too long is read by no parser: nothing is confirmed. */
export const toOversizeError = () => new RetryableError(toMessage(MESSAGES.OVERSIZE), 502)

function toRateLimitError(response: Response): RetryableError {
  const seconds = parseRetryAfter(response.headers.get('retry-after'))
  const when = seconds === undefined ? 'after a while' : `in ${seconds} seconds`
  return toRetryableError(response, toMessage(MESSAGES.RATE_LIMIT, { when }), 429)
}

/** A {@link RetryableError} that carries Freshdesk's Retry-After, in seconds, when there is one. */
function toRetryableError({ headers }: Response, message: string, status: number): RetryableError {
  const error = new RetryableError(message, status as 500)
  const retryAfter = parseRetryAfter(headers.get('retry-after'))
  return retryAfter === undefined ? error : Object.assign(error, { retryAfter })
}
