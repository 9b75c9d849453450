import { TestWorkers } from '../testing/test-worker'

let workers: TestWorkers

beforeAll(async () => {
  workers = await TestWorkers.create()
})
afterAll(() => workers?.close())
beforeEach(() => workers.reset())
afterEach(() => jest.restoreAllMocks())

const numbersTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1)

/** The calls of these accounts wait until the test lets them end, one by one. */
function holdCalls(isHeld: (call: string) => boolean): { endOne(): void; endAll(): void } {
  const ends: Array<() => void> = []
  let isOver = false
  workers.respond = call => (isOver || !isHeld(call) ? 200 : new Promise(resolve => ends.push(() => resolve(200))))
  return {
    endOne: () => ends.shift()?.(),
    endAll: () => {
      isOver = true
      for (const end of ends.splice(0)) end()
    },
  }
}

/** Starts a worker that owns every account. */
async function startOwner() {
  const started = workers.start()
  const isOwned = '(select count(*) from lease where owner is null)'
  for (;;) {
    const [[free]] = (await workers.select(`select ${isOwned}`)) as [[number]]
    if (free === 0) return started
    workers.refresh()
  }
}

describe('a person with more waiting events than memory holds', () => {
  test('does not delay others, and is delivered in order', async () => {
    await workers.addAccounts('a')
    await startOwner()
    await workers.store('a first 1')
    await workers.until(() => workers.outcomes.length === 1)
    const held = holdCalls(call => call === 'a stuck 1')
    const stuck = numbersTo(620).map(value => `a stuck ${value}`)
    await workers.store(...stuck, 'a other 1')
    await workers.until(() => workers.calls.includes('a other 1'))
    expect(workers.calls).toEqual(['a first 1', 'a stuck 1', 'a other 1'])
    held.endAll()
    await workers.until(() => workers.outcomes.length === 622)
    expect(workers.calls).toEqual(['a first 1', 'a stuck 1', 'a other 1', ...stuck.slice(1)])
    await workers.untilStored('(select done_upto = 622 from lease)')
  })
})

describe('fairness', () => {
  const large = numbersTo(10).map(number => `large-${number}`)
  const storeMany = async () => {
    for (const name of large) await workers.store(...numbersTo(40).map(person => `${name} p${person} 1`))
  }

  test('a new event of a small account gets the next free place, before the waiting ones of large accounts', async () => {
    await workers.addAccounts('small', ...large)
    const { connection } = await startOwner()
    for (const name of ['small', ...large]) await workers.store(`${name} first 1`)
    await workers.until(() => workers.outcomes.length === 11)
    const held = holdCalls(call => call.startsWith('large'))
    await storeMany()
    // 200 calls at one time are the limit of a worker.
    await workers.until(() => workers.calls.length === 11 + 200)
    connection.statements.length = 0
    await workers.store('small new 1')
    await workers.until(() => connection.statements.includes('scan 1'))
    held.endOne()
    await workers.until(() => workers.calls.length === 11 + 201)
    expect(workers.calls.at(-1)).toBe('small new 1')
    held.endAll()
    await workers.until(() => workers.outcomes.length === 11 + 400 + 1)
  })

  test('accounts that wait for their rate limit take no places of others', async () => {
    await workers.addAccounts('small', ...large, 'large-11', 'large-12')
    workers.respond = call => (call.startsWith('large') ? [429, 3_600] : 200)
    await startOwner()
    await storeMany()
    await workers.until(() => workers.outcomes.length === 10)
    await workers.store('small new 1')
    await workers.until(() => workers.calls.includes('small new 1'))
    expect(workers.calls.filter(call => call.startsWith('large'))).toHaveLength(10)
  })
})

describe('a lease', () => {
  test('that is lost ends the work: the outcome of a call in flight is not written, and no call follows the next renewal', async () => {
    await workers.addAccounts('a')
    const held = holdCalls(() => true)
    await startOwner()
    await workers.store('a ada 1', 'a ada 2')
    await workers.until(() => workers.calls.length === 1)
    await workers.pool.query(`update lease set owner = 'other', epoch = epoch + 1, until = now() + interval '1 hour'`)
    held.endAll()
    await workers.until(() => workers.problems.length > 0)
    expect(workers.problems[0]).toContain('A lease was lost with 1 unwritten outcomes.')
    await workers.addAccounts('b')
    await workers.store('b ada 1')
    workers.refresh()
    await workers.until(() => workers.calls.includes('b ada 1'))
    await workers.store('a eve 1', 'b ada 2')
    await workers.until(() => workers.calls.includes('b ada 2'))
    expect(workers.calls).not.toContain('a eve 1')
    expect(await workers.select('select account, status from outcome where account = 1')).toEqual([])
    expect(await workers.select('select owner, done_upto from lease where account = 1')).toEqual([['other', 0]])
  })

  test('that cannot be renewed ends the calls in flight, and the next owner repeats them and goes on in order', async () => {
    await workers.addAccounts('a')
    const held = holdCalls(call => call === 'a ada 1' && workers.calls.length === 1)
    const { connection } = await startOwner()
    await workers.store('a ada 1', 'a ada 2', 'a eve 1')
    await workers.until(() => workers.calls.length === 1)
    connection.isCut = true
    workers.start()
    await workers.until(() => workers.outcomes.length === 3)
    connection.isCut = false
    connection.statements.length = 0
    held.endAll()
    await workers.until(() => connection.statements.some(statement => statement.startsWith('update lease l set until')))
    expect(workers.calls.filter(call => call.startsWith('a ada'))).toEqual(['a ada 1', 'a ada 1', 'a ada 2'])
    expect(await workers.select('select seq, attempt, status from outcome order by 1, 2')).toEqual([
      [1, 1, 'delivered'],
      [2, 1, 'delivered'],
      [3, 1, 'delivered'],
    ])
    expect(await workers.select('select epoch from lease')).toEqual([[2]])
  })

  test('that ends interrupts a call in flight, and the same owner repeats the call after the next renewal', async () => {
    await workers.addAccounts('a')
    holdCalls(() => workers.calls.length === 1)
    const { connection } = await startOwner()
    await workers.store('a ada 1')
    await workers.until(() => workers.calls.length === 1)
    connection.isCut = true
    // A lease lasts 6 seconds. Meanwhile renewals and looks fail, some 14 times a second.
    await workers.until(() => workers.problems.length > 120)
    connection.isCut = false
    await workers.until(() => workers.outcomes.length === 1)
    expect(workers.calls).toEqual(['a ada 1', 'a ada 1'])
  })

  test('that was not taken while the database was away goes on afterwards, without a repeated call', async () => {
    await workers.addAccounts('a')
    const held = holdCalls(call => call === 'a ada 1')
    const { connection } = await startOwner()
    await workers.store('a ada 1', 'a ada 2')
    await workers.until(() => workers.calls.length === 1)
    connection.isCut = true
    held.endAll()
    await workers.until(() => workers.problems.some(problem => problem.includes('Outcomes are not written')))
    connection.isCut = false
    await workers.until(() => workers.outcomes.length === 2)
    expect(workers.calls).toEqual(['a ada 1', 'a ada 2'])
    await workers.untilStored('(select count(*) = 2 from outcome)')
  })
})

describe('a stored pause', () => {
  test('binds the next owner after a stop', async () => {
    await workers.addAccounts('a', 'b')
    workers.respond = call => (call.startsWith('a') ? [429, 3_600] : 200)
    const { worker } = await startOwner()
    await workers.store('a ada 1')
    await workers.untilStored(`exists (select from lease where pause_reason = 'rate-limit')`)
    await worker.stop(0)
    await startOwner()
    await workers.store('a ada 2', 'a eve 1', 'b ada 1')
    await workers.until(() => workers.calls.includes('b ada 1'))
    await workers.store('b ada 2')
    await workers.until(() => workers.calls.includes('b ada 2'))
    expect(workers.calls).toEqual(['a ada 1', 'b ada 1', 'b ada 2'])
  })

  test('is over at the first call of an owner that took the account from a worker which was cut off', async () => {
    const times: number[] = []
    workers.respond = () => {
      times.push(Date.now())
      return times.length === 1 ? [429, 6] : 200
    }
    await workers.addAccounts('a')
    const { connection } = await startOwner()
    await workers.store('a ada 1', 'a eve 1')
    await workers.untilStored(`exists (select from lease where pause_reason = 'rate-limit')`)
    connection.isCut = true
    workers.start()
    await workers.until(() => workers.outcomes.filter(({ final }) => final).length === 2)
    expect(workers.calls.toSorted()).toEqual(['a ada 1', 'a ada 1', 'a eve 1'])
    const [first = 0, second = 0] = times
    expect(second - first).toBeGreaterThanOrEqual(6_000)
  })
})

describe('attempts', () => {
  test('a try that the account held back does not count as a failure', async () => {
    workers.respond = () => (workers.calls.length === 1 ? [429, 1] : 200)
    await workers.addAccounts('a')
    workers.start({ maxAttempts: 1 })
    await workers.store('a ada 1')
    await workers.until(() => workers.outcomes.length === 2)
    expect(workers.outcomes).toMatchObject([
      { attempt: 1, final: false, status: 'retrying', outcome: 'held-back', http_status: 429 },
      { attempt: 2, final: true, status: 'delivered', outcome: 'created' },
    ])
  })

  test('failures count across owners, and the last one makes a dead letter', async () => {
    workers.respond = () => 500
    await workers.addAccounts('a')
    const { worker } = workers.start({ maxAttempts: 2 })
    await workers.store('a ada 1')
    await workers.untilStored(`exists (select from outcome where outcome = 'retrying')`)
    await worker.stop(0)
    workers.start({ maxAttempts: 2 })
    await workers.until(() => workers.outcomes.length === 2)
    expect(workers.outcomes[1]).toMatchObject({ attempt: 2, final: true, status: 'dead', outcome: 'gave-up' })
  })

  test('an event that the account refuses again and again becomes a dead letter while others are delivered', async () => {
    // The longest wait before the next attempt, so that the other event comes before it.
    jest.spyOn(Math, 'random').mockReturnValue(0.99)
    workers.respond = call => (call === 'a ada 1' ? 403 : 200)
    await workers.addAccounts('a')
    workers.start({ maxAttempts: 2 })
    await workers.store('a eve 1')
    await workers.until(() => workers.outcomes.length === 1)
    await workers.store('a ada 1')
    await workers.until(() => workers.outcomes.length === 2)
    await workers.store('a eve 2')
    await workers.until(() => workers.outcomes.filter(({ final }) => final).length === 3)
    expect(workers.outcomes.filter(({ seq }) => seq === 2)).toMatchObject([
      { outcome: 'retrying', http_status: 403 },
      { outcome: 'gave-up', status: 'dead', http_status: 403 },
    ])
  })

  test('an event that fails alone may meet an outage, so it waits without an end and lets others try first', async () => {
    workers.respond = call => (call === 'a ada 1' ? 500 : 200)
    await workers.addAccounts('a')
    workers.start({ maxAttempts: 3 })
    await workers.store('a ada 1')
    await workers.until(() => workers.outcomes.length === 3)
    expect(workers.outcomes.map(({ outcome }) => outcome)).toEqual(['retrying', 'retrying', 'held-back'])
    await workers.store('a eve 1')
    await workers.until(() => workers.calls.includes('a eve 1'))
    // Its success shows that the failures are about the first event.
    await workers.until(() => workers.outcomes.some(({ outcome }) => outcome === 'gave-up'))
    expect(workers.outcomes.at(-1)).toMatchObject({ seq: 1, status: 'dead' })
  })
})

test('an event that cannot be processed becomes a dead letter, and later events of the person are delivered', async () => {
  await workers.addAccounts('a')
  await workers.store('a ada 1', 'a ada 2')
  await workers.pool.query(`update event set body = 'no JSON' where seq = 1`)
  workers.start()
  await workers.until(() => workers.outcomes.length === 2)
  expect(workers.outcomes).toMatchObject([
    { seq: 1, status: 'dead', outcome: 'rejected', reason: 'broken-event' },
    { seq: 2, status: 'delivered' },
  ])
})

test('with 1,000 unwritten outcomes no further call starts, so that a crash repeats no more than these', async () => {
  await workers.addAccounts('a')
  const { worker, connection } = await startOwner()
  await workers.pool.query('alter function write_outcomes rename to hidden_outcomes')
  await workers.store(...numbersTo(1_200).map(person => `a p${person} 1`))
  await workers.until(() => worker.unwritten >= 1_000)
  connection.statements.length = 0
  await workers.until(() => connection.statements.filter(statement => statement.startsWith('look')).length === 2)
  // 20 calls were in flight.
  expect(workers.calls.length).toBeLessThanOrEqual(1_020)
  await workers.pool.query('alter function hidden_outcomes rename to write_outcomes')
  await workers.untilStored('(select count(*) = 1200 from outcome)')
  expect(workers.calls).toHaveLength(1_200)
})
