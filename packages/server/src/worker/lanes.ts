/** An event that waits in memory. The body stays in the database until the event starts. */
export interface Entry {
  seq: number
  /** The identifiers of the person. Entries that share one run in the order of their numbers. */
  keys: readonly string[]
  receivedAt: Date
  /** Attempts so far, in this and in earlier processes. */
  attempts: number
  /** Failed attempts that count. */
  failures: number
  /** Actions that have already ended well, when several take the event. */
  done: Set<string>
  /** The keys at which an older entry is still ahead. */
  blockedBy: number
}

/**
 * The waiting events of one account in lanes, one for each identifier. An entry is ready when it is
 * first in all its lanes. A person with thousands of waiting events therefore stops only this
 * person. {@link KeyedQueue} does the same with a promise for each entry; here 50,000 entries wait.
 */
export class Lanes {
  readonly #lanes = new Map<string, Entry[]>()
  #ready: Entry[] = []
  #retries: Entry[] = []
  #size = 0

  /** Entries that have not ended. */
  get size(): number {
    return this.#size
  }

  /** Adds an entry behind all others. Call it in the order of the numbers. */
  add(entry: Entry): void {
    this.#size++
    for (const key of entry.keys) {
      const lane = this.#lanes.get(key)
      if (!lane) this.#lanes.set(key, [entry])
      else {
        lane.push(entry)
        entry.blockedBy++
      }
    }
    if (entry.blockedBy === 0) this.#ready.push(entry)
  }

  /**
   * Takes the next ready entry; a retry goes before events that have not begun. It keeps its lanes.
   */
  take(): Entry | undefined {
    return this.#retries.shift() ?? this.#ready.shift()
  }

  /** Puts an entry back that was taken, to be tried again. */
  putBack(entry: Entry): void {
    this.#retries.push(entry)
  }

  /** Ends an entry that was taken, and frees the next ones of its lanes. */
  end(entry: Entry): void {
    this.#size--
    for (const key of entry.keys) {
      const lane = this.#lanes.get(key)
      lane?.shift()
      const next = lane?.[0]
      if (!next) this.#lanes.delete(key)
      else if (--next.blockedBy === 0) this.#ready.push(next)
    }
  }
}
