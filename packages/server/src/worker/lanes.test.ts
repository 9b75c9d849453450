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
  expect(lanes.size).toBe(10_001)
})

test('entries without an identifier are ready at once', () => {
  const lanes = new Lanes()
  for (const one of [entry(1), entry(2)]) lanes.add(one)
  const taken = takeAll(lanes)
  expect(numbers(taken)).toEqual([1, 2])
  for (const one of taken) lanes.end(one)
  expect(lanes.size).toBe(0)
})
