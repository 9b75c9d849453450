import { line } from './text'

export type CustomFields = Record<string, string | number | boolean>

/**
 * Custom fields as Freshdesk takes them: text, numbers and booleans keep their JSON type; blanks are not sent; lists and objects are left out
 * with a reason each.
 */
export function customFields(raw: unknown): { value: CustomFields; omitted: { field: string; reason: string }[] } {
  const value: [string, string | number | boolean][] = []
  const omitted: { field: string; reason: string }[] = []
  for (const [key, entry] of Object.entries(isRecord(raw) ? raw : {})) {
    if (typeof entry === 'boolean' || typeof entry === 'number') value.push([key, entry])
    else {
      const text = line(entry, Number.POSITIVE_INFINITY)
      if (text.value !== undefined) value.push([key, text.value])
      if (text.omitted) omitted.push({ field: `custom_fields.${key}`, reason: text.omitted })
    }
  }
  if (raw !== undefined && raw !== null && !isRecord(raw))
    omitted.push({ field: 'custom_fields', reason: 'is not an object' })
  return { value: Object.fromEntries(value), omitted }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
