import { createLanes, identities } from './lanes'

describe('who an event is about', () => {
  it.each([
    ['the user id', { userId: 'u1' }, ['user:u1']],
    ['a numeric user id', { userId: 17 }, ['user:17']],
    ['user_id too', { user_id: ' u1 ' }, ['user:u1']],
    ['the email among the traits, without regard to case', { traits: { email: ' Ada@X.org' } }, ['email:ada@x.org']],
    ['the email in context.traits', { context: { traits: { email: 'ada@x.org' } } }, ['email:ada@x.org']],
    ['the email among the properties', { properties: { email: 'ada@x.org' } }, ['email:ada@x.org']],
    ['both, so that either joins', { userId: 'u1', traits: { email: 'ada@x.org' } }, ['user:u1', 'email:ada@x.org']],
    ['each email once', { traits: { email: 'a@x.org' }, properties: { email: 'A@x.org' } }, ['email:a@x.org']],
    ['the anonymous id where nothing else is', { anonymousId: 'anon-1' }, ['anonymous:anon-1']],
    ['not the anonymous id beside a user id', { userId: 'u1', anonymousId: 'anon-1' }, ['user:u1']],
    ['nobody', { type: 'page' }, []],
    [
      'nobody in empty, blank or odd values',
      { userId: '', user_id: ' ', traits: { email: { a: 1 } }, context: 'x' },
      [],
    ],
  ])('%s', (_what, event, expected) => {
    expect(identities(event)).toEqual(expected)
  })
})

describe('turns', () => {
  const task = () => {
    let finish = () => {}
    const finished = new Promise<void>(resolve => {
      finish = resolve
    })
    return { finished, finish }
  }
  const tick = () => new Promise(resolve => setImmediate(resolve))

  it('one person, one at a time, in order; others go on meanwhile', async () => {
    const inTurn = createLanes()
    const log: string[] = []
    const first = task()
    const run = (name: string, people: string[], until?: Promise<void>) =>
      inTurn(people, async () => {
        log.push(`${name} begins`)
        await until
        log.push(`${name} ends`)
      })

    const all = [run('ada 1', ['ada'], first.finished), run('ada 2', ['ada']), run('bob', ['bob']), run('nobody', [])]
    await tick()
    expect(log).toHaveLength(5)
    expect(log).toEqual(expect.arrayContaining(['ada 1 begins', 'bob ends', 'nobody ends']))
    first.finish()
    await Promise.all(all)
    expect(log.slice(5)).toEqual(['ada 1 ends', 'ada 2 begins', 'ada 2 ends'])
  })

  it('an event that knows two names of a person waits for both', async () => {
    const inTurn = createLanes()
    const log: string[] = []
    const byId = task()
    const byEmail = task()
    const all = [
      inTurn(['user:1'], () => byId.finished),
      inTurn(['email:a'], () => byEmail.finished),
      inTurn(['user:1', 'email:a'], async () => log.push('both')),
    ]
    byId.finish()
    await tick()
    expect(log).toEqual([])
    byEmail.finish()
    await Promise.all(all)
    expect(log).toEqual(['both'])
  })

  it('work that fails lets the next one go on', async () => {
    const inTurn = createLanes()
    const failing = inTurn(['ada'], () => Promise.reject(new Error('boom')))
    const next = inTurn(['ada'], async () => 'done')
    await expect(failing).rejects.toThrow('boom')
    await expect(next).resolves.toBe('done')
  })
})
