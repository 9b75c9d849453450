import type { Contact, Omission } from '../contact'
import type { Answer } from './client'
import { type FieldError, fieldErrors } from './error-body'

type Body = Partial<Contact>

/** A body that Freshdesk will take after it refused another, and what had to be left out for it. */
export interface Mended<T extends Body> {
  body: T
  omitted: Omission[]
}

/**
 * Mends a body that Freshdesk answered with 400, where that can be done without loss of anything else:
 * a custom field of the wrong JSON type is brought to the right one if that loses nothing ("3" for a number);
 * a company that the account does not have is left out, since events often carry a company id of their own;
 * on update, a name that Freshdesk only takes on create (with `/`, `,`, `"` or `www.`) is left out.
 *
 * @returns undefined when one of the errors is of another kind: then the request is refused as a whole.
 */
export function mend<T extends Body>(answer: Answer, body: T, isUpdate: boolean): Mended<T> | undefined {
  const errors = answer.status === 400 ? fieldErrors(answer.data) : []
  let mended: Mended<T> | undefined = errors.length > 0 ? { body, omitted: [] } : undefined
  for (const error of errors) {
    mended =
      mended &&
      (converted(mended, error) ?? withoutCompany(mended, error) ?? (isUpdate ? withoutName(mended, error) : undefined))
  }
  return mended
}

function withoutCompany<T extends Body>(
  { body, omitted }: Mended<T>,
  { field, code }: FieldError,
): Mended<T> | undefined {
  const { company_id, ...rest } = body
  if (field !== 'company_id' || code !== 'invalid_value' || company_id === undefined) return undefined
  return {
    body: rest as T,
    omitted: [...omitted, { field: 'company_id', reason: 'is the id of no company in this Freshdesk account' }],
  }
}

function withoutName<T extends Body>(
  { body, omitted }: Mended<T>,
  { field, message }: FieldError,
): Mended<T> | undefined {
  const { name, ...rest } = body
  if (field !== 'name' || name === undefined || !message.includes('not allowed')) return undefined
  return {
    body: rest as T,
    omitted: [
      ...omitted,
      { field: 'name', reason: 'stays as it was: Freshdesk takes no / , " or www. in the new name of a contact' },
    ],
  }
}

function converted<T extends Body>({ body, omitted }: Mended<T>, error: FieldError): Mended<T> | undefined {
  const key = error.field.replace(/^custom_fields\./, '')
  const fields = body.custom_fields
  if (error.code !== 'datatype_mismatch' || !fields || !Object.hasOwn(fields, key)) return undefined
  const value = asType(error.message, fields[key])
  return value === undefined ? undefined : { body: { ...body, custom_fields: { ...fields, [key]: value } }, omitted }
}

/** The value in the type that Freshdesk's message asks for, "It should be a/an Integer", if it is the same value. */
function asType(message: string, value: unknown): string | number | boolean | undefined {
  const type = /should be (?:a\/an|an?) ([A-Za-z ]+)/.exec(message)?.[1]?.trim().toLowerCase()
  if (type === 'string') return typeof value === 'string' ? undefined : String(value)
  if (typeof value !== 'string') return undefined
  if (type === 'boolean') return BOOLEANS.get(value.toLowerCase())
  if (type === 'integer' || type === 'positive integer')
    return /^-?(0|[1-9]\d*)$/.test(value) ? sameNumber(value) : undefined
  if (type === 'number' || type === 'decimal' || type === 'float')
    return /^-?(0|[1-9]\d*)(\.\d+)?$/.test(value) ? sameNumber(value) : undefined
  return undefined
}

const BOOLEANS = new Map([
  ['true', true],
  ['false', false],
])

/** A number too long for a JSON number would come out as another one. */
const sameNumber = (text: string) => (text.replace(/[-.]/g, '').length <= 15 ? Number(text) : undefined)
