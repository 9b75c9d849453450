/** A value of a mapped payload, and which of its places in the event had it. */
export interface FirstOf {
  value: unknown
  /** The place in the list of paths; null when the mapping names no list. */
  index: number | null
}

/**
 * Reads a value of a payload. A mapping with several places gives `{ firstOf: [...] }`, and the
 * destination takes the first place that holds something.
 */
export function readFirstOf(value: unknown): FirstOf {
  if (!isRecord(value)) return { value, index: null }
  const { firstOf } = value
  if (Array.isArray(firstOf)) {
    const index = firstOf.findIndex(item => (typeof item === 'string' ? item.trim() !== '' : Boolean(item)))
    return index === -1 ? { value: undefined, index: null } : { value: firstOf[index], index }
  }
  const entries = Object.entries(value).map(([key, item]) => [key, readFirstOf(item).value] as const)
  const filled = entries.filter(([, item]) => item !== undefined && item !== null)
  return { value: filled.length === 0 ? undefined : Object.fromEntries(filled), index: null }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
