/** What a handler has to say; the headers every answer shares are put on later. */
export interface Reply {
  readonly status: number
  /** JSON text, or '' for an answer without a body. */
  readonly body: string
  readonly headers?: Record<string, string>
  /** Of what was created: its place is the path of the request and this. */
  readonly createdId?: number
}

/** One entry of `errors`. */
export interface FieldError {
  readonly field: string
  readonly additional_info?: { readonly user_id: number }
  readonly message: string
  readonly code: string
}

export const ok = (body: string): Reply => ({ status: 200, body })
export const created = (body: string, createdId: number): Reply => ({ status: 201, body, createdId })
export const NO_CONTENT: Reply = { status: 204, body: '' }
/** Freshdesk says nothing about what it does not find. */
export const NOT_FOUND: Reply = { status: 404, body: '' }

/** Errors that concern no field: 401, 403, 415, broken JSON, ... */
export const flat = (status: number, code: string, message: string): Reply => ({
  status,
  body: JSON.stringify({ code, message }),
})

export const UNAUTHORIZED = flat(401, 'invalid_credentials', 'You have to be logged in to perform this action.')
export const FORBIDDEN = flat(403, 'access_denied', 'You are not authorized to perform this action.')
export const INVALID_JSON = flat(400, 'invalid_json', 'Request body has invalid json format')
export const INTERNAL_ERROR = flat(500, 'internal_error', "We're sorry, but something went wrong.")
export const NO_CONTENT_REQUIRED = flat(400, 'no_content_required', 'No JSON data required')
export const NOTHING_TO_UPDATE = flat(400, 'missing_field', 'The request holds nothing to update')
/** No body of a 429 was ever recorded: clients should go by the status and Retry-After. */
export const TOO_MANY = flat(429, 'too_many_requests', 'You have exceeded the limit of requests per minute')

export function methodNotAllowed(method: string, allowed: readonly string[]): Reply {
  const methods = allowed.join(', ')
  const message = `${method} method is not allowed. It should be one of these method(s): ${methods}`
  return { status: 405, body: JSON.stringify({ message }), headers: { Allow: methods } }
}

export function wrongContentType(given: string): Reply {
  const message = `Content-Type header is set to ${given}. It should be set to application/json`
  return flat(415, 'invalid_content_type', message)
}

/** A body of a million wrong fields gets an answer, not a million errors. */
const MOST_ERRORS = 1_000

/** 409 when all that is wrong is that values are taken, else 400. */
export function validationFailed(errors: readonly FieldError[]): Reply {
  const status = errors.every(error => error.code === 'duplicate_value') ? 409 : 400
  const shown = errors.slice(0, MOST_ERRORS)
  return { status, body: JSON.stringify({ description: 'Validation failed', errors: shown }) }
}
