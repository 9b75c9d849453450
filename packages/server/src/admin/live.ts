import type { FastifyReply } from 'fastify'
import type { Pool } from 'pg'

/** Milliseconds between two looks for new outcomes. One look serves every page that listens. */
const INTERVAL = 500

/** Outcomes of one look. */
const MAX_ROWS = 200

/** Sends new outcomes of all workers to the pages that listen, as server-sent events. */
export class LiveStream {
  readonly #listeners = new Set<FastifyReply>()
  #since = new Date()
  #timer: NodeJS.Timeout | null = null

  constructor(private readonly pool: Pool) {}

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
  }

  #remove(reply: FastifyReply): void {
    this.#listeners.delete(reply)
    if (this.#listeners.size > 0 || !this.#timer) return
    clearInterval(this.#timer)
    this.#timer = null
  }

  async #look(): Promise<void> {
    const { rows } = await this.pool.query(
      `select a.name as integration, o.seq, e.type, e.name, o.at, o.status, o.outcome, o.reason, o.http_status,
         o.contact_id, o.attempt, o.duration_ms
       from outcome o join account a on a.id = o.account
       join event e on e.account = o.account and e.seq = o.seq and e.received_at = o.received_at
       where o.at > $1 order by o.at limit ${MAX_ROWS}`,
      [this.#since],
    )
    this.#since = rows.at(-1)?.at ?? this.#since
    for (const row of rows) {
      for (const reply of this.#listeners) reply.raw.write(`event: outcome\ndata: ${JSON.stringify(row)}\n\n`)
    }
  }
}
