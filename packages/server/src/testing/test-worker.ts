import { EventEmitter, once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { type DestinationDefinition, IntegrationError, RetryableError } from '@segment/actions-core'
import { Pool } from 'pg'
import { SecretBox } from '../security/secret-box'
import type { OutcomeRow } from '../worker/outcome-row'
import { Worker, type WorkerOptions } from '../worker/worker'
import { createTestDatabase, type TestDatabase } from './test-database'

/** Answers a call of the test's destination: a status, or a status and the seconds to wait. */
type Respond = (call: string, key: string) => number | [number, number] | Promise<number>

/** The connections of one worker to the database. */
interface Connection {
  isCut: boolean
  /** The statements that ended well: the name or the text, and the first parameter. */
  statements: string[]
}

/**
 * Workers with a database and a destination of the test. A call is written as "account person
 * value", such as "a ada 1".
 */
export class TestWorkers {
  /** Calls of the destination, in the order of their start. */
  readonly calls: string[] = []
  readonly outcomes: OutcomeRow[] = []
  readonly problems: string[] = []
  respond: Respond = () => 200
  readonly #workers: Worker[] = []
  readonly #pools: Pool[] = []
  readonly #changes = new EventEmitter().setMaxListeners(0)
  readonly #box = new SecretBox(Buffer.alloc(32, 1))

  private constructor(private readonly database: TestDatabase) {}

  static async create(): Promise<TestWorkers> {
    return new TestWorkers(await createTestDatabase())
  }

  get pool(): Pool {
    return this.database.pool
  }

  /** Stops the workers and empties the tables. */
  async reset(): Promise<void> {
    await Promise.all(this.#workers.splice(0).map(worker => worker.stop(0)))
    await Promise.all(this.#pools.splice(0).map(pool => pool.end()))
    await this.pool.query('truncate account, stream, lease, event, outcome, consent restart identity cascade')
    for (const list of [this.calls, this.outcomes, this.problems]) list.length = 0
    this.respond = () => 200
  }

  async close(): Promise<void> {
    await this.reset()
    await this.database.close()
  }

  async addAccounts(...names: string[]): Promise<void> {
    for (const name of names) {
      await this.pool.query(
        `insert into account (name, destination, settings, sources, consent) values ($1, 'test', $2, '{}', '{marketing}')`,
        [name, this.#seal(name, 'key-1')],
      )
    }
    await this.pool.query('insert into stream (account) select id from account on conflict do nothing')
    await this.pool.query('insert into lease (account) select id from account on conflict do nothing')
  }

  /** Changes an integration as the admin API does. */
  async change(
    name: string,
    { key, ...columns }: { key?: string; enabled?: boolean; paused?: boolean },
  ): Promise<void> {
    const values: Record<string, unknown> = { ...columns, ...(key && { settings: this.#seal(name, key) }) }
    const changes = Object.keys(values).map((column, index) => `${column} = $${index + 2}`)
    const sql = `update account set ${changes.join(', ')}, revision = revision + 1 where name = $1`
    await this.pool.query(sql, [name, ...Object.values(values)])
    this.refresh()
  }

  /** The workers read the configuration and take free accounts now. */
  refresh(): void {
    for (const worker of this.#workers) worker.refresh()
  }

  /** Stores events, each given as "account person value". */
  async store(...calls: string[]): Promise<void> {
    const events = calls.map(call => call.split(' '))
    await this.pool.query(
      `select intake_events(array(select a.id from unnest($1::text[]) with ordinality n join account a on a.name = n.n order by n.ordinality),
         $2, $3, $4, $5, $6, $7)`,
      [
        events.map(([account]) => account),
        calls.map(call => call),
        events.map(([, person]) => `user:${person}`),
        events.map(() => 'identify'),
        events.map(() => null),
        events.map(([, person, value]) => JSON.stringify({ type: 'identify', userId: person, traits: { value } })),
        events.map(() => null),
      ],
    )
    for (const worker of this.#workers) worker.wake()
  }

  /** Starts a worker. `connection.isCut` makes each of its statements fail. */
  start(options: Partial<WorkerOptions> = {}): { worker: Worker; connection: Connection } {
    const connection: Connection = { isCut: false, statements: [] }
    const pool = new Pool({ connectionString: this.database.url, max: 8 })
    pool.on('error', () => {})
    this.#pools.push(pool)
    const worker = new Worker({
      pool: this.#watch(pool, connection),
      box: this.#box,
      destinations: { test: this.#definition },
      onOutcome: (_account, row) => {
        this.outcomes.push(row)
        this.#changes.emit('change')
      },
      onProblem: message => {
        this.problems.push(message)
        this.#changes.emit('change')
      },
      ...options,
    })
    worker.start()
    this.#workers.push(worker)
    return { worker, connection }
  }

  /** Notes each statement that ended well. */
  #watch(pool: Pool, connection: Connection): Pool {
    const query = async (statement: string | { name: string; values: unknown[] }, values?: unknown[]) => {
      if (connection.isCut) throw new Error('The connection is cut.')
      const result = await pool.query(statement as never, values)
      const [first] = (typeof statement === 'string' ? values : statement.values) ?? []
      connection.statements.push(`${typeof statement === 'string' ? statement.trim() : statement.name} ${first}`)
      this.#changes.emit('change')
      return result
    }
    return { query } as unknown as Pool
  }

  /**
   * Resolves once a call, an outcome, a problem or a statement has made the condition true.
   *
   * @throws Error with what happened when the condition stays false for 20 seconds
   */
  async until(isTrue: () => boolean): Promise<void> {
    const signal = AbortSignal.timeout(20_000)
    while (!isTrue()) {
      await once(this.#changes, 'change', { signal }).catch(() => {
        const { calls, outcomes, problems } = this
        throw new Error(`The expected state did not come: ${JSON.stringify({ calls, outcomes, problems }, null, 1)}`)
      })
    }
  }

  /** Resolves once the condition of SQL is true. */
  async untilStored(condition: string): Promise<void> {
    for (let tries = 0; tries < 1_000; tries++) {
      const [[isTrue]] = (await this.select(`select ${condition}`)) as [[boolean]]
      if (isTrue) return
      await wait(20)
    }
    throw new Error(`This did not become true: ${condition}`)
  }

  /** Selects rows as arrays. */
  async select(sql: string): Promise<unknown[][]> {
    return (await this.pool.query({ text: sql, rowMode: 'array' })).rows
  }

  #seal(account: string, key: string): Buffer {
    return this.#box.seal(JSON.stringify({ account, key }))
  }

  async #call(call: string, key: string): Promise<{ outcome: string }> {
    this.calls.push(call)
    this.#changes.emit('change')
    const response = await this.respond(call, key)
    const [status, retryAfter] = typeof response === 'number' ? [response] : response
    if (status === 429) throw Object.assign(new RetryableError('Slow down.', 429), { retryAfter })
    if (status >= 500) throw new RetryableError('The server failed.', status as 503)
    if (status >= 400) throw new IntegrationError('Refused.', 'REFUSED', status)
    return { outcome: 'created' }
  }

  readonly #definition = {
    name: 'TestWorker',
    mode: 'cloud',
    presets: [
      {
        name: 'Default',
        type: 'automatic',
        partnerAction: 'save',
        subscribe: 'type = "identify"',
        mapping: { person: { '@path': '$.userId' }, value: { '@path': '$.traits.value' } },
      },
    ],
    actions: {
      save: {
        title: 'Save',
        description: 'Saves a person.',
        fields: {
          person: { label: 'Person', description: 'The person.', type: 'string' },
          value: { label: 'Value', description: 'The value.', type: 'string' },
        },
        perform: (_request, { payload, settings }) =>
          this.#call(`${settings.account} ${payload.person} ${payload.value}`, settings.key),
      },
    },
  } as DestinationDefinition<{ account: string; key: string }> as unknown as DestinationDefinition<never>
}
