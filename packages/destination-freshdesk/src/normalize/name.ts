import { type Normalized, normalizeLine } from './text'

/**
 * The name as the event gives it: whole, else first and last together, else the one of them there is (`isPart`). Nothing when it gives none. What
 * could not be used is reported even where the rest makes a name.
 */
export function normalizeName(payload: {
  name?: unknown
  first_name?: unknown
  last_name?: unknown
}): Normalized<string> & { isPart?: boolean } {
  const whole = normalizeLine(payload.name)
  if (whole.value !== undefined) return whole
  const parts = [normalizeLine(payload.first_name), normalizeLine(payload.last_name)]
  const given = parts.flatMap(({ value }) => value ?? [])
  const joined = normalizeLine(given.join(' '))
  const omitted = [whole, ...parts, joined].flatMap(part => part.omitted ?? [])[0]
  return { ...joined, ...(omitted && { omitted }), isPart: given.length === 1 }
}
