import type { Pool } from 'pg'
import type { OutcomeRow } from './outcome-row'
import { OutcomeWriter } from './outcome-writer'

const row = (more: Partial<OutcomeRow> = {}) =>
  ({ account: 1, epoch: 1, seq: 1, attempt: 1, message: null, detail: null, ...more }) as OutcomeRow

/** A pool whose queries end with these results, in this order. Collects the rows of each query. */
function createPool(...results: Array<Error | null>) {
  const writes: OutcomeRow[][] = []
  const query = async ({ values }: { values: string[] }) => {
    writes.push(JSON.parse(values[1] ?? ''))
    const result = results.shift()
    if (result) throw result
    return { rows: [{ count: writes.at(-1)?.length }] }
  }
  return { pool: { query } as unknown as Pool, writes }
}

const fail = (code: string) => Object.assign(new Error('duplicate key: ada@example.com'), { code })

/** Resolves with the number of writes and the reported problems once the row is written. */
async function write(row: OutcomeRow, ...results: Array<Error | null>) {
  const { pool, writes } = createPool(...results)
  const problems: Array<string | null> = []
  const writer: OutcomeWriter = new OutcomeWriter(
    pool,
    'worker-1',
    () => [],
    message => problems.push(message, writer.problem),
  )
  await new Promise<void>(done => writer.add(row, done))
  await writer.flush()
  return { writes, problems, problem: writer.problem }
}

test('a failed write is reported without its values, and is tried again until it succeeds', async () => {
  const { writes, problems, problem } = await write(row(), fail('53100'))
  const sentence = 'The disk of the database is full.'
  expect(problems).toEqual([sentence, sentence])
  expect(writes).toHaveLength(2)
  expect(problem).toBeNull()
})

test('an outcome with a value that PostgreSQL refuses is written without its texts', async () => {
  const { writes } = await write(row({ message: 'a', detail: '{}' }), fail('22P05'))
  expect(writes[1]).toMatchObject([
    { seq: 1, message: 'PostgreSQL refused the message and the detail of this attempt.', detail: null },
  ])
})

test('NUL and half of a surrogate pair in a response do not reach PostgreSQL', async () => {
  const { writes } = await write(row({ message: 'a\u0000b\ud800c' }))
  expect(writes).toMatchObject([[{ message: 'ab\ufffdc' }]])
})
