import type { Pool } from 'pg'
import { Backlog } from './backlog'
import type { Entry } from './lanes'

interface Row {
  seq: number
  keys: string[]
}

/** A database with these events, and the numbers of those with a final outcome. */
function createBacklog(keysOfEvents: string[][]) {
  const rows: Row[] = keysOfEvents.map((keys, index) => ({ seq: index + 1, keys }))
  const final = new Set<number>()
  const query = async ({ values }: { values: [number, number, number, number, string[]?] }) => {
    const [, from, upto, limit, keys] = values
    const matches = ({ seq, ...row }: Row) =>
      seq >= from && seq <= upto && !final.has(seq) && (!keys || row.keys.some(key => keys.includes(key)))
    return { rows: rows.filter(matches).slice(0, limit) }
  }
  return { backlog: new Backlog({ query } as unknown as Pool, 1, 0), final, last: rows.length }
}

/** Random numbers from 0 up to the maximum, the same in each run. */
function createRandom(seed: number): (max: number) => number {
  let state = seed
  return max => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return Math.floor((state / 0x7fffffff) * max) % max
  }
}

test('an event behind 60,000 waiting events of a different person can start at once', async () => {
  const { backlog, last } = createBacklog([...Array.from({ length: 60_000 }, () => ['user:stuck']), ['user:other']])
  await backlog.scan(last)
  expect([backlog.lanes.take()?.seq, backlog.lanes.take()?.seq]).toEqual([1, 60_001])
  expect(backlog.lanes.size).toBe(501)
  expect(backlog.doneUpto).toBe(0)
})

test.each([1, 2, 3])('every event is delivered once, and in order for each identifier (seed %d)', async seed => {
  const random = createRandom(seed)
  // Few persons with many events, and events that join two of them.
  const keys = () => [`user:${random(6)}`, ...(random(10) === 0 ? [`user:${random(6)}`] : []), `visit:${random(3_000)}`]
  const { backlog, final, last } = createBacklog(Array.from({ length: 12_000 }, () => [...new Set(keys())]))
  const newest = new Map<string, number>()
  const delivered: number[] = []
  const started: Entry[] = []
  const problems: string[] = []
  let doneUpto = 0
  while (delivered.length < last) {
    await backlog.scan(last)
    for (let taken = 0; taken < 40; taken++) {
      const entry = backlog.lanes.take()
      if (entry) started.push(entry)
    }
    for (const entry of started.splice(0)) {
      if (random(4) === 0) {
        backlog.lanes.putBack(entry)
        continue
      }
      for (const key of entry.keys) {
        if ((newest.get(key) ?? 0) >= entry.seq) problems.push(`${key}: ${newest.get(key)} before ${entry.seq}`)
        newest.set(key, entry.seq)
      }
      delivered.push(entry.seq)
      backlog.lanes.end(entry)
      final.add(entry.seq)
      backlog.written(entry.seq)
    }
    for (; doneUpto < backlog.doneUpto; doneUpto++) {
      if (!final.has(doneUpto + 1)) problems.push(`${doneUpto + 1} is not done`)
    }
  }
  expect(problems).toEqual([])
  expect(new Set(delivered).size).toBe(last)
  expect(backlog.doneUpto).toBe(last)
})

test('the progress stops before left-out events, although every event in memory has ended', async () => {
  const { backlog, final, last } = createBacklog(Array.from({ length: 600 }, () => ['user:1']))
  await backlog.scan(last)
  for (let entry = backlog.lanes.take(); entry; entry = backlog.lanes.take()) {
    backlog.lanes.end(entry)
    final.add(entry.seq)
    backlog.written(entry.seq)
  }
  expect(backlog.doneUpto).toBe(500)
})
