/**
 * Texts and lists of tags that come again and again: thousands of contacts share one of each
 * instead of having their own. It saves memory, and more so the time that the garbage collector
 * takes to carry small objects about.
 */
const MAX_VALUES = 10_000
const MAX_LENGTH = 64

const texts = new Map<string, string>()
const lists = new Map<string, readonly string[]>()

export function shareText<T>(value: T): T {
  if (typeof value !== 'string' || value.length > MAX_LENGTH) return value
  const known = texts.get(value)
  if (known !== undefined) return known as T
  if (texts.size < MAX_VALUES) texts.set(value, value)
  return value
}

/** The list, or an equal one. Most contacts that have tags have one. */
export function shareList(values: readonly string[]): readonly string[] {
  const [only] = values
  if (only === undefined || values.length > 1 || only.length > MAX_LENGTH) return values
  const known = lists.get(only)
  if (known !== undefined) return known
  const list = Object.freeze([only])
  if (lists.size < MAX_VALUES) lists.set(only, list)
  return list
}
