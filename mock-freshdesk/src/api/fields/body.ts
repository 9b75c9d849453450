import type { Field } from '../../store/records'
import { CUSTOM_TYPES } from '../custom-values'
import type { FieldError } from '../errors'
import type { JsonObject } from '../route'
import { boolean, type Check, filledText, invalid, mismatch, missing, oneOf, unexpected } from '../validate'
import type { FieldKind } from './kind'

const TYPES = oneOf(new Set(CUSTOM_TYPES))

const FOR_ALL: Record<string, Check<unknown>> = {
  label: filledText(255),
  required_for_agents: boolean,
  agents_can_edit: boolean,
  displayed_for_agents: boolean,
  quick_add_for_agent: boolean,
  unique: boolean,
  choices: choices,
}

const FOR_CUSTOMERS: Record<string, Check<unknown>> = {
  label_for_customers: filledText(255),
  editable_in_signup: boolean,
  customers_can_edit: boolean,
  required_for_customers: boolean,
  displayed_for_customers: boolean,
}

/** Reads the body of a create, or of an update of `existing`, whose type stays what it is. */
export function readFieldBody(body: JsonObject, kind: FieldKind, count: number, existing?: Field) {
  const errors: FieldError[] = []
  const values: Record<string, unknown> = {}
  const checks: Record<string, Check<unknown>> = {
    ...FOR_ALL,
    ...(kind.forCustomers && FOR_CUSTOMERS),
    ...(!existing && { type: TYPES }),
    position: position(count + 1),
  }
  for (const [field, given] of Object.entries(body)) {
    const check = Object.hasOwn(checks, field) ? checks[field] : undefined
    if (check === undefined) errors.push(unexpected(field))
    else {
      const value = check(given, field, errors)
      if (value !== undefined && value !== null) values[field] = value
    }
  }
  const required = existing ? [] : kind.forCustomers ? ['label', 'label_for_customers', 'type'] : ['label', 'type']
  for (const field of required) {
    if (!Object.hasOwn(body, field)) errors.push(missing(field, 'It should be a/an String'))
  }
  const read = values as Partial<Field>
  const type = existing?.type ?? read.type
  if (read.unique && type !== 'custom_text') errors.push(invalid('unique', 'It can be set for custom_text fields only'))
  if (type === 'custom_dropdown' && !existing && !read.choices && !Object.hasOwn(body, 'choices')) {
    errors.push(missing('choices', 'It should be a/an Array'))
  }
  return { values: read, errors }
}

function position(most: number): Check<number> {
  return (value, field, errors) => {
    if (Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) <= most) return value as number
    if (typeof value !== 'number') errors.push(mismatch(value, field, 'Positive Integer'))
    else errors.push(invalid(field, `It should be a Positive Integer less than or equal to ${most}`))
    return undefined
  }
}

/** `[{ value, position?, id?, deleted? }]`, kept as texts in the order of their positions. */
function choices(given: unknown, field: string, errors: FieldError[]): readonly string[] | undefined {
  if (!Array.isArray(given)) {
    errors.push(mismatch(given, field, 'Array'))
    return undefined
  }
  const kept = given.filter(choice => choice?.deleted !== true)
  const values: unknown[] = kept
    .map((choice, i) => ({
      value: choice?.value,
      position: typeof choice?.position === 'number' ? choice.position : i,
    }))
    .sort((a, b) => a.position - b.position)
    .map(({ value }) => value)
  if (values.every((value): value is string => typeof value === 'string' && value !== '')) return [...new Set(values)]
  errors.push({ field, message: 'It should contain elements of type key/value pair only', code: 'datatype_mismatch' })
  return undefined
}
