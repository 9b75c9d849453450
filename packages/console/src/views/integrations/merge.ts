import { isEqual } from './compare'

/**
 * Merges two changes of one value: each part that only one side changed keeps that change. A part
 * that both sides changed keeps `mine`.
 */
export function merge<T>(base: T, mine: T, theirs: T): T {
  if (isEqual(mine, base)) return theirs
  if (isEqual(theirs, base) || !isTree(base) || !isTree(mine) || !isTree(theirs)) return mine
  if (Array.isArray(mine)) {
    // Places move in a list, so that its parts cannot be paired when the length differs.
    if (!Array.isArray(base) || !Array.isArray(theirs)) return mine
    if (base.length !== mine.length || base.length !== theirs.length) return mine
    return mine.map((part, index) => merge(base[index], part, theirs[index])) as T
  }
  const keys = new Set([...Object.keys(theirs), ...Object.keys(mine)])
  const merged = [...keys].map(key => [key, merge(get(base, key), get(mine, key), get(theirs, key))] as const)
  return Object.fromEntries(merged.filter(([, value]) => value !== undefined)) as T
}

const get = (tree: object, key: string) =>
  Object.hasOwn(tree, key) ? (tree as Record<string, unknown>)[key] : undefined

const isTree = (value: unknown): value is object => typeof value === 'object' && value !== null
