import type { CustomFields, Omission } from '../contact'
import { isRecord } from './record'
import { INEXACT, isExact, normalizeLine, normalizeText } from './text'

/**
 * Custom fields as Freshdesk takes them: text (with its line breaks, as a field may be a paragraph), numbers and booleans keep their JSON type;
 * blanks are not sent; lists, objects and whatever stands under a key that can be no field's name are left out with a reason each.
 */
export function normalizeCustomFields(raw: unknown): { value: CustomFields; omitted: Omission[] } {
  const value: [string, string | number | boolean][] = []
  const omitted: Omission[] = []
  for (const [key, entry] of Object.entries(isRecord(raw) ? raw : {})) {
    const name = normalizeLine(key).value
    if (name !== key) {
      const field = name === undefined ? 'custom_fields' : `custom_fields.${name}`
      omitted.push({ field, reason: 'has a key that no field can have' })
    } else if (typeof entry === 'boolean') {
      value.push([key, entry])
    } else if (typeof entry === 'number') {
      if (isExact(entry)) value.push([key, entry])
      else omitted.push({ field: `custom_fields.${key}`, reason: INEXACT })
    } else {
      const text = normalizeText(entry)
      if (text.value !== undefined) value.push([key, text.value])
      if (text.omitted) omitted.push({ field: `custom_fields.${key}`, reason: text.omitted })
    }
  }
  if (raw !== undefined && raw !== null && !isRecord(raw))
    omitted.push({ field: 'custom_fields', reason: 'is not an object' })
  return { value: Object.fromEntries(value), omitted }
}
