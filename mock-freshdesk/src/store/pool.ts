/**
 * Texts and lists of tags that come again and again: thousands of contacts share one of each
 * instead of having their own. It saves memory, and more so the time that the garbage collector
 * takes to carry small objects about.
 */
const MOST = 10_000
const LONGEST = 64

const texts = new Map<string, string>()
const lists = new Map<string, readonly string[]>()

export function pooled<T>(value: T): T {
  if (typeof value !== 'string' || value.length > LONGEST) return value
  const known = texts.get(value)
  if (known !== undefined) return known as T
  if (texts.size < MOST) texts.set(value, value)
  return value
}

/** The list, or an equal one. Most contacts that have tags have one. */
export function pooledList(values: readonly string[]): readonly string[] {
  const [only] = values
  if (only === undefined || values.length > 1 || only.length > LONGEST) return values
  const known = lists.get(only)
  if (known !== undefined) return known
  const list = Object.freeze([only])
  if (lists.size < MOST) lists.set(only, list)
  return list
}
