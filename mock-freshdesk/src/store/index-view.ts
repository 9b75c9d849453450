import type { Row, View } from './collection'

export type Key = string | number | boolean

/**
 * Rows by the values of a property. A row may stand under several keys (all of a contact's
 * addresses) or none.
 */
export class Index<T extends Row> implements View<T> {
  // Most keys have one row: an array each would double the memory.
  private readonly found = new Map<Key, T | T[]>()

  constructor(
    readonly fields: readonly (keyof T)[],
    private readonly keysOf: (row: T) => Key | null | undefined | readonly Key[],
  ) {}

  has(key: Key): boolean {
    return this.found.has(key)
  }

  /** The rows under a key, oldest id first. */
  all(key: Key): readonly T[] {
    const found = this.found.get(key)
    if (found === undefined) return []
    return Array.isArray(found) ? found : [found]
  }

  first(key: Key): T | undefined {
    const found = this.found.get(key)
    return Array.isArray(found) ? found[0] : found
  }

  /** All keys with their rows. */
  *entries(): Generator<readonly [Key, readonly T[]]> {
    for (const [key, found] of this.found) yield [key, Array.isArray(found) ? found : [found]]
  }

  add(row: T): void {
    const keys = this.keysOf(row)
    if (keys === null || keys === undefined) return
    if (typeof keys === 'object') for (const key of keys) this.addUnder(key, row)
    else this.addUnder(keys, row)
  }

  remove(row: T): void {
    const keys = this.keysOf(row)
    if (keys === null || keys === undefined) return
    if (typeof keys === 'object') for (const key of keys) this.removeFrom(key, row)
    else this.removeFrom(keys, row)
  }

  clear(): void {
    this.found.clear()
  }

  private addUnder(key: Key, row: T) {
    const found = this.found.get(key)
    if (found === undefined) this.found.set(key, row)
    else if (!Array.isArray(found)) {
      if (found !== row) this.found.set(key, found.id < row.id ? [found, row] : [row, found])
    } else if ((found.at(-1) as T).id < row.id) found.push(row)
    else {
      const place = findPlace(found, row.id)
      if (found[place] !== row) found.splice(place, 0, row)
    }
  }

  private removeFrom(key: Key, row: T) {
    const found = this.found.get(key)
    if (found === row) this.found.delete(key)
    else if (Array.isArray(found)) {
      const place = findPlace(found, row.id)
      if (found[place] === row) found.splice(place, 1)
      if (found.length === 0) this.found.delete(key)
    }
  }
}

/** Where a row with this id stands, or would stand, among rows in the order of their ids. */
function findPlace(rows: readonly Row[], id: number): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rows[middle] as Row).id < id) low = middle + 1
    else high = middle
  }
  return low
}
