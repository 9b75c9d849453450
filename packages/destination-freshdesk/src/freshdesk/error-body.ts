/**
 * One entry of Freshdesk's `{ description, errors: [...] }`. `holder` is the id in `additional_info.user_id`, of who already has the value;
 * `message` is as it came, and may quote what was sent.
 */
export interface FieldError {
  field: string
  message: string
  code: string
  holder?: number
}

/** The errors of a 400 or 409, field by field; none when the body is not of that form (a flat error, a proxy's page). */
export function fieldErrors(data: unknown): FieldError[] {
  const { errors } = Object(data) as { errors?: unknown }
  if (!Array.isArray(errors)) return []
  return errors.map(entry => {
    const { field, message, code, additional_info } = Object(entry) as Record<string, unknown>
    const holder = (Object(additional_info) as Record<string, unknown>).user_id
    return {
      field: short(field, 100),
      message: typeof message === 'string' ? message : '',
      code: short(code, 50),
      ...(isId(holder) && { holder }),
    }
  })
}

/** The code of a flat error body, `{ "code": "...", "message": "..." }`. */
export function flatCode(data: unknown): string {
  const { code } = Object(data) as { code?: unknown }
  return typeof code === 'string' && /^\w{1,50}$/.test(code) ? code : ''
}

/** Ids go into URLs: only a positive whole number is one. */
export const isId = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0

export const short = (value: unknown, limit: number) =>
  typeof value === 'string' ? value.replace(/\p{Cc}+/gu, ' ').slice(0, limit) : ''
