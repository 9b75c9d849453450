import type { Pool } from 'pg'
import { type Entry, Lanes, MAX_LANE, type Room } from './lanes'

/** Rows that one query reads. */
const SCAN = 5_000

/** Numbers that one query for left-out entries goes through. */
const RANGE = 100_000

/** Keys that one query looks for. With more, it reads the entries of all persons. */
const MAX_KEYS = 500

/** With so many entries that could start, there is no need to read further ahead. */
const MAX_READY = 1_000

interface Row {
  seq: number
  keys: string[]
  received_at: Date
  attempts: number
  failures: number
}

/** The waiting events of one account. Reads numbers far ahead, and knows how far all ended. */
export class Backlog {
  readonly lanes = new Lanes()
  /** Numbers in memory without a written final outcome. */
  readonly #open = new Set<number>()
  #doneUpto: number
  #scanned: number
  #isScanning = false
  #isStopped = false

  constructor(
    private readonly pool: Pool,
    private readonly account: number,
    doneUpto: number,
  ) {
    this.#doneUpto = doneUpto
    this.#scanned = doneUpto
  }

  /** The number up to which every event has ended, and its outcome is written. */
  get doneUpto(): number {
    const last = Math.min(this.#scanned, this.lanes.leftOutFrom - 1)
    while (this.#doneUpto < last && !this.#open.has(this.#doneUpto + 1)) this.#doneUpto++
    return this.#doneUpto
  }

  /** The final outcome of this number is on disk. */
  written(seq: number): void {
    this.#open.delete(seq)
  }

  stop(): void {
    this.#isStopped = true
  }

  /** Reads waiting events up to this number, until enough of them could start. */
  async scan(lastSeq: number): Promise<void> {
    if (this.#isScanning || this.#isStopped) return
    this.#isScanning = true
    try {
      const room = this.lanes.findRoom()
      if (room) await this.#readLeftOut(room)
      while (this.#scanned < lastSeq && this.lanes.ready < MAX_READY && !this.#isStopped) await this.#readNew(lastSeq)
    } finally {
      this.#isScanning = false
    }
  }

  async #readNew(lastSeq: number): Promise<void> {
    const entries = await this.#read(this.#scanned + 1, lastSeq, SCAN, null)
    for (const entry of entries) if (this.lanes.add(entry)) this.#open.add(entry.seq)
    this.#scanned = entries.length === SCAN ? (entries.at(-1)?.seq ?? lastSeq) : lastSeq
  }

  async #readLeftOut(room: Room): Promise<void> {
    const keys = room.groups.flatMap(group => [...group.keys])
    const upto = Math.min(this.#scanned, room.from + RANGE)
    const limit = Math.min(SCAN, MAX_LANE * keys.length)
    // PostgreSQL compares each key of a row with each of these.
    const entries = await this.#read(room.from, upto, limit, keys.length > MAX_KEYS ? null : keys)
    const read = entries.length === limit ? (entries.at(-1)?.seq ?? upto) : upto
    for (const { seq } of this.lanes.addLeftOut(room, entries, read < this.#scanned ? read + 1 : null)) {
      this.#open.add(seq)
    }
  }

  async #read(from: number, upto: number, limit: number, keys: string[] | null): Promise<Entry[]> {
    const { rows } = await this.pool.query<Row>({
      name: keys ? 'scan-keys' : 'scan',
      text: `select e.seq, e.keys, e.received_at, o.attempts, o.failures from event e
        left join lateral (
          select coalesce(max(attempt), 0)::int as attempts, bool_or(final) as final,
            count(*) filter (where outcome = 'retrying')::int as failures
          from outcome o where o.account = e.account and o.seq = e.seq and o.received_at = e.received_at
        ) o on true
        where e.account = $1 and e.seq between $2 and $3 and o.final is not true ${keys ? 'and e.keys && $5' : ''}
        order by e.seq limit $4`,
      values: [this.account, from, upto, limit, ...(keys ? [keys] : [])],
    })
    return rows.map(({ received_at: receivedAt, ...row }) => ({ ...row, receivedAt, done: new Set(), blockedBy: 0 }))
  }
}
