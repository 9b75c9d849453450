import type { Pool } from 'pg'

/** The newest known consent of one identifier of a person. */
export interface KnownConsent {
  categories: Readonly<Record<string, boolean>>
  at: string
}

/** The body of an event, and the newest known consent of its person. */
export interface Loaded {
  body: string
  consents: readonly KnownConsent[]
}

interface Request {
  seq: number
  done(loaded: Loaded): void
  fail(error: unknown): void
}

/**
 * Loads bodies when events start, those of one turn of the event loop in one query. Reads the
 * newest consent with them, so that a withdrawal stops an event that waited.
 */
export class BodyLoader {
  #requests: Request[] = []

  constructor(
    private readonly pool: Pool,
    private readonly account: number,
  ) {}

  load(seq: number): Promise<Loaded> {
    return new Promise((done, fail) => {
      this.#requests.push({ seq, done, fail })
      if (this.#requests.length === 1) setImmediate(() => void this.#run())
    })
  }

  async #run(): Promise<void> {
    const requests = this.#requests
    this.#requests = []
    try {
      const { rows } = await this.pool.query<{ seq: number } & Loaded>({
        name: 'bodies',
        text: `select e.seq, e.body, (
             select coalesce(json_agg(json_build_object('categories', c.categories, 'at', c.at)), '[]')
             from consent c where c.account = e.account and c.key = any (e.keys)
           ) as consents
           from event e where e.account = $1 and e.seq = any ($2)`,
        values: [this.account, requests.map(({ seq }) => seq)],
      })
      const found = new Map(rows.map(({ seq, ...loaded }) => [seq, loaded]))
      for (const { seq, done, fail } of requests) {
        const loaded = found.get(seq)
        if (loaded) done(loaded)
        else fail(new Error('The event is gone from the database.'))
      }
    } catch (error) {
      for (const { fail } of requests) fail(error)
    }
  }
}
