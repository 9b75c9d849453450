import type { CustomFields, Omission } from '../contact'
import { normalizeLine, normalizeText } from './text'
import { INEXACT, isExact, isRecord, type Normalized } from './value'

interface NormalizedFields {
  value: CustomFields
  omitted: Omission[]
}

/**
 * Custom fields as Freshdesk takes them. Numbers, booleans and the line breaks of a text stay.
 * Blank values are not sent. A list, an object, and a value under a key that no field can have, are
 * left out with a reason each.
 */
export function normalizeCustomFields(raw: unknown): NormalizedFields {
  const fields = normalizeFields(isRecord(raw) ? raw : {}, normalizeText)
  if (raw !== undefined && raw !== null && !isRecord(raw))
    fields.omitted.push({ field: 'custom_fields', reason: 'is not an object' })
  return fields
}

/**
 * Like {@link normalizeCustomFields}, for the custom fields that an action names. Each is one line
 * of text, a number or a boolean.
 */
export const normalizeNamedFields = (fields: Record<string, unknown>) => normalizeFields(fields, normalizeLine)

function normalizeFields(raw: Record<string, unknown>, toText: (raw: unknown) => Normalized<string>): NormalizedFields {
  const values: [string, CustomFields[string]][] = []
  const omitted: Omission[] = []
  for (const [key, entry] of Object.entries(raw)) {
    const name = normalizeLine(key).value
    const field = name === undefined ? 'custom_fields' : `custom_fields.${name}`
    const { value, omitted: reason } = name === key ? normalizeValue(entry, toText) : { omitted: NO_FIELD_NAME }
    if (value !== undefined) values.push([key, value])
    if (reason) omitted.push({ field, reason })
  }
  return { value: Object.fromEntries(values), omitted }
}

const NO_FIELD_NAME = 'has a key that no field can have'

function normalizeValue(raw: unknown, toText: (raw: unknown) => Normalized<string>): Normalized<CustomFields[string]> {
  const value = Array.isArray(raw) && raw.length === 1 ? raw[0] : raw
  if (typeof value === 'boolean') return { value }
  if (typeof value === 'number') return isExact(value) ? { value } : { omitted: INEXACT }
  return toText(value)
}
