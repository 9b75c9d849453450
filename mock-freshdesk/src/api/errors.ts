import type { Result } from './result'

/** One entry of `errors` in a 400 or 409. */
export interface FieldError {
  readonly field: string
  readonly additional_info?: { readonly user_id: number }
  readonly message: string
  readonly code: string
}

/** An error that belongs to no field, such as 401, 403, 415 or broken JSON. */
export const flatError = (status: number, code: string, message: string): Result => ({
  status,
  body: JSON.stringify({ code, message }),
})

export const UNAUTHORIZED = flatError(401, 'invalid_credentials', 'You have to be logged in to perform this action.')
export const FORBIDDEN = flatError(403, 'access_denied', 'You are not authorized to perform this action.')
export const INVALID_JSON = flatError(400, 'invalid_json', 'Request body has invalid json format')
export const INTERNAL_ERROR = flatError(500, 'internal_error', "We're sorry, but something went wrong.")
export const NO_CONTENT_REQUIRED = flatError(400, 'no_content_required', 'No JSON data required')
export const NOTHING_TO_UPDATE = flatError(400, 'missing_field', 'The request holds nothing to update')
/** No body of a 429 was ever recorded. Clients should read the status and Retry-After. */
export const TOO_MANY = flatError(429, 'too_many_requests', 'You have exceeded the limit of requests per minute')

export function methodNotAllowed(method: string, allowed: Iterable<string>): Result {
  const methods = [...allowed].join(', ')
  const message = `${method} method is not allowed. It should be one of these method(s): ${methods}`
  return { status: 405, body: JSON.stringify({ message }), headers: { Allow: methods } }
}

export function wrongContentType(given: string): Result {
  const message = `Content-Type header is set to ${given}. It should be set to application/json`
  return flatError(415, 'invalid_content_type', message)
}

/** Keeps the response small when a body has a million wrong fields. */
const MAX_ERRORS = 1_000

/** 409 when every error is a duplicate value, 400 otherwise. */
export function validationFailed(errors: readonly FieldError[]): Result {
  const status = errors.every(error => error.code === 'duplicate_value') ? 409 : 400
  const shown = errors.slice(0, MAX_ERRORS)
  return { status, body: JSON.stringify({ description: 'Validation failed', errors: shown }) }
}
