/** Lends out at most `size` items. A caller that comes later waits for an item to come back. */
export class Pool<T> {
  readonly #idle: T[] = []
  readonly #waiting: Array<(item: T) => void> = []
  #made = 0

  constructor(
    private readonly size: number,
    private readonly make: () => T,
  ) {}

  /** Lends an item. A caller with `ahead` is served before those without. */
  acquire(ahead: boolean): Promise<T> {
    const item = this.#idle.pop()
    if (item) return Promise.resolve(item)
    if (this.#made < this.size) {
      this.#made++
      return Promise.resolve(this.make())
    }
    return new Promise(resolve => {
      if (ahead) this.#waiting.unshift(resolve)
      else this.#waiting.push(resolve)
    })
  }

  /** Takes an item back. */
  release(item: T): void {
    const next = this.#waiting.shift()
    if (next) next(item)
    else this.#idle.push(item)
  }
}
