import { type Group, getLowest, LeftOut } from './left-out'

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

/** Entries in memory of one identifier, and of one account. Further ones are left out for now. */
export const MAX_LANE = 500
const MAX_ENTRIES = 20_000

/** Groups of left-out entries that are read again at one time. */
const MAX_GROUPS = 200

/** Groups whose left-out entries can be read again. */
export interface Room {
  groups: readonly Group[]
  from: number
}

/**
 * The waiting events of one account in lanes, one for each identifier. An entry is ready when it is
 * first in all its lanes. A person with thousands of waiting events therefore stops only this
 * person: when a lane is full, later entries of the person are left out, and are read again when
 * the lane has room. {@link KeyedQueue} does the same with a promise for each entry.
 */
export class Lanes {
  readonly #lanes = new Map<string, Entry[]>()
  readonly #leftOut = new LeftOut()
  #ready: Entry[] = []
  #retries: Entry[] = []
  #size = 0
  #wasRetry = false

  /** Entries in memory that have not ended. */
  get size(): number {
    return this.#size
  }

  /** Entries that have not begun and could start now. */
  get ready(): number {
    return this.#ready.length
  }

  /** No entry below this number is left out. */
  get leftOutFrom(): number {
    return this.#leftOut.from
  }

  /** Adds an entry behind all others, or leaves it out. Call it in the order of the numbers. */
  add(entry: Entry): boolean {
    const { keys, seq } = entry
    if (keys.some(key => this.#leftOut.has(key) || this.#isFull(key))) {
      this.#leftOut.add(keys, seq)
      return false
    }
    this.#size++
    for (const key of keys) {
      const lane = this.#lanes.get(key)
      if (!lane) this.#lanes.set(key, [entry])
      else {
        lane.push(entry)
        entry.blockedBy++
      }
    }
    if (entry.blockedBy === 0) this.#ready.push(entry)
    return true
  }

  /** Finds left-out entries that can be read again. Null when there are no such entries. */
  findRoom(): Room | null {
    const groups = this.#leftOut.find(group => this.#hasRoom(group), MAX_GROUPS)
    return groups.length === 0 ? null : { groups, from: getLowest(groups) }
  }

  /**
   * Adds entries that were left out.
   *
   * @param room what {@link findRoom} returned, with no {@link add} between
   * @param entries the waiting entries with these identifiers from that number on, in order; some
   *   of them may be in memory already, or be those of other persons
   * @param rest the number from which entries were not read; null when all of them were read
   * @returns the entries that are now in memory
   */
  addLeftOut({ groups }: Room, entries: readonly Entry[], rest: number | null): Entry[] {
    const positions = this.#leftOut.remove(groups)
    const wereLeftOut = entries.filter(({ keys, seq }) => keys.some(key => seq >= (positions.get(key) ?? Infinity)))
    const added = wereLeftOut.filter(entry => this.add(entry))
    if (rest !== null) for (const { keys } of groups) this.#leftOut.add([...keys], rest)
    return added
  }

  #isFull(key: string): boolean {
    const length = this.#lanes.get(key)?.length ?? 0
    return length >= MAX_LANE || (length > 0 && this.#size >= MAX_ENTRIES)
  }

  /** Half a lane is read at once, so that one query serves many entries. */
  #hasRoom({ keys }: Group): boolean {
    const most = this.#size < MAX_ENTRIES / 2 ? MAX_LANE / 2 : 0
    for (const key of keys) if ((this.#lanes.get(key)?.length ?? 0) > most) return false
    return true
  }

  /**
   * Takes a retry or an entry that has not begun, in turn: an event that fails each time must not
   * keep the others from being tried. The entry keeps its lanes.
   */
  take(): Entry | undefined {
    const [first, second] = this.#wasRetry ? [this.#ready, this.#retries] : [this.#retries, this.#ready]
    const entry = first.shift()
    this.#wasRetry = (entry ? first : second) === this.#retries
    return entry ?? second.shift()
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
