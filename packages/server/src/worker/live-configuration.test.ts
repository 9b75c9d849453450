import { TestWorkers } from '../testing/test-worker'

let workers: TestWorkers

beforeAll(async () => {
  workers = await TestWorkers.create()
})
afterAll(() => workers?.close())
beforeEach(async () => {
  await workers.reset()
  await workers.addAccounts('a', 'b')
})

const counted = (call: string) => workers.calls.filter(one => one === call).length

/**
 * The worker has read the configuration again when an event of a new account arrives. Twice,
 * because a renewal that is under way takes the first account with the configuration of before.
 */
async function nextRenewal(name: string): Promise<void> {
  for (const account of [`${name}-1`, name]) {
    await workers.addAccounts(account)
    await workers.store(`${account} marker 1`)
    workers.refresh()
    await workers.until(() => workers.calls.includes(`${account} marker 1`))
  }
}

/** The calls without those of {@link nextRenewal}. */
const callsOfTest = () => workers.calls.filter(call => !call.includes('marker'))

test('a changed key ends the pause of a refused account, and its events go on in order', async () => {
  workers.respond = (_call, key) => (key === 'key-1' ? 401 : 200)
  workers.start()
  await workers.store('a ada 1', 'a ada 2', 'a ada 3')
  await workers.until(() => workers.outcomes.length === 1)
  await workers.untilStored(
    `exists (select from lease where pause_reason = 'refused' and paused_until > now() + interval '20 s')`,
  )

  await workers.change('a', { key: 'key-2' })
  await workers.until(() => workers.calls.includes('a ada 3'))
  expect(workers.calls).toEqual(['a ada 1', 'a ada 1', 'a ada 2', 'a ada 3'])
})

test('a key that changes while no worker runs ends a stored refusal', async () => {
  workers.respond = (_call, key) => (key === 'key-1' ? 401 : 200)
  const { worker } = workers.start()
  await workers.store('a ada 1')
  await workers.untilStored(`exists (select from lease where pause_reason = 'refused')`)
  await worker.stop(0)
  await workers.change('a', { key: 'key-2' })
  workers.start()
  await workers.until(() => workers.outcomes.length === 2)
  expect(workers.outcomes.map(({ status }) => status)).toEqual(['retrying', 'delivered'])
})

test('a call in flight ends with the old configuration before the first call with the new one', async () => {
  const keys: string[] = []
  let finish = (_status: number) => {}
  workers.respond = (call, key) => {
    keys.push(`${call} ${key}`)
    return call === 'a ada 1' ? new Promise(resolve => (finish = resolve)) : 200
  }
  workers.start()
  await workers.store('a ada 1', 'a eve 1')
  await workers.until(() => counted('a ada 1') === 1)
  await workers.change('a', { key: 'key-2' })
  await nextRenewal('c')
  expect(keys).not.toContain('a eve 1 key-2')
  finish(200)
  await workers.until(() => counted('a eve 1') === 1)
  expect(keys.filter(key => !key.includes('marker'))).toEqual(['a ada 1 key-1', 'a eve 1 key-2'])
})

test('a paused integration makes no calls and loses no event, and goes on in order', async () => {
  workers.start()
  await workers.store('a ada 1')
  await workers.until(() => workers.outcomes.length === 1)
  await workers.change('a', { paused: true })
  await nextRenewal('c')
  await workers.store('a ada 2', 'a ada 3')
  await nextRenewal('d')
  expect(callsOfTest()).toEqual(['a ada 1'])

  await workers.change('a', { paused: false })
  await workers.until(() => workers.calls.includes('a ada 3'))
  expect(callsOfTest()).toEqual(['a ada 1', 'a ada 2', 'a ada 3'])
})

test('an integration that is paused before its worker starts makes no calls', async () => {
  await workers.change('a', { paused: true })
  await workers.store('a ada 1')
  workers.start()
  await nextRenewal('c')
  expect(callsOfTest()).toEqual([])
})

test('a rate limit binds the new configuration, too', async () => {
  workers.respond = call => (call === 'a ada 1' ? [429, 3_600] : 200)
  workers.start()
  await workers.store('a ada 1')
  await workers.until(() => workers.outcomes.length === 1)
  await workers.change('a', { key: 'key-2' })
  await nextRenewal('c')
  await nextRenewal('d')
  expect(counted('a ada 1')).toBe(1)
  expect(await workers.select('select paused_until > now() from lease where account = 1')).toEqual([[true]])
})

test('an integration that is switched off drops its waiting events, and delivers new ones when it is on', async () => {
  workers.respond = (_call, key) => (key === 'key-1' ? 401 : 200)
  workers.start()
  await workers.store('a ada 1', 'a ada 2')
  await workers.until(() => workers.outcomes.length === 1)
  await workers.change('a', { enabled: false })
  await workers.until(() => workers.outcomes.length === 3)
  expect(workers.outcomes.slice(1).map(({ seq, reason }) => [seq, reason])).toEqual([
    [1, 'integration-off'],
    [2, 'integration-off'],
  ])
  await workers.change('a', { enabled: true, key: 'key-2' })
  await nextRenewal('c')
  await workers.store('a ada 3')
  await workers.until(() => counted('a ada 3') === 1)
  expect(callsOfTest()).toEqual(['a ada 1', 'a ada 3'])
})

test('an integration whose settings cannot be read is reported by its name, and the others are delivered', async () => {
  await workers.pool.query(`update account set settings = 'unreadable' where name = 'a'`)
  await workers.store('a ada 1', 'b ada 1')
  workers.start()
  await workers.until(() => workers.calls.length === 1 && workers.problems.length > 0)
  expect(workers.calls).toEqual(['b ada 1'])
  expect(workers.problems).toEqual([
    'The integration "a" cannot be used: its settings were encrypted with another key, or its destination is unknown.',
  ])
  expect(await workers.select(`select owner from lease where account = 1`)).toEqual([[null]])
})
