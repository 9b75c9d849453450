import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { type Mock, startMock } from 'mock-freshdesk'
import { ADMITTED, adminRequest, apiRequest, type HostileRequest } from './requests'

/**
 * FUZZ_REQUESTS=1000000 for a longer walk; FUZZ_SEED walks another way, or the way of a failure
 * again.
 */
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 10_000)
const SEED = Number(process.env.FUZZ_SEED ?? 20_260_714)
const AT_ONCE = 25
const PATIENCE_MS = 10_000

jest.setTimeout(Math.max(120_000, REQUESTS * 10))

interface ApiResponse {
  status: number
  type: string
  version: unknown
  location: unknown
  text: string
}

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
let mock: Mock
const folder = mkdtempSync(join(tmpdir(), 'hostile-'))

beforeAll(async () => {
  // A bounded journal of few entries: large bodies are not what is measured here.
  const fields = ['region', 'tier', 'source', 'owner'].map(name => ({ name }))
  const seed = { contact_fields: [{ name: 'signup_method' }, ...fields], company_fields: fields }
  const db = join(folder, 'db.ndjson')
  mock = await startMock({ plan: 'off', magicEmails: false, journalLimit: 100, seed, db })
})

afterAll(async () => {
  agent.destroy()
  await mock.close()
  rmSync(folder, { recursive: true })
})

const prototypes = () =>
  [Object, Array, Function, String, Number, Map, Promise, Error].map(type => Object.getOwnPropertyNames(type.prototype))
const untouched = prototypes()

afterEach(async () => {
  expect(prototypes()).toEqual(untouched)
  const { status } = await send({
    method: 'GET',
    path: '/api/v2/agents/me',
    headers: ADMITTED,
    body: '',
  })
  expect(status).toBe(200)
})

/** Sends this many requests, some at the same moment. Each response must pass. */
const walk = (
  requests: number,
  arbitrary: fc.Arbitrary<HostileRequest>,
  mustBeFine: (request: HostileRequest, response: ApiResponse) => void,
) =>
  fc.assert(
    fc.asyncProperty(fc.array(arbitrary, { minLength: AT_ONCE, maxLength: AT_ONCE }), async handful => {
      await Promise.all(handful.map(async request => mustBeFine(request, await send(request))))
    }),
    { numRuns: Math.ceil(requests / AT_ONCE), seed: SEED, endOnFailure: true },
  )

/** `METHOD /path` of each request that succeeded, and of each that was compressed. */
const succeeded = new Set<string>()
const compressed = new Set<string>()

test(`${REQUESTS} hostile requests to the API each get a response of a documented kind`, () =>
  walk(REQUESTS, apiRequest, (request, response) => {
    mustBeDocumented(request, response)
    if (response.status >= 300) return
    const { method, path, headers } = request
    succeeded.add(`${method} ${path.replace(/\?.*$/, '')}`)
    if (headers['Content-Encoding']) compressed.add(`${headers['Content-Encoding']} ${method}`)
  }))

// Another walk may miss an endpoint.
const ofUsualWalk = process.env.FUZZ_REQUESTS || process.env.FUZZ_SEED ? test.skip : test

ofUsualWalk('among them each endpoint of the API has succeeded, and bodies of each compression', async () => {
  const { text } = await send({ method: 'GET', path: '/__admin/openapi.json', headers: {}, body: '' })
  const { paths } = JSON.parse(text) as { paths: Record<string, object> }
  const isReached = (method: string, path: string) => {
    const form = new RegExp(`^${method} ${path.replace(/\{\w+\}/g, '[^/]+')}$`)
    return [...succeeded].some(request => form.test(request))
  }
  const endpoints = Object.entries(paths)
    .filter(([path]) => path.startsWith('/api/v2'))
    .flatMap(([path, methods]) => Object.keys(methods).map(method => [method.toUpperCase(), path] as const))
  expect(endpoints.length).toBeGreaterThan(30)
  expect(endpoints.filter(endpoint => !isReached(...endpoint))).toEqual([])
  expect([...compressed]).toEqual(expect.arrayContaining(['gzip POST', 'deflate POST', 'br POST']))
})

test('a mock with the same database file starts with the same data', async () => {
  const before = mock.admin.snapshot()
  await mock.close()
  mock = await startMock({ plan: 'off', magicEmails: false, journalLimit: 100, db: join(folder, 'db.ndjson') })
  expect(mock.admin.snapshot()).toEqual(before)
})

test('four hundred to the admin API: each gets JSON, and a sentence when it is refused', async () => {
  const own = mock
  mock = await startMock()
  try {
    await walk(400, adminRequest, mustBeAdmin)
  } finally {
    await mock.close()
    mock = own
  }
})

const TEN_MB = 10 * 1024 * 1024

const LONG = 'f'.repeat(200)
const members = Array.from({ length: TEN_MB / 210 }, (_, i) => `"${LONG}${i}":${i}`).join()

test.each<[string, string]>([
  ['a name', `{"name":"${'a'.repeat(TEN_MB)}","email":"ada@example.com"}`],
  [
    'other e-mails',
    `{"name":"Ada","email":"ada@example.com","other_emails":[${'"a@b.example",'.repeat(TEN_MB / 14)}""]}`,
  ],
  ['fields that do not exist', `{${members}}`],
  ['custom fields that do not exist', `{"name":"Ada","email":"ada@example.com","custom_fields":{${members}}}`],
  ['open brackets', '['.repeat(TEN_MB / 10) + ' '.repeat((TEN_MB * 9) / 10)],
  ['blanks', ' '.repeat(TEN_MB)],
])('10 MB of %s are refused like any other mistake', async (_, body) => {
  const request = { method: 'POST', path: '/api/v2/contacts', headers: ADMITTED, body }
  const response = await send(request)
  expect(response.status).toBe(400)
  expect(response.text.length).toBeLessThan(1_000_000)
  mustBeDocumented(request, response)
})

test.each([
  ['nothing at all', ''],
  ['no HTTP', 'hello\r\n\r\n'],
  ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
  ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['HTTP/9', 'GET / HTTP/9.9\r\n\r\n'],
  ['no host', 'GET /api/v2/contacts HTTP/1.1\r\n\r\n'],
  ['two hosts', 'GET /api/v2/contacts HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n'],
  ['an unknown method', 'BREW /api/v2/contacts HTTP/1.1\r\nHost: localhost\r\n\r\n'],
  ['a tunnel', 'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n'],
  [
    'an upgrade',
    'GET /api/v2/contacts HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
  ],
  ['a star', 'OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'],
  [
    'a whole URL',
    'GET http://acme.freshdesk.com/api/v2/contacts HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
  ],
  ['an invalid URL', 'GET http://[::1/%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'],
  ['bytes in the path', 'GET /api/v2/\xff\xfe HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'],
  ['a header without end', `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'a'.repeat(100_000)}`],
  ['a thousand headers', `GET / HTTP/1.1\r\n${'X: a\r\n'.repeat(3_000)}\r\n`],
  [
    'two lengths',
    'POST /api/v2/contacts HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}',
  ],
  [
    'a length and chunks',
    'POST /api/v2/contacts HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}',
  ],
  ['a length below zero', 'POST /api/v2/contacts HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n'],
  ['invalid chunks', 'POST /api/v2/contacts HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'],
  ['a body cut short', 'POST /api/v2/contacts HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"name"'],
  [
    'an expectation that cannot be met',
    'GET / HTTP/1.1\r\nHost: localhost\r\nExpect: miracle\r\nConnection: close\r\n\r\n',
  ],
])('a connection that sends %s is answered in HTTP or closed', async (_, bytes) => {
  const response = await sendBytes(bytes)
  expect(response).toMatch(/^$|^HTTP\/1\.1 (?:200|30[12]|4\d\d) /)
  mustNotLeak(response)
})

test('two hundred connections that send noise and leave', async () => {
  const noise = fc.sample(fc.uint8Array({ maxLength: 300 }), { numRuns: 200, seed: SEED })
  const answers = await Promise.all(noise.map(bytes => sendBytes(Buffer.from(bytes))))
  for (const response of answers) expect(response).toMatch(/^$|^HTTP\/1\.1 4\d\d /)
})

const KINDS = new Set(['code,message', 'description,errors', 'message'])
const STATUSES = new Set([200, 201, 204, 400, 401, 403, 404, 405, 406, 409, 415])

function mustBeDocumented({ method, path }: HostileRequest, { status, type, version, location, text }: ApiResponse) {
  const complain = (what: string) => {
    throw new Error(`${method} ${path.slice(0, 300)} ${what}: ${status} ${type} ${text.slice(0, 300)}`)
  }
  if (status === 302 && location === '/__admin/') return
  if (!STATUSES.has(status)) complain('has a status that is not documented')
  if (version !== 'latest=v2; requested=v2') complain('lacks the version header')
  if (status === 204 && text !== '') complain('has a body')
  mustNotLeak(text)
  if (text === '') return
  if (type !== 'application/json; charset=utf-8') complain('calls its body something else')
  const body = JSON.parse(text)
  if (status < 300) return
  if (!KINDS.has(Object.keys(body).join())) complain('has a body of no documented kind')
  for (const error of body.errors ?? []) {
    if (!Object.keys(error).join().endsWith('message,code') || typeof error.field !== 'string')
      complain('has an error of no documented kind')
  }
}

function mustBeAdmin({ method, path }: HostileRequest, { status, type, text }: ApiResponse) {
  const complain = (what: string) => {
    throw new Error(`${method} ${path.slice(0, 300)} ${what}: ${status} ${type} ${text.slice(0, 300)}`)
  }
  if (status >= 500) complain('failed')
  mustNotLeak(text)
  if (status < 400 || method === 'HEAD') return
  if (!type.startsWith('application/json')) complain('is refused without JSON')
  if (!path.startsWith('/__admin/db') && typeof JSON.parse(text).error !== 'string')
    complain('is refused without a sentence')
}

/** Neither the insides of the mock nor a page of a framework. */
function mustNotLeak(text: string) {
  const leak = /node_modules|node:internal|\.[jt]s:\d+|<pre>|Cannot (?:GET|POST|PUT|DELETE)|\[object Object\]/.exec(
    text,
  )
  if (leak)
    throw new Error(`A response shows its insides: ${text.slice(Math.max(0, leak.index - 100), leak.index + 200)}`)
}

function send({ method, path, headers, body }: HostileRequest): Promise<ApiResponse> {
  return new Promise((resolve, reject) => {
    const bytes = Buffer.from(body, 'latin1')
    const onward = httpRequest(
      mock.url,
      { agent, method, path, headers: { ...headers, 'Content-Length': bytes.length }, timeout: PATIENCE_MS },
      response => {
        buffer(response).then(bytes => {
          const { 'content-type': type = '', 'x-freshdesk-api-version': version, location } = response.headers
          resolve({ status: response.statusCode ?? 0, type, version, location, text: bytes.toString() })
        }, reject)
      },
    )
    const fail = (why: string) => reject(new Error(`${method} ${path.slice(0, 300)} ${why}`))
    onward.on('timeout', () => onward.destroy(new Error('got no response')))
    onward.on('error', error => fail(error.message))
    onward.end(bytes)
  })
}

/** All that comes back until the other side has had enough, or has answered and been left. */
async function sendBytes(bytes: string | Buffer): Promise<string> {
  const socket = connect(mock.port, '127.0.0.1')
  socket.on('error', () => {})
  let response = ''
  socket.on('data', chunk => {
    response += chunk.toString('latin1')
  })
  socket.end(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes)
  // A reset is a way of closing, too.
  await new Promise(resolve => socket.once('close', resolve))
  return response
}
