import { KeyedQueue } from './keyed-queue'

describe('KeyedQueue', () => {
  const task = () => {
    let finish = () => {}
    const finished = new Promise<void>(resolve => {
      finish = resolve
    })
    return { finished, finish }
  }
  const tick = () => new Promise(resolve => setImmediate(resolve))

  it('work with the same key runs one piece at a time, in order; other work goes on', async () => {
    const queue = new KeyedQueue()
    const log: string[] = []
    const first = task()
    const run = (name: string, people: string[], until?: Promise<void>) =>
      queue.run(people, async () => {
        log.push(`${name} begins`)
        await until
        log.push(`${name} ends`)
      })

    const all = [
      run('ada 1', ['ada'], first.finished),
      run('ada 2', ['ada']),
      run('bob', ['bob']),
      run('page view', []),
    ]
    await tick()
    expect(log).toHaveLength(5)
    expect(log).toEqual(expect.arrayContaining(['ada 1 begins', 'bob ends', 'page view ends']))
    first.finish()
    await Promise.all(all)
    expect(log.slice(5)).toEqual(['ada 1 ends', 'ada 2 begins', 'ada 2 ends'])
  })

  it('work that comes after the first piece ended waits for the second piece', async () => {
    const queue = new KeyedQueue()
    const log: string[] = []
    const [first, second] = [task(), task()]
    const all = [queue.run(['ada'], () => first.finished), queue.run(['ada'], () => second.finished)]
    first.finish()
    await all[0]
    all.push(queue.run(['ada'], async () => void log.push('third')))
    await tick()
    expect(log).toEqual([])
    second.finish()
    await Promise.all(all)
    expect(log).toEqual(['third'])
  })

  it('work with two keys waits for both', async () => {
    const queue = new KeyedQueue()
    const log: string[] = []
    const byId = task()
    const byEmail = task()
    const all = [
      queue.run(['user:1'], () => byId.finished),
      queue.run(['email:a'], () => byEmail.finished),
      queue.run(['user:1', 'email:a'], async () => log.push('both')),
    ]
    byId.finish()
    await tick()
    expect(log).toEqual([])
    byEmail.finish()
    await Promise.all(all)
    expect(log).toEqual(['both'])
  })

  it('work that fails lets the next piece run', async () => {
    const queue = new KeyedQueue()
    const failing = queue.run(['ada'], () => Promise.reject(new Error('boom')))
    const next = queue.run(['ada'], async () => 'done')
    await expect(failing).rejects.toThrow('boom')
    await expect(next).resolves.toBe('done')
  })
})
