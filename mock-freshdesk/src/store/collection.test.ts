import { Collection } from './collection'
import { Index } from './index-view'

interface Person {
  id: number
  email: string | null
  others: string[]
}

function people() {
  const collection = new Collection<Person>()
  const byAddress = collection.keep(
    new Index<Person>(['email', 'others'], row => [...(row.email ? [row.email] : []), ...row.others]),
  )
  const ids = (address: string) => byAddress.all(address).map(row => row.id)
  return { collection, byAddress, ids }
}

test('an index follows rows as they are added, changed and removed', () => {
  const { collection, ids } = people()
  const ada = { id: 1, email: 'ada@x.example', others: ['a@x.example'] }
  collection.add(ada)
  expect([ids('ada@x.example'), ids('a@x.example')]).toEqual([[1], [1]])
  collection.update(ada, { email: 'moss@x.example', others: [] })
  expect([ids('ada@x.example'), ids('a@x.example'), ids('moss@x.example')]).toEqual([[], [], [1]])
  collection.remove(ada)
  expect(ids('moss@x.example')).toEqual([])
  expect(collection.size).toBe(0)
})

test('rows under one key come by id, however they got there', () => {
  const { collection, ids, byAddress } = people()
  const rows = [5, 1, 3, 2, 4].map(id => ({ id, email: 'shared@x.example', others: [] }))
  for (const row of rows) collection.add(row)
  expect(ids('shared@x.example')).toEqual([1, 2, 3, 4, 5])
  collection.remove(rows[2] as Person)
  expect(ids('shared@x.example')).toEqual([1, 2, 4, 5])
  expect(byAddress.first('shared@x.example')?.id).toBe(1)
})

test('a row that names a key twice stands under it once', () => {
  const { collection, ids } = people()
  const ada = { id: 1, email: 'ada@x.example', others: ['ada@x.example'] }
  collection.add(ada)
  expect(ids('ada@x.example')).toEqual([1])
  collection.update(ada, { others: [] })
  expect(ids('ada@x.example')).toEqual([1])
})

test('a view made late knows the rows that were there before it', () => {
  const { collection } = people()
  collection.add({ id: 1, email: null, others: ['late@x.example'] })
  const late = collection.keep(new Index<Person>(['others'], row => row.others))
  expect(late.all('late@x.example').map(row => row.id)).toEqual([1])
  collection.clear()
  expect(late.all('late@x.example')).toEqual([])
})

test('keys named after what objects inherit are keys like any other', () => {
  const { collection, ids } = people()
  collection.add({ id: 1, email: '__proto__', others: ['constructor'] })
  expect([ids('__proto__'), ids('constructor'), ids('toString')]).toEqual([[1], [1], []])
})

describe('a mark', () => {
  const person = (id: number, email = `${id}@x.example`) => ({ id, email, others: [] })
  const state = ({ collection, ids }: ReturnType<typeof people>) => [
    [...collection.rows.values()].sort((a, b) => a.id - b.id).map(row => ({ ...row })),
    [1, 2, 3, 4, 9].map(id => ids(`${id}@x.example`)),
    ids('new@x.example'),
  ]

  function marked(count: number) {
    const all = people()
    for (let id = 1; id <= count; id++) all.collection.add(person(id))
    all.collection.setMark()
    return all
  }

  test.each([
    ['what was changed, removed and added', 3],
    ['far more added than was there', 1],
  ])('is what a revert leads back to: %s', (_, count) => {
    const all = marked(count)
    const { collection } = all
    const before = state(all)
    for (let round = 0; round < 2; round++) {
      const one = collection.get(1) as Person
      collection.update(one, { email: 'new@x.example' })
      collection.update(one, { others: ['other@x.example'] })
      const two = collection.get(2)
      if (two) collection.remove(two)
      for (let id = 9; id < (count === 1 ? 400 : 20); id++) collection.add(person(id))
      const nine = collection.get(9) as Person
      collection.update(nine, { email: 'nine@x.example' })
      collection.remove(nine)
      expect(state(all)).not.toEqual(before)
      collection.revert()
      expect(state(all)).toEqual(before)
    }
  })

  test('a row that was removed and came back changed is as it was', () => {
    const all = marked(2)
    const two = all.collection.get(2) as Person
    all.collection.remove(two)
    all.collection.add({ ...two, email: 'new@x.example' })
    all.collection.revert()
    expect(all.collection.get(2)?.email).toBe('2@x.example')
    expect(all.ids('new@x.example')).toEqual([])
  })
})
