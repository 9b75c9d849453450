/** Zero-width and direction characters alone are a blank that no trimming finds. */
const VISIBLE = /[^\s\p{Cf}]/u

/**
 * The default of a field that events carry in one of several places. The mapped payload then holds
 * `{ firstOf: [...] }`, and {@link pickFirst} chooses. The framework's own form, a chain of `@if`,
 * costs ten times as much: for each event anew, the framework checks every link of such a chain
 * twice for each level above it (docs/decisions/0010-first-of.md).
 */
export const firstOf = (...places: string[]) => ({ firstOf: places.map(place => ({ '@path': `$.${place}` })) })

/**
 * The payload with the first place of each field that holds something. Blank text never wins over a
 * later place; nor does a 0 or false, which the framework finds at every path below such a value of
 * `traits` or `properties`.
 */
export function pickFirst<P extends object>(payload: P): P {
  const picked: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(payload)) picked[field] = resolve(value)
  return picked as P
}

/** An object may hold the form in its keys, as the default of the country does. */
function resolve(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  if (isFirstOf(value)) return pick(value.firstOf)
  const entries = Object.entries(value)
  if (!entries.some(([, entry]) => isFirstOf(entry))) return value
  return Object.fromEntries(entries.map(([key, entry]) => [key, isFirstOf(entry) ? pick(entry.firstOf) : entry]))
}

const pick = (values: unknown[]) =>
  values.find(value => (typeof value === 'string' ? VISIBLE.test(value) : Boolean(value)))

const isFirstOf = (value: unknown): value is { firstOf: unknown[] } =>
  typeof value === 'object' && value !== null && Array.isArray((value as { firstOf?: unknown }).firstOf)
