import { Pool } from './pool'

it('the pool makes at most its size, and an item only when it is needed', async () => {
  let made = 0
  const pool = new Pool(2, () => ++made)
  expect(await pool.acquire(false)).toBe(1)
  pool.release(1)
  expect(await pool.acquire(false)).toBe(1)
  expect(await pool.acquire(false)).toBe(2)
  void pool.acquire(false)
  expect(made).toBe(2)
})

it('the pool serves callers in their order, and those with "ahead" first', async () => {
  const pool = new Pool(1, () => 'it')
  const served: string[] = []
  const ask = (name: string, ahead: boolean) =>
    pool.acquire(ahead).then(item => {
      served.push(name)
      pool.release(item)
    })
  const item = await pool.acquire(false)
  const all = [ask('first', false), ask('second', false), ask('again', true)]
  pool.release(item)
  await Promise.all(all)
  expect(served).toEqual(['again', 'first', 'second'])
})
