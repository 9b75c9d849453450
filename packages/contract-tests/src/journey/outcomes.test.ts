import { createHost } from '@datafly/delivery'
import definition from '@datafly/destination-freshdesk'
import { identify, openTestEnvironment, signsUp, type TestEnvironment } from './test-environment'

let environment: TestEnvironment
beforeEach(async () => {
  environment = await openTestEnvironment()
})
afterEach(() => environment.close())

const ADA = { name: 'Ada Moss', email: 'ada.moss@example.com' }
const ada = identify('u-1', ADA)
const fault = (definition: object) => environment.admin('POST', '/faults', { times: 1, ...definition })
const statuses = async () => (await environment.journal()).map(({ status }) => status)

describe('final: one request, no second one, and a fix in words', () => {
  test.each([
    [400, 'Freshdesk refused the contact (400'],
    [401, 'Copy it again from Profile settings'],
    [403, 'Use the key of an agent whose role may create and edit contacts'],
    [404, 'Enter only the part before .freshdesk.com'],
    [405, 'does not allow'],
    [415, 'does not know'],
    [501, 'Check the plan'],
  ])('%i', async (status, words) => {
    await fault({ status })
    const report = await environment.host.deliver(ada)
    expect(report).toMatchObject({ outcome: 'rejected', status, attempts: 1 })
    expect(report.message).toContain(words)
    expect(await statuses()).toEqual([status])
  })
})

describe('tried again, and then all is well:', () => {
  test.each([
    [408, {}],
    [429, {}],
    [500, {}],
    [502, { headers: { 'Content-Type': 'text/html' }, body: '<html>Bad gateway</html>' }],
    [503, {}],
    [504, {}],
    [200, { body: '' }],
  ])('%i', async (status, rest) => {
    await fault({ status, ...rest })
    expect(await environment.host.deliver(ada)).toMatchObject({ outcome: 'created', status: 201, attempts: 2 })
    expect(await statuses()).toEqual([status, 201])
    expect(environment.waited()).toBeGreaterThan(0)
  })

  test('a connection that is dropped', async () => {
    await fault({ kind: 'reset' })
    expect(await environment.host.deliver(ada)).toMatchObject({ outcome: 'created', attempts: 2 })
  })

  test.each([
    ['updated', ada],
    ['exists', signsUp('u-1', ADA)],
  ])('a response that is lost after the contact was made: %s, and one contact', async (outcome, event) => {
    await fault({ kind: 'reset', after: true })
    expect(await environment.host.deliver(event)).toMatchObject({ outcome, attempts: 2 })
    expect(await environment.contacts()).toHaveLength(1)
  })

  test('broken JSON after the contact was made: nothing is confirmed, and the second try updates that contact', async () => {
    await fault({ kind: 'malformed', after: true, status: 201 })
    expect(await environment.host.deliver(ada)).toMatchObject({ outcome: 'updated', attempts: 2 })
    expect(await environment.contacts()).toHaveLength(1)
  })
})

test('429 with Retry-After: the host waits that long, and the mock has no complaint', async () => {
  await fault({ status: 429, headers: { 'Retry-After': '37' } })
  expect(await environment.host.deliver(ada)).toMatchObject({ outcome: 'created', attempts: 2 })
  expect(environment.waited()).toBeGreaterThanOrEqual(37_000)
  expect((await environment.journal()).flatMap(({ notes }) => notes)).toEqual([])
})

test('sixty new people on a plan of fifty requests a minute all become contacts', async () => {
  await environment.close()
  // One request at a time: of several on the way, the first to be refused cannot call the others
  // back.
  environment = await openTestEnvironment({ plan: 'trial' }, { concurrency: 1 })
  await environment.admin('POST', '/rate-limit', { reset: true })
  const people = Array.from({ length: 60 }, (_, i) =>
    identify(`u-${i}`, { name: `Person ${i}`, email: `p${i}@example.com` }),
  )
  const reports = await Promise.all(people.map(event => environment.host.deliver(event)))
  expect(reports.map(({ outcome }) => outcome)).toEqual(people.map(() => 'created'))
  expect((await environment.journal()).flatMap(({ notes }) => notes)).toEqual([])
  expect(await environment.contacts()).toHaveLength(60)
})

test('a failure that lasts: the host gives up after its attempts, and says so', async () => {
  await environment.admin('POST', '/faults', { status: 503 })
  expect(await environment.host.deliver(ada)).toMatchObject({ outcome: 'gave-up', status: 503, attempts: 6 })
})

describe('dropped: nothing is sent', () => {
  test.each([
    ['no-consent', identify('u-1', ADA, { consent: {} })],
    ['no-consent', identify('u-1', ADA, { consent: undefined })],
    ['anonymous', { ...identify('', { name: 'Somebody' }), anonymousId: 'a-1' }],
    ['not-subscribed', { ...ada, type: 'page' }],
    ['not-subscribed', { ...ada, type: 'screen' }],
    ['not-subscribed', { ...signsUp('u-1', ADA), event: 'Order Completed' }],
  ])('%s', async (reason, event) => {
    expect(await environment.host.deliver(event)).toMatchObject({ outcome: 'dropped', reason })
    expect(await environment.journal()).toEqual([])
  })
})

test('an event that can neither create a contact nor find one is rejected', async () => {
  const report = await environment.host.deliver(identify('u-1', { title: 'CFO' }))
  expect(report).toMatchObject({ outcome: 'rejected', status: 400 })
  expect(report.message).toContain('Make events carry a name or an e-mail address.')
  expect((await environment.journal()).map(({ method, url }) => [method, url])).toEqual([
    ['GET', '/api/v2/contacts?unique_external_id=u-1'],
  ])
})

test.each([
  ['mock-api-key-read-only', 403],
  ['no-such-key', 401],
])('the key %s is answered %i', async (apiKey, status) => {
  const report = await createHost({ definition, settings: { domain: 'acme', apiKey } }).deliver(ada)
  expect(report).toMatchObject({ outcome: 'rejected', status })
  expect(report.message).not.toContain(apiKey)
})
