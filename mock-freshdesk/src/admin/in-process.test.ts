import { type Mock, startMock } from '..'

let mock: Mock
beforeAll(async () => {
  mock = await startMock()
})
afterAll(() => mock.close())
beforeEach(() => mock.reset())

const create = (email: string, to = mock) =>
  fetch(`${to.url}/api/v2/contacts`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('mock-api-key:X')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Ada Moss', email }),
  })

test('a suite breaks the mock, sees what came, and puts all back', async () => {
  const { admin } = mock
  const fault = admin.addFault({ match: { method: 'POST' }, times: 1, status: 429, headers: { 'Retry-After': '1' } })
  expect(admin.faults()).toEqual([fault])
  expect((await create('ada@example.com')).status).toBe(429)
  expect((await create('ada@example.com')).status).toBe(201)

  expect(admin.requests({ status: 429 })).toMatchObject([{ fault: fault.id }])
  expect(admin.count({ body: { email: 'ada@example.com' } })).toBe(2)
  expect(admin.find({ status: 201 })).toMatchObject([{ method: 'POST', notes: [expect.stringContaining('too early')] }])
  expect(admin.nearest({ body: { email: 'grace@example.com' } }).differences).toHaveLength(1)
  expect(admin.contacts({ q: 'ada@example.com' })).toMatchObject([{ name: 'Ada Moss' }])

  mock.reset()
  expect(admin.requests()).toEqual([])
  expect(admin.contacts({ q: 'ada@example.com' })).toEqual([])
})

test('waiting for a request resolves with it', async () => {
  const waiting = mock.admin.waitFor({ method: 'POST', body: { email: 'ada@example.com' } })
  await create('ada@example.com')
  expect(await waiting).toMatchObject([{ status: 201 }])
})

test('waiting in vain says what came nearest, and why it is not the one', async () => {
  await create('ada@example.com')
  await expect(
    mock.admin.waitFor({ method: 'POST', body: { email: 'grace@example.com' } }, { timeoutMs: 0 }),
  ).rejects.toThrow(
    'The nearest other one was POST /api/v2/contacts:\n- body.email: expected "grace@example.com", was "ada@example.com"',
  )
  mock.admin.clearRequests()
  await expect(mock.admin.waitFor({}, { timeoutMs: 0 })).rejects.toThrow(
    '0 of 1 came in within 0 ms. No other request came in.',
  )
})

test('clock, limits and settings', () => {
  const { admin } = mock
  expect(admin.clock.freeze('2026-11-23T09:00:00Z')).toEqual({ now: '2026-11-23T09:00:00.000Z', frozen: true })
  expect(admin.clock.advance(60).now).toBe('2026-11-23T09:01:00.000Z')
  expect(admin.clock.now().frozen).toBe(true)
  expect(admin.clock.resume().frozen).toBe(false)
  expect(admin.changeRateLimit({ plan: 'growth' })).toMatchObject({ limit: 200, contactsLimit: 20 })
  expect(admin.rateLimit().plan).toBe('growth')
  expect(admin.changeSettings({ uniqueMobile: true }).uniqueMobile).toBe(true)
  expect(() => admin.clock.freeze('noon')).toThrow('freeze must be true or a time such as')
  expect(() => admin.addFault({ status: 99 })).toThrow('status must be a whole number from 200 to 599')
  expect(() => admin.rateLimit('globex')).toThrow('There is no account "globex".')
})

test('data is taken, put back, and set as a recording', async () => {
  const { admin } = mock
  const before = admin.snapshot()
  const { id } = await (await create('ada@example.com')).json()
  const recording = admin.recording()
  expect(admin.contact(id)).toMatchObject({ email: 'ada@example.com' })
  admin.seed(before)
  expect(() => admin.contact(id)).toThrow(`There is no contact "${id}".`)
  expect(admin.replay(recording)).toEqual({ replayed: 1, refused: [] })
  expect(admin.contacts({ q: 'ada@example.com' })).toHaveLength(1)
})

test('two mocks in one process share nothing', async () => {
  const other = await startMock()
  other.admin.addFault({ status: 503 })
  other.admin.clock.freeze('2026-11-23T09:00:00Z')
  expect((await create('ada@example.com')).status).toBe(201)
  expect((await create('ada@example.com', other)).status).toBe(503)
  expect(mock.admin.clock.now().frozen).toBe(false)
  expect(mock.admin.requests()).toHaveLength(1)
  expect(other.admin.contacts({ q: 'ada@' })).toEqual([])
  await other.close()
})
