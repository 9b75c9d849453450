/** A value at one place of two JSON values. */
export interface ComparedRow {
  /** Such as `custom_fields.plan` or `tags.0`; empty for a value that has no keys. */
  path: string
  before: unknown
  after: unknown
  state: 'same' | 'added' | 'removed' | 'changed'
}

/**
 * Compares two JSON values leaf by leaf. Keys keep the order of `after`; a key that only `before`
 * has follows its neighbour.
 */
export function compare(before: unknown, after: unknown): ComparedRow[] {
  const rows: ComparedRow[] = []
  walk('', before, after, rows)
  return rows
}

/** Whether two JSON values are equal. The order of keys does not count. */
export function isEqual(one: unknown, other: unknown): boolean {
  return compare(one, other).every(({ state }) => state === 'same')
}

function walk(path: string, before: unknown, after: unknown, rows: ComparedRow[]): void {
  const keys = mergeKeys(toKeys(before), toKeys(after))
  if (keys.length === 0 || !isAbsentOrTree(before) || !isAbsentOrTree(after)) {
    if (before !== undefined || after !== undefined) rows.push({ path, before, after, state: toState(before, after) })
    return
  }
  for (const key of keys) walk(path ? `${path}.${key}` : key, toChild(before, key), toChild(after, key), rows)
}

function toState(before: unknown, after: unknown): ComparedRow['state'] {
  if (before === undefined) return 'added'
  if (after === undefined) return 'removed'
  return JSON.stringify(before) === JSON.stringify(after) ? 'same' : 'changed'
}

function mergeKeys(before: readonly string[], after: readonly string[]): string[] {
  const keys = [...after]
  for (const [index, key] of before.entries()) {
    if (keys.includes(key)) continue
    const neighbour = keys.indexOf(before[index - 1] ?? '')
    keys.splice(neighbour + 1, 0, key)
  }
  return keys
}

const toKeys = (value: unknown) => (isTree(value) ? Object.keys(value) : [])

const toChild = (value: unknown, key: string) =>
  isTree(value) && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined

const isTree = (value: unknown): value is object => typeof value === 'object' && value !== null

const isAbsentOrTree = (value: unknown) => value === undefined || isTree(value)
