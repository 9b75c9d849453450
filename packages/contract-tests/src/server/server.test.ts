import { type Config, createLog, parseConfig, type Server, type ServerOptions, startServer } from '@datafly/server'
import { createTestDatabase, type TestDatabase } from '@datafly/server/testing'
import { type Mock, startMock } from 'mock-freshdesk'

jest.setTimeout(60_000)

const KEY = 'dk_web_1'

const config: Config = parseConfig(
  {
    sources: [{ name: 'web', writeKey: { env: 'WRITE_KEY' } }],
    integrations: [
      {
        name: 'support',
        destination: 'freshdesk',
        sources: ['web'],
        settings: { domain: 'acme', apiKey: { env: 'API_KEY' } },
      },
    ],
  },
  { WRITE_KEY: KEY, API_KEY: 'mock-api-key' },
)

let database: TestDatabase
let mock: Mock
let server: Server
const servers: Server[] = []

/** Keeps the embedded server running between two tests. */
let keeper: TestDatabase

beforeAll(async () => {
  keeper = await createTestDatabase()
})
afterAll(() => keeper?.close())

beforeEach(async () => {
  database = await createTestDatabase()
  mock = await startMock()
  process.env.FRESHDESK_BASE_URL = mock.url
  server = await start()
})
afterEach(async () => {
  for (const one of servers.splice(0)) await one.close()
  delete process.env.FRESHDESK_BASE_URL
  await mock?.close()
  await database?.close()
})

async function start(options: Partial<ServerOptions> = {}): Promise<Server> {
  const env = { DATAFLY_SECRET_KEY: '0'.repeat(64) }
  const ports = { port: 0, adminPort: 0 }
  const log = createLog('silent')
  const started = await startServer({ config, databaseUrl: database.url, env, log, ...ports, ...options })
  servers.push(started)
  return started
}

async function send(path: string, body: object): Promise<number> {
  const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' }
  const response = await fetch(`${server.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  return response.status
}

async function admin(path: string, body?: object) {
  const headers = { 'content-type': 'application/json' }
  const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : {}
  return await (await fetch(`${server.adminUrl}/admin/v1${path}`, init)).json()
}

/** Resolves with the events, the newest first, once they all have one of the statuses. */
async function waitForEvents(count: number, ...statuses: string[]): Promise<Record<string, unknown>[]> {
  for (let tries = 0; tries < 400; tries++) {
    const { events } = await admin('/events?limit=500')
    if (events.length === count && events.every((event: { status: string }) => statuses.includes(event.status))) {
      return events
    }
    await new Promise(resolve => setTimeout(resolve, 25))
  }
  throw new Error(`The events did not end: ${JSON.stringify((await admin('/events')).events)}`)
}

async function waitUntil(isTrue: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (await isTrue()) return
    await new Promise(resolve => setTimeout(resolve, 25))
  }
  throw new Error('The expected state did not come.')
}

const person = (userId: string, traits: object = {}, consent = true) => ({
  userId,
  traits: { name: `Ada ${userId}`, email: `${userId}@example.com`, ...traits },
  context: { consent: { marketing: consent } },
})

test('the event of the documentation arrives as its exact body, and the admin API shows 201 and the contact', async () => {
  const event = {
    event: 'Signed Up',
    userId: 'usr_123',
    properties: { method: 'email' },
    context: {
      consent: { marketing: true },
      traits: {
        name: 'John Doe',
        email: 'John.Doe@example.com',
        phone: '07700 900123',
        title: 'Head of Growth',
      },
    },
  }
  expect(await send('/v1/t', event)).toBe(200)
  const [shown] = await waitForEvents(1, 'delivered')
  const detail = await admin('/events/support/1')
  const contact = mock.admin.contacts().find(({ email }) => email === 'john.doe@example.com')
  expect(shown).toMatchObject({ outcome: 'created', http_status: 201, contact_id: String(contact?.id), attempts: 1 })
  expect(detail.attempts_list[0].calls).toEqual([
    {
      method: 'POST',
      url: `${mock.url}/api/v2/contacts`,
      body: {
        name: 'John Doe',
        email: 'john.doe@example.com',
        phone: '+447700900123',
        unique_external_id: 'usr_123',
        job_title: 'Head of Growth',
        tags: ['marketing-consent'],
        custom_fields: { signup_method: 'email' },
      },
      status: 201,
      response: expect.stringContaining('john.doe@example.com'),
      milliseconds: expect.any(Number),
    },
  ])
  expect(JSON.stringify(detail)).not.toContain('mock-api-key')
})

test('an event whose destination fails twice is delivered by the third attempt, before newer events of the person', async () => {
  mock.admin.addFault({ status: 503, times: 2 })
  await send('/v1/i', person('u1', { title: 'first' }))
  await send('/v1/i', person('u1', { title: 'second' }))
  const [second, first] = await waitForEvents(2, 'delivered')
  expect(first).toMatchObject({ outcome: 'created', attempts: 3 })
  expect(second).toMatchObject({ outcome: 'updated', attempts: 1 })
  expect(mock.admin.contacts().find(({ email }) => email === 'u1@example.com')).toMatchObject({ job_title: 'second' })
})

test('a dead letter is grouped by its reason, and a replay delivers it', async () => {
  mock.admin.addFault({ status: 400, times: 1, body: { description: 'Validation failed', errors: [] } })
  await send('/v1/i', person('u1'))
  await waitForEvents(1, 'dead')
  const { groups } = await admin('/dead-letters')
  expect(groups).toMatchObject([{ integration: 'support', count: 1, reason: expect.any(String) }])

  expect(await admin('/replay', { integration: 'support', reason: groups[0].reason })).toEqual({
    replayed: 1,
    skipped: 0,
  })
  const [replayed] = await waitForEvents(2, 'delivered', 'dead')
  expect(replayed).toMatchObject({ seq: 2, replay_of: 1, outcome: 'created' })
  expect(await admin('/dead-letters')).toEqual({ groups: [] })
  expect(await admin('/replay', { integration: 'support' })).toEqual({ replayed: 0, skipped: 0 })
})

test('consent that is withdrawn while an event waits stops its delivery', async () => {
  for (const one of servers.splice(0)) await one.close()
  server = await start({ role: 'intake' })
  const hourAgo = new Date(Date.now() - 3_600_000).toISOString()
  await send('/v1/i', { ...person('u1'), timestamp: hourAgo })
  await send('/v1/i', { ...person('u1', {}, false) })
  await start({ role: 'worker' })
  const [refusal, granted] = await waitForEvents(2, 'dropped')
  expect(granted).toMatchObject({ outcome: 'dropped', reason: 'consent-withdrawn' })
  expect(refusal).toMatchObject({ outcome: 'dropped' })
  expect(mock.admin.count({ method: 'POST' })).toBe(0)
})

test('two workers deliver the events of a closed one, each event once', async () => {
  const other = await start({ role: 'worker' })
  for (let i = 0; i < 5; i++) await send('/v1/i', person(`u${i}`))
  await waitForEvents(5, 'delivered')
  await server.close()
  servers.splice(servers.indexOf(server), 1)
  server = await start({ role: 'intake' })
  for (let i = 5; i < 10; i++) await send('/v1/i', person(`u${i}`))
  await waitForEvents(10, 'delivered')
  expect(mock.admin.count({ method: 'POST' })).toBe(10)
  expect(other.url).toBeNull()
})

describe('the admin API', () => {
  test('pages by a cursor, the newest first', async () => {
    for (const id of ['u1', 'u2', 'u3']) await send('/v1/i', person(id))
    await waitForEvents(3, 'delivered')
    const first = await admin('/events?limit=2')
    const second = await admin(`/events?limit=2&cursor=${first.next_cursor}`)
    expect(first.events.map(({ seq }: { seq: number }) => seq)).toEqual([3, 2])
    expect(second.events.map(({ seq }: { seq: number }) => seq)).toEqual([1])
    expect(second).toMatchObject({ next_cursor: null, has_more: false })
  })

  test('filters by status, person, type and integration', async () => {
    await send('/v1/i', person('u1'))
    await send('/v1/p', { anonymousId: 'a1' })
    await waitForEvents(2, 'delivered', 'dropped')
    const count = async (query: string) => (await admin(`/events?${query}`)).events.length
    expect(await count('status=delivered')).toBe(1)
    expect(await count('status=dropped')).toBe(1)
    expect(await count('person=user:u1')).toBe(1)
    expect(await count('type=page')).toBe(1)
    expect(await count('type=track')).toBe(0)
    expect(await count('integration=other')).toBe(0)
  })

  test('refuses an unknown filter, a page of a foreign origin and a foreign host name', async () => {
    expect(await admin('/events?state=dead')).toMatchObject({ error: { code: 'INVALID_REQUEST' } })
    const url = `${server.adminUrl}/admin/v1/sources`
    expect((await fetch(url, { headers: { origin: 'https://evil.example' } })).status).toBe(403)
    expect((await fetch(url)).status).toBe(200)
  })

  test('with a token, it answers 401 without it', async () => {
    const guarded = await start({ role: 'worker', adminToken: 'secret' })
    const url = `${guarded.adminUrl}/admin/v1/sources`
    expect((await fetch(url)).status).toBe(401)
    const headers = { authorization: 'Bearer secret' }
    expect(await (await fetch(url, { headers })).json()).toEqual({
      sources: [{ name: 'web', origins: [], enabled: true, signs_requests: false, managed_by: 'file' }],
    })
  })

  test('with a token, /metrics answers 401 without it and 200 with it, and /healthz stays open', async () => {
    const { adminUrl } = await start({ role: 'worker', adminHost: '0.0.0.0', adminToken: 'secret' })
    const get = async (path: string, headers = {}) => (await fetch(`${adminUrl}${path}`, { headers })).status
    expect(await get('/metrics')).toBe(401)
    expect(await get('/metrics', { authorization: 'Bearer secret' })).toBe(200)
    expect(await get('/healthz')).toBe(200)
  })

  test('describes itself', async () => {
    const { paths, components } = await admin('/openapi.json')
    expect(components.schemas).toHaveProperty('EventSummary')
    expect(paths['/admin/v1/events'].get.parameters).toContainEqual({
      name: 'status',
      in: 'query',
      schema: { type: 'string', enum: ['waiting', 'retrying', 'delivered', 'dropped', 'dead'] },
    })
  })
})

test('health, readiness and metrics answer, and the metrics hold no personal data', async () => {
  await send('/v1/i', person('u1'))
  await waitForEvents(1, 'delivered')
  expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ status: 'ok' })
  expect((await fetch(`${server.adminUrl}/readyz`)).status).toBe(200)
  const text = await (await fetch(`${server.adminUrl}/metrics`)).text()
  expect(text).toContain('datafly_outcomes_total{integration="support",status="delivered",reason=""} 1')
  expect(text).not.toContain('u1')
})

test('beyond loopback the admin API does not start without a token', async () => {
  await expect(start({ adminHost: '0.0.0.0' })).rejects.toThrow('needs a token')
})

test.each([
  ['port', '--port'],
  ['adminPort', '--admin-port'],
] as const)('a taken %s ends the start with a sentence that names %s', async (name, option) => {
  const port = Number(new URL(server.adminUrl).port)
  await expect(start({ [name]: port })).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is taken by a different program. Choose a free port with ${option}.`,
  )
})

test('outcomes that cannot be written turn /readyz red, and they are written later', async () => {
  await database.pool.query('alter function write_outcomes rename to hidden_outcomes')
  await send('/v1/i', person('u1'))
  const readyz = async () => (await fetch(`${server.adminUrl}/readyz`)).status
  await waitUntil(async () => (await readyz()) === 503)
  const text = await (await fetch(`${server.adminUrl}/metrics`)).text()
  expect(text).toContain('datafly_unwritten_outcomes 1')
  await database.pool.query('alter function hidden_outcomes rename to write_outcomes')
  await waitForEvents(1, 'delivered')
  expect(await readyz()).toBe(200)
  expect(mock.admin.count({ method: 'POST' })).toBe(1)
})
