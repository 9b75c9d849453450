import { type Entry, Lanes } from './lanes'

const entry = (seq: number, ...keys: string[]): Entry => ({
  seq,
  keys,
  receivedAt: new Date(0),
  attempts: 0,
  failures: 0,
  done: new Set(),
  blockedBy: 0,
})

function takeAll(lanes: Lanes): Entry[] {
  const taken: Entry[] = []
  for (let next = lanes.take(); next; next = lanes.take()) taken.push(next)
  return taken
}

const numbers = (entries: Entry[]) => entries.map(({ seq }) => seq)

test('only the oldest entry of each person is ready', () => {
  const lanes = new Lanes()
  for (const one of [entry(1, 'a'), entry(2, 'a'), entry(3, 'b')]) lanes.add(one)
  const [first, other] = takeAll(lanes)
  expect([first?.seq, other?.seq]).toEqual([1, 3])
  lanes.end(first as Entry)
  expect(numbers(takeAll(lanes))).toEqual([2])
})

test('an entry with two identifiers waits for both', () => {
  const lanes = new Lanes()
  for (const one of [entry(1, 'user:1'), entry(2, 'email:x'), entry(3, 'user:1', 'email:x'), entry(4, 'email:x')]) {
    lanes.add(one)
  }
  const [first, second] = takeAll(lanes)
  lanes.end(second as Entry)
  expect(takeAll(lanes)).toEqual([])
  lanes.end(first as Entry)
  const [third] = takeAll(lanes)
  expect(third?.seq).toBe(3)
  lanes.end(third as Entry)
  expect(numbers(takeAll(lanes))).toEqual([4])
})

test('retries and entries that have not begun are taken in turn', () => {
  const lanes = new Lanes()
  for (let seq = 1; seq <= 5; seq++) lanes.add(entry(seq, `user:${seq}`))
  const retries = [lanes.take(), lanes.take(), lanes.take()]
  for (const retry of retries) lanes.putBack(retry as Entry)
  expect(numbers(takeAll(lanes))).toEqual([1, 4, 2, 5, 3])
})

test('a retry keeps its lane and goes first', () => {
  const lanes = new Lanes()
  for (const one of [entry(1, 'a'), entry(2, 'a'), entry(3, 'b')]) lanes.add(one)
  lanes.putBack(lanes.take() as Entry)
  expect(numbers(takeAll(lanes))).toEqual([1, 3])
})

test('a person with 10,000 waiting events does not hold up others', () => {
  const lanes = new Lanes()
  for (let seq = 1; seq <= 10_000; seq++) lanes.add(entry(seq, 'stuck'))
  lanes.add(entry(10_001, 'other'))
  expect(numbers(takeAll(lanes))).toEqual([1, 10_001])
  // 500 of the person, and one of the other.
  expect(lanes.size).toBe(501)
  expect(lanes.leftOutFrom).toBe(501)
})

describe('left-out entries', () => {
  /** Lanes with 500 entries of the person in memory, and those with these keys left out. */
  function fill(...leftOut: string[][]) {
    const lanes = new Lanes()
    for (let seq = 1; seq <= 500; seq++) lanes.add(entry(seq, 'user:1'))
    const entries = leftOut.map((keys, index) => entry(501 + index, ...keys))
    expect(entries.filter(one => lanes.add(one))).toEqual([])
    return { lanes, entries }
  }

  /** Takes and ends so many entries. */
  function endSome(lanes: Lanes, count: number): void {
    for (let ended = 0; ended < count; ended++) lanes.end(lanes.take() as Entry)
  }

  test('are read again once half of the lane has ended', () => {
    const { lanes, entries } = fill(['user:1'], ['user:1'])
    endSome(lanes, 249)
    expect(lanes.findRoom()).toBeNull()
    endSome(lanes, 1)
    const room = lanes.findRoom()
    expect(room).toMatchObject({ from: 501 })
    if (room) expect(numbers(lanes.addLeftOut(room, entries, null))).toEqual([501, 502])
    expect(lanes.leftOutFrom).toBe(Number.POSITIVE_INFINITY)
    endSome(lanes, 252)
    expect(lanes.size).toBe(0)
  })

  test('hold up later entries of each of their identifiers', () => {
    const { lanes } = fill(['user:1', 'email:x'], ['email:x'])
    lanes.add(entry(503, 'email:y'))
    expect(numbers(takeAll(lanes))).toEqual([1, 503])
  })

  test('come after those in memory, and an entry that was read twice is added once', () => {
    const { lanes, entries } = fill(['user:1'])
    endSome(lanes, 250)
    const room = lanes.findRoom()
    if (!room) throw new Error('no room')
    const inMemory = [499, 500].map(seq => entry(seq, 'user:1'))
    expect(numbers(lanes.addLeftOut(room, [...inMemory, ...entries, entry(502, 'user:2')], null))).toEqual([501])
  })

  test('that were not read stay left out, with the number from which they were not read', () => {
    const { lanes, entries } = fill(['user:1'], ['user:1'])
    endSome(lanes, 250)
    const room = lanes.findRoom()
    if (room) lanes.addLeftOut(room, entries.slice(0, 1), 502)
    expect(lanes.leftOutFrom).toBe(502)
    expect(lanes.add(entry(503, 'user:1'))).toBe(false)
  })
})

test('entries without an identifier are ready at once', () => {
  const lanes = new Lanes()
  for (const one of [entry(1), entry(2)]) lanes.add(one)
  const taken = takeAll(lanes)
  expect(numbers(taken)).toEqual([1, 2])
  for (const one of taken) lanes.end(one)
  expect(lanes.size).toBe(0)
})
