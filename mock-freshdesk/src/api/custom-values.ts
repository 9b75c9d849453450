import type { FieldCollection } from '../store/field-collection'
import type { CustomValue, CustomValues, Field } from '../store/records'
import { shareText } from '../store/shared-values'
import type { FieldError } from './errors'
import { type Check, invalid, mismatch, missing, notOneOf, oneOf, text, unexpected } from './validate'

/**
 * What each type of custom field holds. Numbers and booleans must come as such: a text is refused.
 */
const CHECKS: Record<string, (field: Field) => Check<CustomValue>> = {
  custom_text: always(text(255)),
  custom_paragraph: always(text(65_535)),
  custom_phone_number: always(text(255)),
  custom_url: always(url),
  custom_checkbox: always(typed('Boolean', value => typeof value === 'boolean')),
  custom_number: always(typed('Integer', Number.isSafeInteger)),
  custom_decimal: always(typed('Number', Number.isFinite)),
  custom_date: always(date),
  custom_dropdown: field => choice(field.choices),
}

export const CUSTOM_TYPES = Object.keys(CHECKS)

/** How Freshdesk names the type of a field that is demanded and absent. */
const WANTED: Record<string, string> = {
  custom_checkbox: 'Boolean',
  custom_number: 'Integer',
  custom_decimal: 'Number',
}

/** Reads `custom_fields`. Its keys must be names of the account's custom fields. */
export function customFields(given: unknown, fields: FieldCollection, errors: FieldError[]): CustomValues | undefined {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    errors.push(mismatch(given, 'custom_fields', 'key/value pair'))
    return undefined
  }
  const values: Record<string, CustomValue> = {}
  for (const name of Object.keys(given)) {
    const field = fields.byName.first(name)
    const dotted = `custom_fields.${name}`
    const value = (given as Record<string, unknown>)[name]
    if (field === undefined) errors.push(unexpected(dotted))
    else values[field.name] = shareText(CHECKS[field.type]?.(field)(value, dotted, errors) ?? null)
  }
  return values
}

/** Reports the fields that agents must fill in and that are absent from a create. */
export function missingCustomFields(given: unknown, fields: FieldCollection, errors: FieldError[]) {
  for (const { name, type, choices, required_for_agents } of fields.ordered) {
    if (!required_for_agents || (typeof given === 'object' && given !== null && Object.hasOwn(given, name))) continue
    const dotted = `custom_fields.${name}`
    if (type === 'custom_dropdown') errors.push(notOneOf(dotted, choices))
    else errors.push(missing(dotted, `It should be a/an ${WANTED[type] ?? 'String'}`))
  }
}

const lookups = oneOf(new Set(['display_id', 'primary_field_value']))

/**
 * How custom fields that point at other records name them. Those are not kept here: looked at, and
 * left.
 */
export const lookupParameter: Check<never> = (value, field, errors) => void lookups(value, field, errors)

function always(check: Check<CustomValue>): (field: Field) => Check<CustomValue> {
  return () => check
}

function typed(name: string, isOfType: (value: unknown) => boolean): Check<CustomValue> {
  return (value, field, errors) => {
    if (value === null || isOfType(value)) return value as CustomValue
    errors.push(mismatch(value, field, name))
    return undefined
  }
}

function choice(choices: readonly string[]): Check<CustomValue> {
  return (value, field, errors) => {
    if (value === null || choices.includes(value as string)) return value as CustomValue
    errors.push(notOneOf(field, choices))
    return undefined
  }
}

function url(value: unknown, field: string, errors: FieldError[]): CustomValue | undefined {
  const given = text(65_535)(value, field, errors)
  if (typeof given !== 'string' || URL.canParse(given)) return given
  errors.push(invalid(field, "It should be in the 'valid URL' format"))
  return undefined
}

function date(value: unknown, field: string, errors: FieldError[]): CustomValue | undefined {
  if (value === null || isDate(value)) return value
  errors.push(invalid(field, "It should be in the 'yyyy-mm-dd' format"))
  return undefined
}

/** A day of the calendar, as YYYY-MM-DD. */
export function isDate(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const parsed = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(value)
}
