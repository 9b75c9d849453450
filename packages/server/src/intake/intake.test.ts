import { createHmac } from 'node:crypto'
import { Analytics } from '@segment/analytics-node'
import fastify, { type FastifyInstance } from 'fastify'
import { parseConfig } from '../config'
import { SecretBox } from '../security/secret-box'
import { saveConfig } from '../store/save-config'
import { createTestDatabase, type TestDatabase } from '../testing/test-database'
import { Collector } from './collector'
import { intakeRoutes } from './routes'
import { Sources } from './sources'

jest.setTimeout(60_000)

const KEY = 'dk_web_1'
const SECRET = 'a secret of the server'

let database: TestDatabase
let app: FastifyInstance

beforeAll(async () => {
  database = await createTestDatabase()
  const box = new SecretBox(Buffer.alloc(32))
  const integration = { destination: 'freshdesk', settings: { domain: 'acme' } }
  const config = {
    sources: [
      { name: 'web', writeKey: { env: 'KEY' }, secret: { env: 'SECRET' } },
      { name: 'shop', writeKey: { env: 'SHOP' }, origins: ['https://shop.example'] },
    ],
    integrations: [{ ...integration, name: 'support', sources: ['web', 'shop'] }],
  }
  await saveConfig(database.pool, box, parseConfig(config, { KEY, SECRET, SHOP: 'dk_shop_1' }))
  app = fastify()
  await app.register(intakeRoutes, {
    sources: new Sources(database.pool, box),
    collector: new Collector(database.pool),
  })
})
afterAll(async () => {
  await app?.close()
  await database?.close()
})
beforeEach(() => database.pool.query('truncate event, outcome, consent'))

const basic = (key: string) => `Basic ${Buffer.from(`${key}:`).toString('base64')}`

async function post(url: string, body: unknown, headers: Record<string, string> = { authorization: `Bearer ${KEY}` }) {
  const payload = typeof body === 'string' ? body : JSON.stringify(body)
  const response = await app.inject({ method: 'POST', url, payload, headers })
  return { status: response.statusCode, body: response.json() }
}

async function stored(): Promise<Record<string, unknown>[]> {
  const { rows } = await database.pool.query('select body from event order by seq')
  return rows.map(({ body }) => JSON.parse(body))
}

const GOOD = { type: 'identify', userId: 'u1', messageId: 'm1' }

describe('single events', () => {
  test.each([
    ['/v1/t', 'track'],
    ['/v1/track', 'track'],
    ['/v1/i', 'identify'],
    ['/v1/identify', 'identify'],
    ['/v1/p', 'page'],
    ['/v1/page', 'page'],
    ['/v1/g', 'group'],
    ['/v1/group', 'group'],
    ['/v1/s', 'screen'],
    ['/v1/a', 'alias'],
  ])('POST %s stores an event of type %s before it answers 200', async (path, type) => {
    expect(await post(path, { event: 'Signed Up', userId: 'u1' })).toEqual({ status: 200, body: { success: true } })
    expect(await stored()).toMatchObject([{ type, userId: 'u1' }])
  })

  test('missing message id, times, address and user agent are filled in', async () => {
    await post('/v1/i', { userId: 'u1' }, { authorization: `Bearer ${KEY}`, 'user-agent': 'test/1' })
    const time = expect.stringMatching(/^\d{4}-.*Z$/)
    expect(await stored()).toEqual([
      {
        type: 'identify',
        userId: 'u1',
        messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        timestamp: time,
        receivedAt: time,
        context: { ip: '127.0.0.1', userAgent: 'test/1' },
      },
    ])
  })

  test('a track without a name answers 400 and is kept as a dead letter', async () => {
    expect(await post('/v1/t', { userId: 'u1' })).toEqual({
      status: 400,
      body: { error: { code: 'INVALID_EVENT', message: 'A track event needs its name in "event".' } },
    })
    const { rows } = await database.pool.query('select status, reason from outcome')
    expect(rows).toEqual([{ status: 'dead', reason: 'invalid-event' }])
  })

  test('the same message id a second time is accepted and stored once', async () => {
    for (const _ of [1, 2]) expect(await post('/v1/i', GOOD)).toMatchObject({ status: 200 })
    expect(await stored()).toHaveLength(1)
  })

  test('a text with NUL and half a surrogate pair is stored', async () => {
    expect(await post('/v1/t', '{"event":"a\\u0000b\\ud800","userId":"u\\u0000"}')).toMatchObject({ status: 200 })
    expect(await stored()).toMatchObject([{ event: 'a\u0000b\ud800' }])
  })

  test.each([
    ['a consent category with NUL', '{"categories":{"a\\u0000":true,"marketing":false}}', 'null'],
    ['a consent category with half a surrogate pair', '{"categories":{"a\\ud800":true,"marketing":false}}', 'null'],
    ['a time before the first year', '{"categories":{"marketing":false}}', '"-200000-01-01T00:00:00Z"'],
  ])('an event with %s is stored with its refusal', async (_name, consent, timestamp) => {
    const body = `{"userId":"u1","timestamp":${timestamp},"context":{"consent":${consent}}}`
    expect(await post('/v1/i', body)).toMatchObject({ status: 200 })
    const { rows } = await database.pool.query('select key, categories from consent')
    expect(rows).toEqual([{ key: 'user:u1', categories: { marketing: false } }])
  })
})

describe('authentication', () => {
  test.each<[string, Record<string, string>, object, number]>([
    ['a Bearer key', { authorization: `Bearer ${KEY}` }, GOOD, 200],
    ['a Basic user name', { authorization: basic(KEY) }, GOOD, 200],
    ['writeKey in the body', { 'content-type': 'text/plain' }, { ...GOOD, writeKey: KEY }, 200],
    ['an unknown key', { authorization: 'Bearer dk_other' }, GOOD, 401],
    ['no key', {}, GOOD, 401],
    ['a page of an allowed origin', { authorization: 'Bearer dk_shop_1', origin: 'https://shop.example' }, GOOD, 200],
    ['a page of a different origin', { authorization: 'Bearer dk_shop_1', origin: 'https://evil.example' }, GOOD, 403],
  ])('%s', async (_name, headers, body, status) => {
    expect(await post('/v1/i', body, headers)).toMatchObject({ status })
    if (status === 200) expect((await stored())[0]).not.toHaveProperty('writeKey')
  })

  const signed = (body: string, timestamp: number, secret = SECRET) => ({
    'x-timestamp': String(timestamp),
    'x-signature': `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`,
  })
  const minutesAgo = (minutes: number) => Date.now() - minutes * 60_000

  test.each<[string, number, string, number]>([
    ['a signature of now', 0, SECRET, 200],
    ['a signature of 4 minutes ago', 4, SECRET, 200],
    ['a signature of 6 minutes ago', 6, SECRET, 401],
    ['a signature with another secret', 0, 'guess', 401],
  ])('%s', async (_name, minutes, secret, status) => {
    const body = JSON.stringify(GOOD)
    expect(await post('/v1/events', body, signed(body, minutesAgo(minutes), secret))).toMatchObject({ status })
  })
})

describe('batches', () => {
  test('an event that is nested too deeply is kept as a dead letter, and the others are stored', async () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
    const body = `{"batch":[${JSON.stringify(GOOD)},{"type":"identify","messageId":"deep","traits":${deep}},${deep}]}`
    const message = 'The event is nested more than 100 levels deep.'
    expect(await post('/v1/batch', body)).toMatchObject({
      status: 200,
      body: {
        accepted: 1,
        failed: [
          { index: 1, messageId: 'deep', message },
          { index: 2, message },
        ],
      },
    })
    expect(await stored()).toMatchObject([{ userId: 'u1' }, { type: 'identify', messageId: 'deep' }, {}])
  })

  test('the good events are stored and the bad are named', async () => {
    const batch = [
      GOOD,
      { type: 'unknown', messageId: 'm2' },
      'text',
      { ...GOOD, messageId: 'm4', pad: 'x'.repeat(70_000) },
    ]
    const response = await post('/v1/batch', { batch, context: { library: { name: 'node' } } })
    expect(response).toEqual({
      status: 200,
      body: {
        success: true,
        accepted: 1,
        failed: [
          {
            index: 1,
            messageId: 'm2',
            code: 'INVALID_EVENT',
            message: 'The event has no type: set "type" to track, identify, page, screen, group or alias.',
          },
          {
            index: 2,
            messageId: expect.any(String),
            code: 'INVALID_EVENT',
            message: 'The event is not a JSON object.',
          },
          {
            index: 3,
            messageId: 'm4',
            code: 'INVALID_EVENT',
            message: expect.stringMatching(/^The event has 70\d+ bytes, and the most is 65536\.$/),
          },
        ],
      },
    })
    expect(await stored().catch(() => 'cut')).toBe('cut')
    const { rows } = await database.pool.query(
      'select count(*) from event e where not exists (select from outcome o where o.seq = e.seq)',
    )
    expect(rows).toEqual([{ count: 1 }])
  })

  test.each<[string, unknown, string]>([
    ['501 events', { batch: Array.from({ length: 501 }, () => GOOD) }, 'BATCH_TOO_LARGE'],
    ['more than 5 MB', { batch: [{ ...GOOD, pad: 'x'.repeat(5 * 1024 * 1024) }] }, 'BATCH_TOO_LARGE'],
    ['no list of events', { events: [] }, 'INVALID_BATCH'],
    ['text that is not JSON', '{', 'INVALID_JSON'],
  ])('%s answers 400 for the whole', async (_name, body, code) => {
    expect(await post('/v1/batch', body)).toMatchObject({ status: 400, body: { error: { code } } })
    expect(await stored()).toEqual([])
  })
})

describe('GET /v1/pixel', () => {
  const get = (url: string, headers = {}) => app.inject({ method: 'GET', url, headers })

  test('an image in a mail stores its event and answers with an image that no cache keeps', async () => {
    const query = 'wk=dk_web_1&e=Email+Opened&uid=u1&aid=a1&mid=m1&ts=1740493800000&cb=7'
    const response = await get(`/v1/pixel/track?${query}&p.campaign_id=camp_1&t.email=ada%40example.com`)
    expect(response.statusCode).toBe(200)
    expect(response.headers).toMatchObject({
      'content-type': 'image/gif',
      'cache-control': 'no-store, no-cache, must-revalidate',
    })
    expect(response.rawPayload.subarray(0, 6).toString()).toBe('GIF89a')
    expect(await stored()).toEqual([
      {
        type: 'track',
        event: 'Email Opened',
        userId: 'u1',
        anonymousId: 'a1',
        messageId: 'm1',
        timestamp: '2025-02-25T14:30:00.000Z',
        receivedAt: expect.any(String),
        properties: { campaign_id: 'camp_1' },
        traits: { email: 'ada@example.com' },
        context: { ip: '127.0.0.1', userAgent: 'lightMyRequest' },
      },
    ])
  })

  test.each([
    ['without a key', '/v1/pixel/page?uid=u1', 401, 'INVALID_PIPELINE_KEY'],
    ['with an unknown type', '/v1/pixel/purchase?wk=dk_web_1', 404, 'NOT_FOUND'],
    ['with a track without a name', '/v1/pixel/track?wk=dk_web_1&uid=u1', 400, 'INVALID_EVENT'],
    ['with a repeated key', '/v1/pixel/page?wk=dk_web_1&wk=dk_web_1', 401, 'INVALID_PIPELINE_KEY'],
  ])('%s answers with an error', async (_name, url, status, code) => {
    const response = await get(url, { 'x-signature': 'sha256=00' })
    expect(response.statusCode).toBe(status)
    expect(response.json()).toMatchObject({ error: { code } })
  })

  test('a time that no date can hold is replaced by the time of the request', async () => {
    expect((await get('/v1/pixel/page?wk=dk_web_1&ts=99999999999999999')).statusCode).toBe(200)
    const [{ timestamp, receivedAt } = {}] = await stored()
    expect(timestamp).toBe(receivedAt)
  })

  test('HEAD stores nothing', async () => {
    const response = await app.inject({ method: 'HEAD', url: '/v1/pixel/page?wk=dk_web_1' })
    expect(response.statusCode).toBe(404)
    expect(await stored()).toEqual([])
  })
})

test('a preflight from a page of a different origin answers 204 with the headers that analytics.js needs', async () => {
  const headers = {
    origin: 'https://any.example',
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,content-type',
  }
  const response = await app.inject({ method: 'OPTIONS', url: '/v1/t', headers })
  expect(response.statusCode).toBe(204)
  expect(response.headers).toMatchObject({
    'access-control-allow-origin': 'https://any.example',
    'access-control-allow-headers': 'Authorization, Content-Type, X-Retry-Count, X-Signature, X-Timestamp',
  })
})

test('@segment/analytics-node delivers its batch unchanged', async () => {
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const analytics = new Analytics({ writeKey: KEY, host: address, flushAt: 2 })
  const errors: unknown[] = []
  analytics.on('error', error => errors.push(error))
  analytics.identify({ userId: 'u1', traits: { email: 'ada@example.com' } })
  analytics.track({ userId: 'u1', event: 'Signed Up', properties: { method: 'email' } })
  await analytics.closeAndFlush()
  expect(errors).toEqual([])
  expect(await stored()).toMatchObject([
    { type: 'identify', userId: 'u1', traits: { email: 'ada@example.com' } },
    { type: 'track', event: 'Signed Up', properties: { method: 'email' } },
  ])
})

test('a database that is down answers 503, so that clients keep their events', async () => {
  const down = new Collector({ query: () => Promise.reject(new Error('connect ECONNREFUSED')) } as never)
  const other = fastify()
  const sources = new Sources(database.pool, new SecretBox(Buffer.alloc(32)))
  await other.register(intakeRoutes, { sources, collector: down })
  const response = await other.inject({
    method: 'POST',
    url: '/v1/i',
    payload: JSON.stringify(GOOD),
    headers: { authorization: `Bearer ${KEY}` },
  })
  expect(response.statusCode).toBe(503)
  expect(response.json()).toEqual({
    error: { code: 'STORE_UNAVAILABLE', message: 'The database cannot be reached.' },
  })
  await other.close()
})
