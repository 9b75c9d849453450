import { toVisibleText } from '../events/visible-text'

/** A leaf of an event, such as `traits.email` with the value `ada@example.com`. */
export interface EventPath {
  path: string
  value: unknown
}

/** An editor suggests this many places at most. A hostile event can have thousands. */
const MAX_PATHS = 300

/** The places of an event that hold a value, for the suggestions of the editor. */
export function listPaths(event: unknown): EventPath[] {
  const found: EventPath[] = []
  const queue: EventPath[] = [{ path: '', value: event }]
  // Breadth first: the limit cuts deep places and keeps those near the top.
  for (let next = queue.shift(); next && found.length < MAX_PATHS; next = queue.shift()) {
    const { path, value } = next
    if (path) found.push(next)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue
    for (const [key, child] of Object.entries(value)) {
      // The framework reads a dot in a key as two keys, so that no path leads to such a value.
      if (!/^[\w$-]+$/u.test(key) || child === null || child === '') continue
      queue.push({ path: path ? `${path}.${key}` : key, value: child })
    }
  }
  return found
}

/** The value at a path such as `$.traits.email`. Undefined where the event has no value. */
export function findValue(event: unknown, path: string): unknown {
  let value = event
  for (const key of path.replace(/^\$\.?/u, '').split(/[.[\]]+/u)) {
    if (key === '') continue
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = (value as Record<string, unknown>)[key]
  }
  return value
}

/** A value on one line, at most `max` characters, in which every character can be seen. */
export function toShortText(value: unknown, max = 80): string {
  if (value === undefined || value === null) return ''
  return toVisibleText(typeof value === 'string' ? value : JSON.stringify(value), max)
}
