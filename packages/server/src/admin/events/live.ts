import type { FastifyReply } from 'fastify'
import type { Pool } from 'pg'
import type { SecretBox } from '../../security/secret-box'
import { findAccounts } from '../accounts'
import { EVENT_COLUMNS, type EventRow, LAST_OUTCOME, toSummaries } from './summary'

/** Milliseconds between two looks for changes. One look serves every page that listens. */
const INTERVAL = 500

/** Events of one message. */
const MAX_EVENTS = 200

/** Changes that one look reads. */
const MAX_CHANGES = 5_000

/**
 * Milliseconds that each look reads again: transactions end late, and the clocks of workers differ.
 * What was sent is not sent again.
 */
const OVERLAP = 2_000

/** Bytes that may wait for a slow page. Above them, the page misses messages. */
const MAX_BUFFER = 4 * 1024 * 1024

/** An event that came in (attempt 0), or one of its attempts. */
interface Change {
  account: number
  seq: number
  attempt: number
}

/** Sends the new and the changed events of all processes to the pages that listen. */
export class LiveStream {
  readonly #listeners = new Set<FastifyReply>()
  #since = new Date()
  #sent: ReadonlyMap<string, number> = new Map()
  #timer: NodeJS.Timeout | null = null
  #isLooking = false

  constructor(
    private readonly pool: Pool,
    private readonly box: SecretBox,
  ) {}

  add(reply: FastifyReply): void {
    reply.hijack()
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    reply.raw.write(': connected\n\n')
    this.#listeners.add(reply)
    reply.raw.on('close', () => this.#remove(reply))
    if (this.#timer) return
    this.#since = new Date()
    this.#timer = setInterval(() => void this.#look().catch(() => {}), INTERVAL)
  }

  close(): void {
    for (const reply of this.#listeners) reply.raw.end()
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
  }

  #remove(reply: FastifyReply): void {
    this.#listeners.delete(reply)
    if (this.#listeners.size > 0 || !this.#timer) return
    clearInterval(this.#timer)
    this.#timer = null
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return
    this.#isLooking = true
    try {
      await this.#sendChanges()
    } finally {
      this.#isLooking = false
    }
  }

  async #sendChanges(): Promise<void> {
    const { rows } = await this.pool.query<Change & { now: Date }>(
      `select now() as now, account, seq, attempt from (
         select account, seq, attempt, at from outcome where at > $1
         union all
         select account, seq, 0, received_at from event where received_at > $1
       ) changes order by at desc limit ${MAX_CHANGES}`,
      [new Date(this.#since.getTime() - OVERLAP)],
    )
    const fresh = this.#findFresh(rows)
    this.#since = rows[0]?.now ?? this.#since
    if (fresh.length === 0) return
    const newest = fresh.slice(0, MAX_EVENTS)
    const data = JSON.stringify({ events: await this.#load(newest), skipped: fresh.length - newest.length })
    for (const { raw } of this.#listeners) {
      if (raw.writableLength < MAX_BUFFER) raw.write(`event: changes\ndata: ${data}\n\n`)
    }
  }

  /** The changes that were not sent yet, one for each event, the newest first. */
  #findFresh(changes: readonly Change[]): Change[] {
    const seen = new Map<string, number>()
    const fresh = new Map<string, Change>()
    for (const change of changes) {
      const key = `${change.account}:${change.seq}`
      if (change.attempt > (this.#sent.get(key) ?? -1) && !fresh.has(key)) fresh.set(key, change)
      seen.set(key, Math.max(change.attempt, seen.get(key) ?? 0))
    }
    this.#sent = seen
    return [...fresh.values()]
  }

  async #load(changes: readonly Change[]): Promise<unknown[]> {
    const [{ rows }, accounts] = await Promise.all([
      this.pool.query<EventRow>(
        `select ${EVENT_COLUMNS} from unnest($1::int[], $2::bigint[]) with ordinality as c (account, seq, place)
         join event e on e.account = c.account and e.seq = c.seq ${LAST_OUTCOME} order by c.place`,
        [changes.map(({ account }) => account), changes.map(({ seq }) => seq)],
      ),
      findAccounts(this.pool, this.box),
    ])
    return toSummaries(rows, accounts)
  }
}
