import type { Row, View } from './collection'

/**
 * Rows stand in runs of at most this many: putting one in moves few, and skipping to a page counts
 * runs, not rows.
 */
const RUN = 512

interface Entry<T> {
  readonly key: string
  readonly row: T
}

/**
 * Rows in the order of a text, so that a page of a long list needs no sorting. A row stands in it
 * once for each of its keys, and not at all when it has none.
 */
export class SortedRows<T extends Row> implements View<T> {
  private runs: Entry<T>[][] = []
  private sorted = 0
  /** Added since the list was last read: a server that is never asked for lists never sorts. */
  private readonly pending = new Set<T>()

  constructor(
    readonly fields: readonly (keyof T)[],
    private readonly keysOf: (row: T) => string | readonly string[] | undefined,
  ) {}

  get size(): number {
    this.settle()
    return this.sorted
  }

  add(row: T): void {
    this.pending.add(row)
  }

  remove(row: T): void {
    if (this.pending.delete(row)) return
    for (const { key } of this.entriesOf(row)) this.removeAt(key, row)
  }

  clear(): void {
    this.runs = []
    this.sorted = 0
    this.pending.clear()
  }

  /** Up to `count` rows after the first `offset`, skipping whole runs on the way. */
  page(offset: number, count: number): T[] {
    this.settle()
    const picked: T[] = []
    const end = offset + count
    let before = 0
    for (const run of this.runs) {
      if (before >= end) break
      for (let i = Math.max(0, offset - before); i < run.length && before + i < end; i++) {
        picked.push((run[i] as Entry<T>).row)
      }
      before += run.length
    }
    return picked
  }

  *[Symbol.iterator](): Generator<T> {
    for (const { row } of this.from()) yield row
  }

  /** Rows with their keys, in order, from the first whose key is not before `key`. */
  *from(key = ''): Generator<Entry<T>> {
    this.settle()
    const start = this.runFor(key, 0)
    for (let at = start; at < this.runs.length; at++) {
      const run = this.runs[at] as Entry<T>[]
      for (let i = at === start ? findPlace(run, key, 0) : 0; i < run.length; i++) yield run[i] as Entry<T>
    }
  }

  private entriesOf(row: T): Entry<T>[] {
    const keys = this.keysOf(row)
    if (keys === undefined) return []
    return typeof keys === 'string' ? [{ key: keys, row }] : keys.map(key => ({ key, row }))
  }

  private settle() {
    if (this.pending.size === 0) return
    const entries = [...this.pending].flatMap(row => this.entriesOf(row))
    if (entries.length > this.sorted / 8) this.sortAnew(entries)
    else for (const entry of entries) this.insert(entry)
    this.sorted += entries.length
    this.pending.clear()
  }

  private sortAnew(entries: readonly Entry<T>[]) {
    const all = [...this.runs.flat(), ...entries]
    all.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.row.id - b.row.id))
    this.runs = []
    for (let i = 0; i < all.length; i += RUN / 2) this.runs.push(all.slice(i, i + RUN / 2))
  }

  private insert(entry: Entry<T>) {
    const at = Math.min(this.runFor(entry.key, entry.row.id), this.runs.length - 1)
    const run = this.runs[at]
    if (run === undefined) {
      this.runs.push([entry])
      return
    }
    run.splice(findPlace(run, entry.key, entry.row.id), 0, entry)
    if (run.length > RUN) this.runs.splice(at + 1, 0, run.splice(RUN / 2))
  }

  private removeAt(key: string, row: T) {
    const at = this.runFor(key, row.id)
    const run = this.runs[at]
    if (run === undefined) return
    const place = findPlace(run, key, row.id)
    if (run[place]?.row !== row) return
    run.splice(place, 1)
    this.sorted -= 1
    if (run.length === 0) this.runs.splice(at, 1)
  }

  /** Returns the first run whose last row is not before this place, or the end. */
  private runFor(key: string, id: number): number {
    let low = 0
    let high = this.runs.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (isBefore((this.runs[middle] as Entry<T>[]).at(-1) as Entry<T>, key, id)) low = middle + 1
      else high = middle
    }
    return low
  }
}

function findPlace<T extends Row>(run: readonly Entry<T>[], key: string, id: number): number {
  let low = 0
  let high = run.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (isBefore(run[middle] as Entry<T>, key, id)) low = middle + 1
    else high = middle
  }
  return low
}

const isBefore = <T extends Row>(entry: Entry<T>, key: string, id: number) =>
  entry.key < key || (entry.key === key && entry.row.id < id)
