import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Pool } from 'pg'
import { hashKey, type SecretBox } from '../security/secret-box'

/** A website, an app or a server that sends events. */
export interface Source {
  name: string
  /** The accounts that receive its events. */
  accounts: readonly number[]
  /** Origins of pages that may send. Empty for every origin. */
  origins: readonly string[]
  /** The secret of signed requests; null when the source signs nothing. */
  secret: string | null
}

/**
 * Milliseconds for which the sources stay in memory. A new or revoked key counts after that time.
 */
const MAX_AGE = 2_000

/** More than this many milliseconds away from our clock, a signed request is refused. */
const MAX_SKEW = 5 * 60_000

/** The enabled sources of the database, by the hash of their write key. */
export class Sources {
  #byKey = new Map<string, Source>()
  #readAt = Number.NEGATIVE_INFINITY
  #reading: Promise<void> | null = null

  constructor(
    private readonly pool: Pool,
    private readonly box: SecretBox,
  ) {}

  async findByKey(key: string): Promise<Source | null> {
    await this.#refresh()
    return this.#byKey.get(hashKey(key).toString('hex')) ?? null
  }

  /**
   * Finds the source whose secret signed the request.
   *
   * @param signature `sha256=<hex>` of HMAC-SHA256 over timestamp, "." and the raw body
   * @param timestamp Unix milliseconds
   */
  async findBySignature(signature: string, timestamp: string, body: Buffer, now: number): Promise<Source | null> {
    if (!/^\d+$/.test(timestamp) || Math.abs(now - Number(timestamp)) > MAX_SKEW) return null
    await this.#refresh()
    for (const source of this.#byKey.values()) {
      if (source.secret && isSignedBy(source.secret, signature, timestamp, body)) return source
    }
    return null
  }

  /**
   * True when a page of this origin may send to at least one source. Only a preflight asks: it
   * carries no key.
   */
  async allowsOrigin(origin: string): Promise<boolean> {
    await this.#refresh()
    return [...this.#byKey.values()].some(source => isOriginAllowed(source, origin))
  }

  async #refresh(): Promise<void> {
    if (Date.now() - this.#readAt < MAX_AGE) return
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null
    })
    // With sources in memory, a database that is down shows itself when the events are stored.
    await (this.#byKey.size > 0 ? this.#reading.catch(() => {}) : this.#reading)
  }

  async #read(): Promise<void> {
    const { rows } = await this.pool.query(
      `select s.name, s.write_key_hash, s.secret, s.origins, array_remove(array_agg(a.id), null) as accounts
       from source s left join account a on s.name = any (a.sources) where s.enabled group by s.id`,
    )
    this.#byKey = new Map(
      rows.map(({ write_key_hash, secret, ...source }) => [
        write_key_hash.toString('hex'),
        { ...source, secret: secret && this.box.open(secret) },
      ]),
    )
    this.#readAt = Date.now()
  }
}

export const isOriginAllowed = ({ origins }: Source, origin: string): boolean =>
  origins.length === 0 || origins.includes(origin)

function isSignedBy(secret: string, signature: string, timestamp: string, body: Buffer): boolean {
  const expected = createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest()
  const given = Buffer.from(signature.replace(/^sha256=/, ''), 'hex')
  return given.length === expected.length && timingSafeEqual(given, expected)
}
