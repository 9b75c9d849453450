/**
 * Runs work that shares a key one piece at a time, in the order of the calls. Work without a common
 * key runs at the same time. A host uses a person's identifiers as keys, so that the newest value
 * of a person is the last one written.
 *
 * @example
 * const queue = new KeyedQueue()
 * queue.run(['user:1'], saveOldValue)
 * queue.run(['user:1', 'email:ada@example.com'], saveNewValue) // waits for saveOldValue
 */
export class KeyedQueue {
  readonly #last = new Map<string, Promise<void>>()

  /**
   * Runs the work after all earlier work that shares one of its keys. Resolves or rejects as the
   * work does.
   */
  async run<T>(keys: readonly string[], work: () => Promise<T>): Promise<T> {
    const earlier = keys.map(key => this.#last.get(key))
    let finish = () => {}
    const done = new Promise<void>(resolve => {
      finish = resolve
    })
    for (const key of keys) this.#last.set(key, done)
    try {
      await Promise.all(earlier)
      return await work()
    } finally {
      finish()
      for (const key of keys) if (this.#last.get(key) === done) this.#last.delete(key)
    }
  }
}
