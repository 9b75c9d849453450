import { normalizeLine, normalizeText } from './text'
import type { Normalized } from './value'

/** Segment's address object has these parts; this is the order in which an envelope has them. */
const PARTS = ['street', 'city', 'state', 'postalCode', 'postal_code', 'country']

/**
 * An address as one readable line: text as it is, or the parts of Segment's address object,
 * separated by commas.
 */
export function normalizeAddress(raw: unknown): Normalized<string> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return normalizeText(raw)
  const parts = new Map<string, unknown>(Object.entries(raw))
  const known = PARTS.flatMap(part => normalizeLine(parts.get(part), Number.POSITIVE_INFINITY).value ?? [])
  return known.length > 0
    ? { value: known.join(', ') }
    : { omitted: 'has none of street, city, state, postalCode and country' }
}
