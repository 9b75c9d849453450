/** Identifiers that left-out entries share, and the lowest number of these entries. */
export interface Group {
  keys: Set<string>
  from: number
}

/**
 * Remembers which entries of an account are not in memory, although later entries of other persons
 * are. Keeps a number for each identifier instead of the entries: all its entries in memory are
 * below the number, and all its left-out entries are at the number or above.
 */
export class LeftOut {
  readonly #positions = new Map<string, number>()
  readonly #groups = new Map<string, Group>()
  readonly #allGroups = new Set<Group>()

  /** No entry below this number is left out. */
  get from(): number {
    return getLowest(this.#allGroups)
  }

  has(key: string): boolean {
    return this.#positions.has(key)
  }

  /** Later entries of each of these identifiers must not overtake the one with this number. */
  add(keys: readonly string[], seq: number): void {
    const group = this.#joinGroups(keys) ?? { keys: new Set(), from: seq }
    this.#allGroups.add(group)
    group.from = Math.min(group.from, seq)
    for (const key of keys) {
      group.keys.add(key)
      this.#groups.set(key, group)
      if (!this.#positions.has(key)) this.#positions.set(key, seq)
    }
  }

  /** Finds groups that fulfil the condition. */
  find(condition: (group: Group) => boolean, most: number): Group[] {
    const groups: Group[] = []
    for (const group of this.#allGroups) if (groups.length < most && condition(group)) groups.push(group)
    return groups
  }

  /** Forgets these groups. Returns the number of each of their identifiers. */
  remove(groups: readonly Group[]): Map<string, number> {
    const positions = new Map<string, number>()
    for (const group of groups) {
      this.#allGroups.delete(group)
      for (const key of group.keys) {
        positions.set(key, this.#positions.get(key) ?? group.from)
        this.#positions.delete(key)
        this.#groups.delete(key)
      }
    }
    return positions
  }

  /** Moves the smaller groups of these identifiers into the largest one. */
  #joinGroups(keys: readonly string[]): Group | undefined {
    const found = [...new Set(keys.flatMap(key => this.#groups.get(key) ?? []))]
    const [largest, ...others] = found.sort((a, b) => b.keys.size - a.keys.size)
    if (!largest) return undefined
    for (const other of others) {
      this.#allGroups.delete(other)
      largest.from = Math.min(largest.from, other.from)
      for (const key of other.keys) {
        largest.keys.add(key)
        this.#groups.set(key, largest)
      }
    }
    return largest
  }
}

export function getLowest(groups: Iterable<Group>): number {
  let lowest = Number.POSITIVE_INFINITY
  for (const { from } of groups) lowest = Math.min(lowest, from)
  return lowest
}
