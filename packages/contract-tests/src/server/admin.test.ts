import { createLog, type Server, startServer } from '@datafly/server'
import { createTestDatabase, type TestDatabase } from '@datafly/server/testing'
import { type Mock, startMock } from 'mock-freshdesk'

jest.setTimeout(60_000)

const KEY = 'mock-api-key'

let database: TestDatabase
let mock: Mock
let server: Server

/** Every answer of the admin API: the key may be in none. */
const answers: string[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  mock = await startMock()
  process.env.FRESHDESK_BASE_URL = mock.url
  const env = { DATAFLY_SECRET_KEY: '0'.repeat(64) }
  const options = { config: null, databaseUrl: database.url, env, log: createLog('silent') }
  server = await startServer({ ...options, port: 0, adminPort: 0 })
  await call('POST', '/sources', { name: 'web' })
  const settings = { domain: 'acme', apiKey: KEY }
  await call('POST', '/integrations', { name: 'support', destination: 'freshdesk', sources: ['web'], settings })
})
afterAll(async () => {
  await server?.close()
  delete process.env.FRESHDESK_BASE_URL
  await mock?.close()
  await database?.close()
})

async function call(method: string, path: string, body?: object) {
  const headers = { 'content-type': 'application/json' }
  const init = body ? { method, headers, body: JSON.stringify(body) } : { method }
  const response = await fetch(`${server.adminUrl}/admin/v1${path}`, init)
  const text = await response.text()
  answers.push(text)
  return JSON.parse(text)
}

let sent = 0

/** Sends a sign-up as the console does, and returns its number. */
async function send(userId: string): Promise<number> {
  const traits = { name: `Ada ${userId}`, email: `${userId}@example.com`, role: 'Botanist' }
  const context = { consent: { marketing: true }, traits }
  const event = { type: 'track', event: 'Signed Up', messageId: `m${++sent}`, userId, context }
  const { events } = await call('POST', '/test-events', { source: 'web', event })
  return events[0].seq
}

/** Resolves with the event once it has the status. */
async function waitFor(seq: number, status: string) {
  for (let tries = 0; tries < 400; tries++) {
    const event = await call('GET', `/events/support/${seq}`)
    if (event.status === status) return event
    await new Promise(resolve => setTimeout(resolve, 25))
  }
  throw new Error(`Event ${seq} did not become ${status}.`)
}

test('a test event is delivered with 201, and the integration shows the limit and the use of Freshdesk', async () => {
  const event = await waitFor(await send('u1'), 'delivered')
  expect(event).toMatchObject({
    outcome: 'created',
    http_status: 201,
    contact_url: expect.stringContaining('/a/contacts/'),
  })
  const { rate_limit } = await call('GET', '/integrations/support')
  expect(rate_limit.used_last_minute).toBeGreaterThanOrEqual(1)
  expect(rate_limit.limit_per_minute).toBeGreaterThan(0)
})

test('the preview shows the request that the delivery then sends', async () => {
  const delivered = await waitFor(await send('u2'), 'delivered')
  const preview = await call('POST', '/preview', { integration: 'support', event: delivered.body })
  const [request] = delivered.attempts_list[0].calls
  expect(preview.requests).toEqual([{ method: request.method, url: request.url, body: request.body }])
})

describe('POST /integrations/test-connection', () => {
  test('with the stored key passes, and changes nothing', async () => {
    const before = mock.admin.contacts()
    const result = await call('POST', '/integrations/test-connection', { name: 'support', settings: {} })
    expect(result).toMatchObject({
      ok: true,
      checks: [
        { name: 'credentials', state: 'passed' },
        { name: 'permission', state: 'passed' },
        { name: 'custom-field', message: expect.stringContaining('signup_method') },
      ],
    })
    expect(mock.admin.contacts()).toEqual(before)
  })

  test('with a wrong key fails with the sentence of the plugin', async () => {
    const result = await call('POST', '/integrations/test-connection', {
      settings: { domain: 'acme', apiKey: 'wrong' },
    })
    expect(result).toMatchObject({
      ok: false,
      checks: [{ name: 'credentials', state: 'failed', message: expect.stringContaining('refused the API key (401)') }],
      advice: ['Fix this first, then test again.'],
    })
  })

  test('sends a stored key to no other domain', async () => {
    mock.admin.clearRequests()
    const result = await call('POST', '/integrations/test-connection', {
      name: 'support',
      settings: { domain: 'evil' },
    })
    expect(result.error).toMatchObject({ code: 'KEY_REQUIRED', field: 'settings.apiKey' })
    expect(mock.admin.count()).toBe(0)
  })

  test('with a domain of a foreign host answers 400', async () => {
    const settings = { domain: 'evil.example', apiKey: 'any' }
    const { error } = await call('POST', '/integrations/test-connection', { settings })
    expect(error).toMatchObject({ code: 'INVALID_REQUEST', field: 'settings.domain' })
  })
})

test('a pause holds events back, and a resume delivers them', async () => {
  await call('POST', '/integrations/support/pause', {})
  const paused = await call('GET', '/integrations/support')
  expect(paused).toMatchObject({ paused: true })
  await call('POST', '/integrations/support/resume', {})
  await waitFor(await send('u3'), 'delivered')
})

test('a changed mapping counts for the next events, and taking it back as well', async () => {
  const { revision, subscriptions } = await call('GET', '/integrations/support')
  const mapping = { ...subscriptions[0].mapping, job_title: { '@path': '$.context.traits.role' } }
  const change = { revision, subscriptions: [{ ...subscriptions[0], mapping }, subscriptions[1]] }
  const changed = await call('PATCH', '/integrations/support', change)
  expect(await deliverUntil('Botanist')).toBe('Botanist')
  await call('POST', '/integrations/support/undo', { revision: changed.revision })
  expect(await deliverUntil(undefined)).toBeUndefined()
})

/** Sends people until a contact has this job title: workers notice changes within seconds. */
async function deliverUntil(title: string | undefined): Promise<unknown> {
  for (let tries = 0; tries < 100; tries++) {
    const userId = `t${++sent}`
    await waitFor(await send(userId), 'delivered')
    const contact = mock.admin.contacts().find(({ email }) => email === `${userId}@example.com`)
    if (contact && (contact.job_title ?? undefined) === title) return title
  }
  return 'the old one'
}

test('a refused key leaves the event waiting with the reason, and the right key delivers it', async () => {
  const { revision } = await call('GET', '/integrations/support')
  await call('PATCH', '/integrations/support', { revision, settings: { apiKey: 'wrong-key-of-support' } })
  const seq = await sendUntilRefused()
  const refused = await call('GET', `/events/support/${seq}`)
  expect(refused).toMatchObject({
    reason: 'invalid-authentication',
    explanation: 'Freshdesk refused the API key (401): it is wrong or missing.',
    fix: expect.stringContaining('Copy it again from Profile settings'),
  })
  const { revision: next } = await call('GET', '/integrations/support')
  await call('PATCH', '/integrations/support', { revision: next, settings: { apiKey: KEY } })
  await waitFor(seq, 'delivered')
})

async function sendUntilRefused(): Promise<number> {
  for (let tries = 0; tries < 100; tries++) {
    const seq = await send(`r${++sent}`)
    for (let looks = 0; looks < 40; looks++) {
      const { status } = await call('GET', `/events/support/${seq}`)
      if (status === 'retrying') return seq
      if (status === 'delivered') break
      await new Promise(resolve => setTimeout(resolve, 25))
    }
  }
  throw new Error('No event was refused.')
}

test('no answer of the admin API holds a key', async () => {
  await call('GET', '/integrations/support/revisions')
  expect(answers.length).toBeGreaterThan(50)
  expect(answers.filter(answer => answer.includes(KEY) || answer.includes('wrong-key-of-support'))).toEqual([])
})
