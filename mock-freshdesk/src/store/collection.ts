/** Rows by id, and views kept in step with them, so that no look-up scans. */

export interface Row {
  id: number
}

/** Anything that must hear of every row. `fields` names the properties whose change concerns it. */
export interface View<T extends Row> {
  readonly fields: readonly (keyof T)[]
  add(row: T): void
  /** Called while the row still holds the values it was added with. */
  remove(row: T): void
  clear(): void
}

/** Called after every change. */
export interface Watcher<T extends Row> {
  added(row: T): void
  updated(row: T, changes: Partial<T>): void
  removed(row: T): void
  cleared(): void
}

export class Collection<T extends Row> {
  readonly rows = new Map<number, T>()
  watcher: Watcher<T> | undefined
  private readonly views: View<T>[] = []
  private mark = { id: 0, size: 0 }
  /** How rows were at the mark that are otherwise now; undefined for one that was not there. */
  private readonly before = new Map<number, T | undefined>()

  get size(): number {
    return this.rows.size
  }

  get(id: number): T | undefined {
    return this.rows.get(id)
  }

  add(row: T): void {
    if (row.id <= this.mark.id) this.remember(row.id, undefined)
    this.rows.set(row.id, row)
    for (const view of this.views) view.add(row)
    this.watcher?.added(row)
  }

  /** Rows keep their identity: this is the only place where one changes. */
  update(row: T, changes: Partial<T>): void {
    if (row.id <= this.mark.id) this.remember(row.id, row, true)
    const concerned = this.views.filter(view => view.fields.some(field => Object.hasOwn(changes, field)))
    for (const view of concerned) view.remove(row)
    Object.assign(row, changes)
    for (const view of concerned) view.add(row)
    this.watcher?.updated(row, changes)
  }

  remove(row: T): void {
    if (row.id <= this.mark.id) this.remember(row.id, row)
    this.rows.delete(row.id)
    for (const view of this.views) view.remove(row)
    this.watcher?.removed(row)
  }

  clear(): void {
    this.mark = { id: 0, size: 0 }
    this.before.clear()
    this.rows.clear()
    for (const view of this.views) view.clear()
    this.watcher?.cleared()
  }

  /** What is here now is what `revert` leads back to. */
  setMark(): void {
    let id = 0
    for (const row of this.rows.values()) if (row.id > id) id = row.id
    this.mark = { id, size: this.size }
    this.before.clear()
  }

  /**
   * Undoes what was done since the mark, which takes the longer the more that was and not the more
   * that is here.
   */
  revert(): void {
    const { mark, before } = this
    const isMostlyNew = this.size > 2 * mark.size + 100
    if (isMostlyNew) {
      const marked = [...this.rows.values()].filter(row => row.id <= mark.id && !before.has(row.id))
      for (const row of before.values()) if (row) marked.push(row)
      this.clear()
      for (const row of marked) this.add(row)
      this.mark = mark
      return
    }
    const changed = new Map(before)
    for (const row of this.rows.values()) if (row.id > mark.id) this.remove(row)
    for (const [id, then] of changed) {
      const now = this.rows.get(id)
      if (now) this.remove(now)
      if (then) this.add(then)
    }
    before.clear()
  }

  /** Keeps `view` in step from now on, starting with the rows already here. */
  keep<V extends View<T>>(view: V): V {
    for (const row of this.rows.values()) view.add(row)
    this.views.push(view)
    return view
  }

  private remember(id: number, row: T | undefined, copy = false) {
    if (!this.before.has(id)) this.before.set(id, row && copy ? { ...row } : row)
  }
}
