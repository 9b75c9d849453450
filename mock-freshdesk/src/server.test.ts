import { connect } from 'node:net'
import { type Mock, type MockOptions, startMock } from '.'

const mocks: Mock[] = []
afterEach(() => Promise.all(mocks.splice(0).map(mock => mock.close())))

async function start(options: MockOptions = {}) {
  const mock = await startMock(options)
  mocks.push(mock)
  return mock
}

const KEY = `Basic ${btoa('mock-api-key:X')}`
const JSON_TYPE = 'application/json'

async function callApi(mock: Mock, method: string, path: string, body?: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${mock.url}${path}`, {
    method,
    headers: { authorization: KEY, ...(body !== undefined && { 'content-type': JSON_TYPE }), ...headers },
    ...(body !== undefined && { body }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) }
}

/**
 * Sends bytes as they are, and gives all that comes back until the server closes or has answered
 * once.
 */
function send(mock: Mock, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = ''
    const socket = connect(mock.port, '127.0.0.1', () => socket.write(bytes))
    socket.on('data', chunk => {
      received += chunk
      const length = /content-length: (\d+)/i.exec(received)?.[1]
      const head = received.indexOf('\r\n\r\n')
      if (length && head > 0 && received.length >= head + 4 + Number(length)) socket.destroy()
    })
    socket.on('close', () => resolve(received))
    socket.on('error', reject)
  })
}

const ADA = JSON.stringify({ name: 'Ada Moss', email: 'ada.moss@example.com' })

test('the check of credentials that everybody tries first responses 201', async () => {
  const mock = await start()
  const body = '{"name":"Test Contact","email":"test+signal@example.com"}'
  const response = await callApi(mock, 'POST', '/api/v2/contacts', body)
  expect(response.status).toBe(201)
  expect(response.json()).toMatchObject({ name: 'Test Contact', email: 'test+signal@example.com' })
  expect(response.headers.get('location')).toBe(`${mock.url}/api/v2/contacts/${response.json().id}`)
})

test('mocks in one process share nothing', async () => {
  const [one, other] = [await start(), await start()]
  expect((await callApi(one, 'POST', '/api/v2/contacts', ADA)).status).toBe(201)
  expect((await callApi(other, 'POST', '/api/v2/contacts', ADA)).status).toBe(201)
  one.admin.clock.advance(1_000_000)
  one.admin.addFault({ status: 503 })
  expect((await callApi(one, 'GET', '/api/v2/agents/me')).status).toBe(503)
  expect((await callApi(other, 'GET', '/api/v2/agents/me')).status).toBe(200)
})

test('a reset leads back to the seed, with the ids it would give', async () => {
  const mock = await start({ plan: 2 })
  const first = await callApi(mock, 'POST', '/api/v2/contacts', ADA)
  await callApi(mock, 'DELETE', '/api/v2/contacts/72009990004')
  mock.reset()
  expect(mock.admin.requests()).toEqual([])
  expect((await callApi(mock, 'POST', '/api/v2/contacts', ADA)).json().id).toBe(first.json().id)
  expect((await callApi(mock, 'GET', '/api/v2/contacts/72009990004')).json()).not.toHaveProperty('deleted')
})

test('a deterministic mock responses the same twice, to the letter', async () => {
  const responses = []
  for (const mock of [await start({ deterministic: true }), await start({ deterministic: true })]) {
    const { text, headers } = await callApi(mock, 'POST', '/api/v2/contacts', ADA)
    responses.push([text, [...headers].filter(([name]) => name !== 'location')])
  }
  expect(responses[0]).toEqual(responses[1])
})

test('the subdomain in the Host header chooses the account, also through a proxy', async () => {
  const acme = { agents: [{ email: 'lee@acme.example', api_key: 'acme-key' }] }
  const mock = await start({ seed: { accounts: { acme } } })
  const key = `Authorization: Basic ${btoa('acme-key:X')}\r\n`
  const get = (target: string, host: string) => send(mock, `GET ${target} HTTP/1.1\r\nHost: ${host}\r\n${key}\r\n`)
  expect(await get('/api/v2/agents/me', 'acme.freshdesk.com')).toContain('lee@acme.example')
  expect(await get('http://acme.freshdesk.com/api/v2/agents/me', 'acme.freshdesk.com')).toContain('lee@acme.example')
  expect(await get('/api/v2/agents/me', '127.0.0.1')).toMatch(/^HTTP\/1.1 401/)
  expect(await get('/api/v2/agents/me', 'other.freshdesk.com')).toMatch(/^HTTP\/1.1 404/)
})

test('a browser at the root is led to the page', async () => {
  const mock = await start()
  const response = await fetch(mock.url, { redirect: 'manual' })
  expect([response.status, response.headers.get('location')]).toEqual([302, '/__admin/'])
})

test('a port in use rejects, and so does an invalid seed', async () => {
  const mock = await start()
  await expect(startMock({ port: mock.port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
    message: `Port ${mock.port} is taken. Choose another port, or port 0 for a free one.`,
  })
  const seed = { contacts: [{ email: 'ada@example.com' }] } as never
  await expect(startMock({ seed })).rejects.toThrow('contacts[0] needs a name.')
})

test.each([
  [{ prot: 1 }, 'options.prot is not known here. It should be one of: port, host, seed, db, plan,'],
  [{ port: '4010' }, 'options.port must be a whole number from 0 to 65535; it is "4010".'],
  [{ plan: 'gold' }, 'options.plan must be one of trial, growth, pro, enterprise, off, or requests a minute from 1'],
  [{ seed: [] }, 'options.seed must be an object; it is a list.'],
  [
    { seed: { contacs: [] } },
    'contacs is not known here. It should be one of: agents, contact_fields, company_fields, companies, contacts, generation, accounts.',
  ],
  [{ seed: { accounts: [] } }, 'accounts must be an object; it is a list.'],
  [{ journalLimit: 0 }, 'options.journalLimit must be a whole number from 1 to 10000000; it is 0.'],
])('the options %j are refused with a sentence', async (options, sentence) => {
  await expect(startMock(options as never)).rejects.toThrow(sentence)
})

test('closing does not wait for requests that hang', async () => {
  const mock = await startMock()
  mock.admin.addFault({ kind: 'hang' })
  const hanging = callApi(mock, 'GET', '/api/v2/agents/me')
  await mock.admin.waitFor({ path: '/api/v2/agents/me' })
  await mock.close()
  await expect(hanging).rejects.toThrow()
})

describe('bytes from hostile places', () => {
  const head = (length: number | string, more = '') =>
    `POST /api/v2/contacts HTTP/1.1\r\nHost: x\r\nAuthorization: ${KEY}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n${more}\r\n`
  const invalidJson = '{"code":"invalid_json","message":"Request body has invalid json format"}'

  test('broken utf-8 is broken JSON', async () => {
    const mock = await start()
    const bytes = Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xc3, 0x28]), Buffer.from('","phone":"1"}')])
    expect(await send(mock, Buffer.concat([Buffer.from(head(bytes.length)), bytes]))).toContain(invalidJson)
  })

  test('a character cut in two by the network is whole again', async () => {
    const mock = await start()
    const bytes = Buffer.from('{"name":"Möss","phone":"1"}')
    const cut = bytes.indexOf(0xc3) + 1
    const socket = connect(mock.port, '127.0.0.1')
    socket.write(head(bytes.length))
    socket.write(bytes.subarray(0, cut))
    await new Promise(resolve => setImmediate(resolve))
    socket.write(bytes.subarray(cut))
    const response = await new Promise(resolve => socket.once('data', resolve))
    expect(String(response)).toContain('"name":"Möss"')
    socket.destroy()
  })

  test('ten megabytes of one field get an ordinary response', async () => {
    const mock = await start()
    const response = await callApi(mock, 'POST', '/api/v2/contacts', JSON.stringify({ name: 'x'.repeat(10_000_000) }))
    expect([response.status, response.json().errors[0].field]).toEqual([400, 'name'])
  })

  test('more than twenty are not read', async () => {
    const mock = await start()
    expect(
      await send(mock, Buffer.concat([Buffer.from(head(30_000_000)), Buffer.alloc(21 * 1024 * 1024, 'x')])),
    ).toMatch(/^HTTP\/1.1 413/)
    expect((await callApi(mock, 'GET', '/api/v2/agents/me')).status).toBe(200)
  })

  test.each([
    ['a negative length', head(-5)],
    ['an invalid length', head('five')],
    ['two lengths', head(5, 'Content-Length: 6\r\n')],
    ['length and chunks', head(5, 'Transfer-Encoding: chunked\r\n')],
    ['no HTTP', 'hello\r\n\r\n'],
    ['headers without end', `GET / HTTP/1.1\r\n${`X: ${'y'.repeat(1000)}\r\n`.repeat(30)}\r\n`],
  ])('%s: refused without a word too many', async (_, bytes) => {
    const mock = await start()
    const response = await send(mock, bytes)
    expect(response).toMatch(/^HTTP\/1.1 4\d\d [^<{]*$/)
    expect((await callApi(mock, 'GET', '/api/v2/agents/me')).status).toBe(200)
  })

  test('a client that goes away in the middle of its body does no harm', async () => {
    const mock = await start()
    const socket = connect(mock.port, '127.0.0.1', () => socket.write(`${head(100)}{"name"`, () => socket.destroy()))
    await new Promise(resolve => socket.once('close', resolve))
    expect((await callApi(mock, 'GET', '/api/v2/agents/me')).status).toBe(200)
    expect(mock.admin.requests()).toHaveLength(1)
  })

  test('requests one behind the other on one connection are answered in their order', async () => {
    const mock = await start()
    const get = (id: number) => `GET /api/v2/contacts/${id} HTTP/1.1\r\nHost: x\r\nAuthorization: ${KEY}\r\n`
    const text = `${get(72009990004)}\r\n${get(1)}\r\n${get(72009990005)}Connection: close\r\n\r\n`
    const response = await new Promise<string>(resolve => {
      let received = ''
      const socket = connect(mock.port, '127.0.0.1', () => socket.write(text))
      socket.on('data', chunk => {
        received += chunk
      })
      socket.on('close', () => resolve(received))
    })
    expect(response.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 404', 'HTTP/1.1 200'])
    expect(response.indexOf('Iris')).toBeLessThan(response.indexOf('Jonah'))
  })
})

test('what a fault spoils can have been carried out', async () => {
  const mock = await start()
  mock.admin.addFault({ match: { method: 'POST' }, kind: 'reset', after: true, times: 1 })
  await expect(callApi(mock, 'POST', '/api/v2/contacts', ADA)).rejects.toThrow()
  expect((await callApi(mock, 'POST', '/api/v2/contacts', ADA)).status).toBe(409)
})

test('a fault without a body has Freshdesk’s', async () => {
  const mock = await start()
  const bodies: Record<number, string> = {
    401: '{"code":"invalid_credentials","message":"You have to be logged in to perform this action."}',
    403: '{"code":"access_denied","message":"You are not authorized to perform this action."}',
    404: '',
    500: '{"code":"internal_error","message":"We\'re sorry, but something went wrong."}',
  }
  for (const [status, body] of Object.entries(bodies)) {
    mock.admin.addFault({ status: Number(status), times: 1 })
    const response = await callApi(mock, 'GET', '/api/v2/agents/me')
    expect([response.status, response.text]).toEqual([Number(status), body])
  }
  mock.admin.addFault({ status: 429, times: 1 })
  expect((await callApi(mock, 'GET', '/api/v2/agents/me')).headers.get('retry-after')).toBe('1')
  mock.admin.addFault({ status: 503, times: 1 })
  expect((await callApi(mock, 'GET', '/api/v2/agents/me')).headers.get('content-type')).toBe('text/html')
})
