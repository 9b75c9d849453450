import { isMissingText, isPlaceholderName, removeMissingWords } from './placeholder'
import { normalizeLine } from './text'
import type { Normalized } from './value'

const PLACEHOLDER = 'is a placeholder, not a name'

/**
 * The name that the event gives: the full name, or first and last name together, or one of them
 * (`isPartial`). Reports a value that it cannot use, even when the other values make a name.
 */
export function normalizeName(payload: {
  name?: unknown
  first_name?: unknown
  last_name?: unknown
}): Normalized<string> & { isPartial?: boolean } {
  const full = normalizePart(payload.name, isPlaceholderName)
  if (full.value !== undefined) return full
  const parts = [payload.first_name, payload.last_name].map(part => normalizePart(part, isMissingText))
  const given = parts.flatMap(({ value }) => value ?? [])
  const joined = normalizePart(given.join(' '), isPlaceholderName)
  const omitted = [full, ...parts, joined].flatMap(part => part.omitted ?? [])[0]
  return { ...joined, ...(omitted && { omitted }), isPartial: given.length === 1 || parts.some(part => part.isPartial) }
}

/**
 * Null and Guest are surnames, so the parts of a name are checked less strictly than a full name.
 */
function normalizePart(
  raw: unknown,
  isPlaceholder: (text: string) => boolean,
): Normalized<string> & { isPartial?: boolean } {
  const line = normalizeLine(raw)
  if (line.value === undefined) return line
  if (isPlaceholder(line.value)) return { omitted: PLACEHOLDER }
  const value = removeMissingWords(line.value)
  return value === line.value ? line : { value, omitted: 'lost a word such as undefined', isPartial: true }
}
