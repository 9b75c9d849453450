import * as fc from 'fast-check'
import { SortedRows } from './sorted-rows'

interface Named {
  id: number
  name: string
}

const byName = () => new SortedRows<Named>(['name'], row => row.name)
const names = (rows: Iterable<Named>) => [...rows].map(row => row.name)

test('rows come by name, those of one name by id', () => {
  const sorted = byName()
  for (const [id, name] of [
    [3, 'b'],
    [2, 'b'],
    [1, 'c'],
    [4, 'a'],
  ] as const) {
    sorted.add({ id, name })
  }
  expect([...sorted].map(row => row.id)).toEqual([4, 2, 3, 1])
  expect(sorted.page(1, 2).map(row => row.id)).toEqual([2, 3])
  expect([...sorted.from('b')].map(({ key }) => key)).toEqual(['b', 'b', 'c'])
})

test('a row with several keys stands under each, one without keys nowhere', () => {
  const words = new SortedRows<Named>(['name'], row => (row.name === '' ? undefined : row.name.split(' ')))
  words.add({ id: 1, name: 'moss ada' })
  words.add({ id: 2, name: '' })
  expect([...words.from()].map(({ key, row }) => [key, row.id])).toEqual([
    ['ada', 1],
    ['moss', 1],
  ])
})

const change = fc.record({
  kind: fc.constantFrom('add', 'remove', 'read'),
  id: fc.nat(60),
  name: fc.string({ maxLength: 2 }),
})

test('after any adding, removing and reading it holds what a sorted list would', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 2_000, size: 'max' }), changes => {
      const sorted = byName()
      const model = new Map<number, Named>()
      for (const { kind, id, name } of changes) {
        const known = model.get(id)
        if (kind === 'read') sorted.page(0, 1)
        else if (known) {
          sorted.remove(known)
          model.delete(id)
        } else if (kind === 'add') {
          const row = { id, name }
          sorted.add(row)
          model.set(id, row)
        }
      }
      const expected = [...model.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id - b.id))
      expect(names(sorted)).toEqual(names(expected))
      expect(sorted.size).toBe(expected.length)
      for (const offset of [0, 1, 7, 59]) expect(sorted.page(offset, 5)).toEqual(expected.slice(offset, offset + 5))
    }),
    { numRuns: 50 },
  )
})

test('thousands of rows, put in one by one between readings, stay in order', () => {
  const sorted = byName()
  const rows = Array.from({ length: 3_000 }, (_, i) => ({ id: i, name: String((i * 7_919) % 3_000).padStart(4, '0') }))
  for (const row of rows) {
    sorted.add(row)
    if (row.id % 3 === 0) sorted.page(0, 1)
  }
  for (const row of rows) if (row.id % 2 === 0) sorted.remove(row)
  const expected = rows.filter(row => row.id % 2 === 1).map(row => row.name)
  expect(names(sorted)).toEqual(expected.sort())
})
