import { createPool } from './pool'

it('makes no more than it may, and only when they are needed', async () => {
  let made = 0
  const pool = createPool(2, () => ++made)
  expect(await pool.take(false)).toBe(1)
  pool.give(1)
  expect(await pool.take(false)).toBe(1)
  expect(await pool.take(false)).toBe(2)
  void pool.take(false)
  expect(made).toBe(2)
})

it('serves in the order of coming, and first those that have waited before', async () => {
  const pool = createPool(1, () => 'it')
  const served: string[] = []
  const ask = (name: string, ahead: boolean) =>
    pool.take(ahead).then(item => {
      served.push(name)
      pool.give(item)
    })
  const item = await pool.take(false)
  const all = [ask('first', false), ask('second', false), ask('again', true)]
  pool.give(item)
  await Promise.all(all)
  expect(served).toEqual(['again', 'first', 'second'])
})
