/**
 * One response of Freshdesk, whatever its status. `data` is the parsed JSON, or text, or undefined
 * when the body is broken.
 */
export interface Response {
  status: number
  data: unknown
  headers: { get(name: string): string | null }
}

/**
 * One entry of Freshdesk's `{ description, errors: [...] }`. The message is unchanged, and may
 * quote a value of the request.
 */
export interface FieldError {
  field: string
  message: string
  code: string
  /** The id in `additional_info.user_id`: the contact or agent that already has the value. */
  holder?: number
}

/**
 * The errors of a 400 or 409, field by field. Empty when the body has another form, such as a flat
 * error or a proxy's page.
 */
export function parseFieldErrors(data: unknown): FieldError[] {
  const { errors } = Object(data) as { errors?: unknown }
  if (!Array.isArray(errors)) return []
  return errors.map(entry => {
    const { field, message, code, additional_info } = Object(entry) as Record<string, unknown>
    const holder = (Object(additional_info) as Record<string, unknown>).user_id
    return {
      field: toLine(field, 100),
      message: typeof message === 'string' ? message : '',
      code: toLine(code, 50),
      ...(isId(holder) && { holder }),
    }
  })
}

/** The code of a flat error body, `{ "code": "...", "message": "..." }`. */
export function parseErrorCode(data: unknown): string {
  const { code } = Object(data) as { code?: unknown }
  return typeof code === 'string' && /^\w{1,50}$/.test(code) ? code : ''
}

/**
 * Freshdesk's own errors are a list of field errors, or one code. Any other body comes from
 * elsewhere, such as a proxy.
 */
export function isFreshdeskBody(data: unknown): boolean {
  const { errors } = Object(data) as { errors?: unknown }
  return (Array.isArray(errors) && errors.length > 0) || parseErrorCode(data) !== ''
}

/**
 * A text or number of a response as text. An object may have no text form, and then String()
 * throws.
 */
export const toText = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

/** Ids go into URLs: an id is a positive whole number. */
export const isId = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0

/** Text of Freshdesk on one line, cut to `limit` characters. */
export const toLine = (value: unknown, limit: number) =>
  typeof value === 'string' ? value.replace(/\p{Cc}+/gu, ' ').slice(0, limit) : ''
