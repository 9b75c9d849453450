import { hashKey } from '../security/secret-box'
import { type AdminClient, createAdminClient, SECRET } from './admin-client'
import { createTestDatabase, type TestDatabase } from './test-database'

export interface Admin {
  readonly client: AdminClient
  readonly database: TestDatabase
  get(path: string): ReturnType<AdminClient['call']>
  post(path: string, body?: unknown): ReturnType<AdminClient['call']>
  /** Stores events by the same way as intake. The first has the number 1. */
  store(...events: object[]): Promise<void>
  /** Writes an outcome as a worker does. */
  end(seq: number, outcome: Record<string, unknown>): Promise<void>
}

/**
 * The admin API for the tests of one file, with an empty store before each test: one source "web",
 * and one integration "support" that no worker delivers.
 */
export function useAdmin(): Admin {
  let database: TestDatabase
  let client: AdminClient
  beforeAll(async () => {
    database = await createTestDatabase()
    client = await createAdminClient(database)
  }, 60_000)
  afterAll(async () => {
    await client?.close()
    await database?.close()
  })
  beforeEach(() => reset(database, client))
  const post = (path: string, body: unknown = {}) => client.call('POST', path, body)
  return {
    get client() {
      return client
    },
    get database() {
      return database
    },
    get: path => client.call('GET', path),
    post,
    async store(...events) {
      for (const event of events) await post('/test-events', { source: 'web', event })
    },
    async end(seq, outcome) {
      const { rows } = await database.pool.query('select received_at from event where seq = $1', [seq])
      const { received_at } = rows[0]
      const row = { account: 1, epoch: 1, seq, attempt: 1, received_at, at: new Date(), final: true, ...outcome }
      const lease = { account: 1, epoch: 1, done_upto: 0 }
      const values = ['w1', JSON.stringify([row]), JSON.stringify([lease])]
      await database.pool.query('select write_outcomes($1, $2, $3)', values)
    },
  }
}

async function reset({ pool }: TestDatabase, { box }: AdminClient): Promise<void> {
  await pool.query('truncate event, outcome, consent, dead_letter, tally')
  await pool.query('truncate source, account restart identity cascade')
  await pool.query(`insert into source (name, write_key_hash) values ('web', $1)`, [hashKey('dk_web')])
  await pool.query(
    `insert into account (name, destination, settings, sources, consent)
     values ('support', 'freshdesk', $1, '{web}', '{marketing}')`,
    [box.seal(JSON.stringify({ domain: 'acme', apiKey: SECRET }))],
  )
  await pool.query('insert into stream (account) select id from account')
  await pool.query(`insert into lease (account, owner, epoch) select id, 'w1', 1 from account`)
}

/** The sign-up of a person who has consented. */
export const signUp = (userId: string, more: object = {}) => ({
  type: 'track',
  event: 'Signed Up',
  messageId: `m-${userId}`,
  userId,
  properties: { method: 'email' },
  context: {
    consent: { marketing: true },
    traits: { name: 'Ada Moss', email: `${userId}@example.com` },
  },
  ...more,
})

/** Outcomes of a worker. */
export const CREATED = {
  status: 'delivered',
  outcome: 'created',
  http_status: 201,
  contact_id: '7001',
  duration_ms: 40,
}

export const REFUSED = {
  status: 'dead',
  outcome: 'rejected',
  reason: 'invalid-authentication',
  http_status: 401,
  message:
    'Freshdesk refused the API key (401): it is wrong or missing. Copy it again from Profile settings in Freshdesk, without spaces before or after it.',
}
