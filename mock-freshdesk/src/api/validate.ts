import { shareText } from '../store/shared-values'
import type { FieldError } from './errors'

/**
 * Takes one value of a body for what its field should be, and returns it as it is stored; or adds
 * to `errors` what Freshdesk says is wrong with it.
 */
export type Check<T> = (value: unknown, field: string, errors: FieldError[]) => T | undefined

export const unexpected = (field: string): FieldError => ({
  field,
  message: 'Unexpected/invalid field in request',
  code: 'invalid_field',
})

export const invalid = (field: string, message: string): FieldError => ({ field, message, code: 'invalid_value' })

export const missing = (field: string, message: string): FieldError => ({ field, message, code: 'missing_field' })

/** No space after the full stop: that is how it comes. */
export const mismatch = (value: unknown, field: string, wanted: string): FieldError => ({
  field,
  message: `Value set is of type ${typeName(value)}.It should be a/an ${wanted}`,
  code: 'datatype_mismatch',
})

export const notOneOf = (field: string, values: Iterable<string>): FieldError =>
  invalid(field, `It should be one of these values: '${[...values].join(',')}'`)

function typeName(value: unknown): string {
  if (value === null) return 'Null'
  if (Array.isArray(value)) return 'Array'
  if (typeof value === 'object') return 'key/value pair'
  if (typeof value === 'number') return Number.isInteger(value) ? 'Integer' : 'Number'
  return typeof value === 'boolean' ? 'Boolean' : 'String'
}

const tooLong = (field: string, length: number, max: number) =>
  invalid(field, `Has ${length} characters, it can have maximum of ${max} characters`)

/** A text that may be blank; null and '' clear it. */
export function text(max: number): Check<string | null> {
  return (value, field, errors) => {
    if (value === null || value === '') return null
    if (typeof value !== 'string') errors.push(mismatch(value, field, 'String'))
    else if (value.length > max) errors.push(tooLong(field, value.length, max))
    else return value
    return undefined
  }
}

/** A text that may not be blank. */
export function filledText(max: number): Check<string> {
  const check = text(max)
  return (value, field, errors) => {
    if (typeof value !== 'string') errors.push(mismatch(value, field, 'String'))
    else if (value.trim() === '') errors.push(invalid(field, 'It should not be blank as this is a mandatory field'))
    else return check(value, field, errors) ?? undefined
    return undefined
  }
}

/**
 * Letters with accents and some characters that are legal elsewhere are refused, as Freshdesk does.
 */
const EMAIL = /^[a-z0-9.'_&%=+-]+@(?:[a-z0-9-]+\.)+[a-z]{2,63}$/i

export const isEmail = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= 255 && EMAIL.test(value)

export const email: Check<string | null> = (value, field, errors) => {
  const given = text(255)(value, field, errors)
  if (typeof given !== 'string') return given
  if (isEmail(given)) return given.toLowerCase()
  errors.push(invalid(field, "It should be in the 'valid email address' format"))
  return undefined
}

export const boolean: Check<boolean | null> = (value, field, errors) => {
  if (typeof value === 'boolean' || value === null) return value
  errors.push(mismatch(value, field, 'Boolean'))
  return undefined
}

export const positiveInteger: Check<number | null> = (value, field, errors) => {
  if (value === null) return null
  if (Number.isSafeInteger(value) && (value as number) > 0) return value as number
  errors.push(mismatch(value, field, 'Positive Integer'))
  return undefined
}

export function oneOf(values: ReadonlySet<string>): Check<string | null> {
  return (value, field, errors) => {
    if (value === null) return null
    if (typeof value === 'string' && values.has(value)) return shareText(value)
    errors.push(notOneOf(field, values))
    return undefined
  }
}

/**
 * A list whose elements all pass `isElement`; `named` is how Freshdesk would call such an element.
 */
export function listOf<T>(isElement: (value: unknown) => value is T, named: string): Check<readonly T[]> {
  return (value, field, errors) => {
    if (!Array.isArray(value)) errors.push(mismatch(value, field, 'Array'))
    else if (!value.every(isElement)) {
      const message = `It should contain elements of type ${named} only`
      errors.push({ field, message, code: 'datatype_mismatch' })
    } else return value
    return undefined
  }
}
