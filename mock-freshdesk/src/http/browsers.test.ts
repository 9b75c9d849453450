import { request } from 'node:http'
import { type Mock, type MockOptions, startMock } from '..'

const mocks: Mock[] = []
afterEach(() => Promise.all(mocks.splice(0).map(mock => mock.close())))

async function start(options: MockOptions = {}) {
  const mock = await startMock(options)
  mocks.push(mock)
  return mock
}

const KEY = { authorization: `Basic ${btoa('mock-api-key:X')}` }
const PREFLIGHT = { origin: 'https://shop.example', 'access-control-request-method': 'POST' }
const JSON_TYPE = { 'content-type': 'application/json' }

interface Sent {
  path?: string
  method?: string
  headers?: Record<string, string>
  body?: string
}

/** Sends any headers: fetch does not let a caller set Host and Origin. */
function send({ port }: Mock, { path = '/api/v2/contacts', method = 'GET', headers = {}, body }: Sent) {
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]> }>((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, method, headers }, response => {
      response.resume().on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers }))
    })
      .on('error', reject)
      .end(body)
  })
}

describe('CORS', () => {
  test('OPTIONS of a preflight returns 204 with the methods and headers, without a key', async () => {
    const mock = await start({ plan: 1 })
    const headers = { ...PREFLIGHT, 'access-control-request-headers': 'authorization,content-type' }
    for (let times = 0; times < 2; times++) {
      expect(await send(mock, { method: 'OPTIONS', headers })).toMatchObject({
        status: 204,
        headers: {
          'access-control-allow-origin': '*',
          'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
          'access-control-allow-headers': 'authorization,content-type',
        },
      })
    }
    expect(mock.admin.rateLimit()).toMatchObject({ used: 0 })
    expect(mock.admin.recording().recording).toEqual([])
    expect(mock.admin.requests()).toMatchObject([{ method: 'OPTIONS', status: 204 }, { method: 'OPTIONS' }])
  })

  test.each<[string, Sent]>([
    ['201', { method: 'POST', headers: { ...KEY, ...JSON_TYPE }, body: '{"name":"Ada","email":"ada@moss.example"}' }],
    ['401', {}],
    ['503', { headers: { ...KEY, 'x-mock-fault': '503' } }],
  ])('a %s to a page of a different origin has the headers that let it read', async (status, sent) => {
    const mock = await start()
    const headers = { ...sent.headers, origin: 'https://shop.example' }
    const response = await send(mock, { ...sent, headers })
    expect(response).toMatchObject({
      status: Number(status),
      headers: { 'access-control-allow-origin': '*', 'access-control-expose-headers': '*' },
    })
    expect(response.headers).toHaveProperty('x-freshdesk-api-version')
  })

  test.each<[string, MockOptions, Sent]>([
    ['a request without an origin', {}, { headers: KEY }],
    ['a request under /__admin', {}, { path: '/__admin/health', headers: { origin: 'https://shop.example' } }],
    ['a request with cors: false', { cors: false }, { headers: { ...KEY, origin: 'https://shop.example' } }],
    ['a preflight with cors: false', { cors: false }, { method: 'OPTIONS', headers: { ...KEY, ...PREFLIGHT } }],
    ['a preflight under /__admin', {}, { method: 'OPTIONS', path: '/__admin/reset', headers: PREFLIGHT }],
  ])('%s gets no header of CORS', async (_, options, sent) => {
    const { status, headers } = await send(await start(options), sent)
    expect(status).not.toBe(204)
    expect(Object.keys(headers).filter(name => name.startsWith('access-control'))).toEqual([])
  })
})

test.each([
  [undefined, 'http://mock.test/api/v2/contacts?per_page=1&page=2'],
  ['http', 'http://mock.test/api/v2/contacts?per_page=1&page=2'],
  ['https', 'https://mock.test/api/v2/contacts?per_page=1&page=2'],
  ['HTTPS, http', 'https://mock.test/api/v2/contacts?per_page=1&page=2'],
  ['javascript', 'http://mock.test/api/v2/contacts?per_page=1&page=2'],
])('with X-Forwarded-Proto %s the link to the next page is %s', async (proto, link) => {
  const mock = await start()
  const headers = { ...KEY, host: 'mock.test', ...(proto && { 'x-forwarded-proto': proto }) }
  const response = await send(mock, { path: '/api/v2/contacts?per_page=1', headers })
  expect(response.headers.link).toBe(`<${link}>; rel="next"`)
})

test('with X-Forwarded-Proto https the Location of a new contact is https', async () => {
  const mock = await start()
  const headers = { ...KEY, ...JSON_TYPE, host: 'mock.test', 'x-forwarded-proto': 'https' }
  const response = await send(mock, { method: 'POST', headers, body: '{"name":"Ada","email":"ada@moss.example"}' })
  expect(response.headers.location).toMatch(/^https:\/\/mock\.test\/api\/v2\/contacts\/\d+$/)
})

describe('/__admin of a mock on all addresses', () => {
  test.each([
    ['evil.example', 403],
    ['mock.test.evil.example', 403],
    ['mock.test:4010', 200],
    ['MOCK.test', 200],
    ['localhost:4010', 200],
    ['acme.localhost', 200],
    ['192.168.1.20:4010', 200],
    ['acme.freshdesk.com', 200],
  ])('with the Host %j returns %d', async (host, status) => {
    const mock = await start({ host: '0.0.0.0', allowHosts: ['mock.test'] })
    const response = await send(mock, { path: '/__admin/health', headers: { host } })
    expect(response.status).toBe(status)
  })

  test('without the option refuses the name too, and the API answers it', async () => {
    const mock = await start({ host: '0.0.0.0' })
    expect((await send(mock, { path: '/__admin/health', headers: { host: 'mock.test' } })).status).toBe(403)
    expect((await send(mock, { headers: { ...KEY, host: 'mock.test' } })).status).toBe(200)
  })
})
