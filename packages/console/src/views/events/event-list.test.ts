import { createEvent } from './event-fixture'
import { addChanges, addPage, EMPTY_LIST, type EventList, MAX_PENDING, showPending } from './event-list'

/** An event whose number is its second too. */
const at = (seq: number, change = {}) =>
  createEvent({ seq, received_at: new Date(Date.UTC(2026, 10, 25) + seq * 1_000).toISOString(), ...change })
const list = (...seqs: number[]): EventList =>
  addPage(EMPTY_LIST, { events: seqs.map(seq => at(seq)), next_cursor: 'c', has_more: true })
const seqs = (events: readonly { seq: number }[]) => events.map(({ seq }) => seq)
const all = () => true

test('a page of older events goes to the end, and a known event stays once', () => {
  const next = addPage(list(9, 8), { events: [at(8), at(7)], next_cursor: null, has_more: false })
  expect(seqs(next.rows)).toEqual([9, 8, 7])
  expect(next).toMatchObject({ cursor: null, hasMore: false })
})

test('a change replaces the event in its place', () => {
  const next = addChanges(list(9, 8, 7), [at(8, { status: 'dead' })], all, true)
  expect(next.rows.map(({ seq, status }) => `${seq} ${status}`)).toEqual(['9 delivered', '8 dead', '7 delivered'])
})

test('a new event enters at the top of a list that follows', () => {
  expect(seqs(addChanges(list(9, 8), [at(10), at(11)], all, true).rows)).toEqual([11, 10, 9, 8])
})

test('a new event waits when the list does not follow, and a click shows it', () => {
  const next = addChanges(list(9, 8), [at(10), at(11)], all, false)
  expect([seqs(next.rows), seqs(next.pending)]).toEqual([
    [9, 8],
    [11, 10],
  ])
  expect(seqs(showPending(next).rows)).toEqual([11, 10, 9, 8])
})

test('many new events at once wait, even when the list follows', () => {
  const next = addChanges(
    list(1),
    [2, 3, 4, 5, 6, 7].map(seq => at(seq)),
    all,
    true,
  )
  expect([next.rows.length, next.pending.length]).toEqual([1, 6])
})

test('an event outside the filter is left out, and one that leaves the filter stops waiting', () => {
  const isWaiting = ({ status }: { status: string }) => status === 'waiting'
  const next = addChanges(list(1), [at(2), at(3, { status: 'waiting' })], isWaiting, false)
  expect(seqs(next.pending)).toEqual([3])
  expect(seqs(addChanges(next, [at(3)], isWaiting, false).pending)).toEqual([])
})

test('an event older than the loaded ones is left to paging', () => {
  expect(addChanges(list(9, 8), [at(3)], all, false).pending).toEqual([])
})

test('more new events than the page holds are marked', () => {
  const many = Array.from({ length: MAX_PENDING + 20 }, (_, index) => at(index + 2))
  const next = addChanges(list(1), many, all, false)
  expect([next.pending.length, next.isPendingCut]).toEqual([MAX_PENDING, true])
  expect(next.pending[0]?.seq).toBe(MAX_PENDING + 21)
})

test('two integrations can have the same number', () => {
  const next = addChanges(list(1), [at(1, { integration: 'sales' })], all, true)
  expect(next.rows.length).toBe(2)
})
