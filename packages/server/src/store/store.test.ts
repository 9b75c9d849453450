import { createTestDatabase, type TestDatabase } from '../testing/test-database'
import { describeDatabaseError } from './database'
import { migrate } from './migrate'
import { ensurePartitions, prune } from './partitions'

jest.setTimeout(60_000)

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database?.close())

beforeEach(async () => {
  const { pool } = database
  await pool.query('truncate account, stream, lease, event, outcome, consent restart identity cascade')
  for (const name of ['a', 'b']) {
    await pool.query(
      `insert into account (name, destination, settings, sources) values ($1, 'freshdesk', '', '{web}')`,
      [name],
    )
  }
  await pool.query('insert into stream (account) select id from account')
  await pool.query('insert into lease (account) select id from account')
})

/** Stores events given as [account, message id]. */
async function store(events: Array<[number, string]>, problem: string | null = null): Promise<number> {
  const column = <T>(value: (event: [number, string]) => T) => events.map(value)
  const { rows } = await database.pool.query('select intake_events($1, $2, $3, $4, $5, $6, $7) as count', [
    column(([account]) => account),
    column(([, id]) => id),
    column(([, id]) => `user:${id}\x1femail:${id}@example.com`),
    column(() => 'identify'),
    column(() => null),
    column(() => '{}'),
    column(() => problem),
  ])
  return rows[0].count
}

const select = async (sql: string) => (await database.pool.query({ text: sql, rowMode: 'array' })).rows

describe('intake_events', () => {
  test('numbers the events of each account from 1, without gaps, in the order of the call', async () => {
    await store([
      [1, 'm1'],
      [2, 'm2'],
      [1, 'm3'],
    ])
    await store([[1, 'm4']])
    expect(await select('select account, seq, message_id from event order by 1, 2')).toEqual([
      [1, 1, 'm1'],
      [1, 2, 'm3'],
      [1, 3, 'm4'],
      [2, 1, 'm2'],
    ])
    expect(await select(`select keys from event where seq = 3`)).toEqual([[['user:m4', 'email:m4@example.com']]])
  })

  test('stores a message id once per account, within one call and across calls', async () => {
    const twice: Array<[number, string]> = [
      [1, 'm1'],
      [1, 'm1'],
      [2, 'm1'],
    ]
    expect(await store(twice)).toBe(2)
    expect(await store(twice)).toBe(0)
    expect(await select('select account, last_seq from stream order by 1')).toEqual([
      [1, 1],
      [2, 1],
    ])
  })

  test('concurrent calls with shared message ids leave no gap and no duplicate', async () => {
    const calls = Array.from({ length: 20 }, (_, call) =>
      store(Array.from({ length: 10 }, (_, i) => [1 + ((call + i) % 2), `m${call % 10}-${i}`] as [number, string])),
    )
    await Promise.all(calls)
    expect(
      await select('select count(*), count(distinct (account, message_id)), max(seq) from event group by account'),
    ).toEqual([
      [50, 50, 50],
      [50, 50, 50],
    ])
  })

  test('an invalid event is stored as a dead letter with its reason', async () => {
    await store([[1, 'm1']], 'The event has no type.')
    expect(await select('select seq, final, status, reason, message from outcome')).toEqual([
      [1, true, 'dead', 'invalid-event', 'The event has no type.'],
    ])
  })
})

describe('write_outcomes', () => {
  const outcome = (epoch: number) => ({
    account: 1,
    epoch,
    seq: 1,
    attempt: 1,
    received_at: new Date().toISOString(),
    at: new Date().toISOString(),
    final: true,
    status: 'delivered',
    outcome: 'created',
  })
  const write = async (epoch: number) => {
    const parameters = ['w1', JSON.stringify([outcome(epoch)]), JSON.stringify([{ account: 1, epoch, done_upto: 1 }])]
    return (await database.pool.query('select write_outcomes($1, $2, $3) as count', parameters)).rows[0].count
  }

  test('the owner with the current epoch writes the outcome and the progress', async () => {
    await database.pool.query(`update lease set owner = 'w1', epoch = 2 where account = 1`)
    expect(await write(2)).toBe(1)
    expect(await select('select status from outcome')).toEqual([['delivered']])
    expect(await select('select done_upto from lease where account = 1')).toEqual([[1]])
  })

  test('a worker whose lease was taken over writes nothing', async () => {
    await database.pool.query(`update lease set owner = 'w1', epoch = 3 where account = 1`)
    expect(await write(2)).toBe(0)
    expect(await select('select count(*) from outcome')).toEqual([[0]])
    expect(await select('select done_upto from lease where account = 1')).toEqual([[0]])
  })
})

describe('replay_events', () => {
  test('copies a dead letter to the end of the stream, once', async () => {
    await store([[1, 'm1']], 'bad')
    await store([[1, 'm2']])
    const replay = async () => (await database.pool.query(`select replay_events(1, '{1,2}') as count`)).rows[0].count
    expect(await replay()).toBe(1)
    expect(await replay()).toBe(0)
    expect(await select('select seq, replay_of from event order by 1')).toEqual([
      [1, null],
      [2, null],
      [3, 1],
    ])
    expect(await store([[1, 'm3']])).toBe(1)
    expect(await select('select last_seq from stream where account = 1')).toEqual([[4]])
  })
})

describe('remember_consent', () => {
  const remember = (granted: boolean, at: string) =>
    database.pool.query('select remember_consent($1, $2, $3, $4)', [[1], ['user:u1'], [{ marketing: granted }], [at]])

  test('a refusal is stored, a later grant replaces it, and an older state does not', async () => {
    await remember(true, '2026-01-01T00:00:00Z')
    expect(await select('select count(*) from consent')).toEqual([[0]])
    await remember(false, '2026-01-02T00:00:00Z')
    await remember(true, '2026-01-01T12:00:00Z')
    expect(await select('select categories from consent')).toEqual([[{ marketing: false }]])
    await remember(true, '2026-01-03T00:00:00Z')
    expect(await select('select categories from consent')).toEqual([[{ marketing: true }]])
  })
})

describe('prune', () => {
  const inDays = (days: number) => Date.now() + days * 86_400_000

  test('drops an old day only when every event of it is done', async () => {
    await store([[1, 'm1']])
    expect(await prune(database.pool, 7, inDays(8))).toEqual([])
    await database.pool.query('update lease set done_upto = 1 where account = 1')
    const today = new Date().toISOString().slice(0, 10).replaceAll('-', '')
    expect(await prune(database.pool, 7, inDays(8))).toEqual([today])
    expect(await select('select count(*) from event')).toEqual([[0]])
    await ensurePartitions(database.pool)
    expect(await store([[1, 'm1']])).toBe(1)
  })
})

describe('migrate', () => {
  test('changes nothing when it runs again', async () => {
    await migrate(database.pool)
    expect(await select('select name from migration order by 1')).toEqual([
      ['0001-tables'],
      ['0002-functions'],
      ['0003-live-configuration'],
      ['0004-pause-revision'],
      ['0005-console'],
    ])
  })

  test('refuses a database of a newer version', async () => {
    await database.pool.query(`insert into migration (name) values ('9999-later')`)
    await expect(migrate(database.pool)).rejects.toThrow('A newer version of datafly has used this database')
    await database.pool.query(`delete from migration where name = '9999-later'`)
  })
})

test('the description of a database error holds no values', async () => {
  const error = await database.pool.query(`select 'ada@example.com'::int`).catch(error => error)
  expect(String(error)).toContain('ada@example.com')
  expect(describeDatabaseError(error)).toMatch(/^The database failed with code 22P02 in \w+\.$/)
})
