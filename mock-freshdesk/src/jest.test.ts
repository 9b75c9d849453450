import { type Mock, startMock } from '.'
import { matchers } from './jest'

expect.extend(matchers)

let mock: Mock

beforeEach(async () => {
  mock = await startMock()
})

afterEach(() => mock.close())

const send = (method: string, path: string, body?: object) =>
  fetch(`${mock.url}${path}`, {
    method,
    headers: { Authorization: `Basic ${btoa('mock-api-key:X')}`, 'Content-Type': 'application/json' },
    body: body ? JSON.stringify(body) : null,
  })

const createAda = () => send('POST', '/api/v2/contacts', { name: 'Ada Moss', email: 'ada.moss@example.com' })

/** The message of an expectation that fails. */
function messageOf(expectation: () => void): string {
  try {
    expectation()
  } catch (error) {
    return (error as Error).message
  }
  throw new Error('The expectation holds.')
}

const GRACE = { method: 'POST', path: '/api/v2/contacts', body: { email: 'grace@example.com' } }

describe('toHaveReceived', () => {
  test('holds for a request that fits the pattern', async () => {
    await createAda()
    expect(mock).toHaveReceived()
    expect(mock).toHaveReceived({ method: 'POST', path: '/api/v2/contacts', body: { name: 'Ada Moss' }, status: 201 })
    expect(mock).not.toHaveReceived({ method: 'DELETE' })
  })

  test('without a request that fits shows the nearest request and its differences', async () => {
    await createAda()
    await send('GET', '/api/v2/contacts?email=grace@example.com')
    expect(messageOf(() => expect(mock).toHaveReceived(GRACE))).toBe(`expect(mock).toHaveReceived(pattern)

Expected a request that fits {"method":"POST","path":"/api/v2/contacts","body":{"email":"grace@example.com"}}.
The nearest of 2 requests is:
  request 1: POST /api/v2/contacts, response 201
    {"name":"Ada Moss","email":"ada.moss@example.com"}
Differences:
  body.email: expected "grace@example.com", was "ada.moss@example.com"`)
  })

  test('without any request says how to wait for one', () => {
    expect(messageOf(() => expect(mock).toHaveReceived({}))).toBe(`expect(mock).toHaveReceived(pattern)

Expected a request that fits {}.
The mock received no request. A request counts when it has its response: await mock.admin.waitFor(pattern)`)
  })

  test('negated lists the requests that fit', async () => {
    await createAda()
    mock.admin.addFault({ kind: 'reset', times: 1 })
    await send('DELETE', '/api/v2/contacts/4711').catch(() => {})
    expect(
      messageOf(() => expect(mock).not.toHaveReceived({ path: '/api/v2/contacts*' })),
    ).toBe(`expect(mock).not.toHaveReceived(pattern)

Expected no request that fits {"path":"/api/v2/contacts*"}.
The mock received 2 requests that fit:
  request 1: POST /api/v2/contacts, response 201
    {"name":"Ada Moss","email":"ada.moss@example.com"}
  request 2: DELETE /api/v2/contacts/4711, no response`)
  })

  test('with a key that patterns do not have throws', () => {
    expect(() => expect(mock).toHaveReceived({ verb: 'POST' } as object)).toThrow('verb')
  })

  test('of anything but a mock throws', () => {
    expect(() => expect(mock.url).toHaveReceived({})).toThrow(
      'toHaveReceived() needs the mock that startMock() resolves with: expect(mock).toHaveReceived(...)',
    )
  })
})

describe('toHaveReceivedTimes', () => {
  test('holds for as many requests that fit', async () => {
    await createAda()
    await createAda()
    expect(mock).toHaveReceivedTimes({ method: 'POST' }, 2)
    expect(mock).toHaveReceivedTimes({ method: 'POST', status: 409 }, 1)
    expect(mock).toHaveReceivedTimes({ method: 'PUT' }, 0)
    expect(mock).not.toHaveReceivedTimes({ method: 'POST' }, 1)
  })

  test('with too few requests shows those that fit and the nearest other one', async () => {
    await createAda()
    await send('GET', '/api/v2/contacts')
    const pattern = { method: 'POST', path: '/api/v2/contacts' }
    expect(
      messageOf(() => expect(mock).toHaveReceivedTimes(pattern, 2)),
    ).toBe(`expect(mock).toHaveReceivedTimes(pattern)

Expected 2 requests that fit {"method":"POST","path":"/api/v2/contacts"}.
The mock received 1 request that fits:
  request 1: POST /api/v2/contacts, response 201
    {"name":"Ada Moss","email":"ada.moss@example.com"}
The other request is:
  request 2: GET /api/v2/contacts, response 200
Differences:
  method: expected "POST", was "GET"`)
  })

  test('with too many requests lists the first five that fit', async () => {
    for (let i = 0; i < 7; i++) await send('GET', '/api/v2/agents/me')
    expect(
      messageOf(() => expect(mock).toHaveReceivedTimes({ method: 'GET' }, 1)),
    ).toBe(`expect(mock).toHaveReceivedTimes(pattern)

Expected 1 request that fits {"method":"GET"}.
The mock received 7 requests that fit:
  request 1: GET /api/v2/agents/me, response 200
  request 2: GET /api/v2/agents/me, response 200
  request 3: GET /api/v2/agents/me, response 200
  request 4: GET /api/v2/agents/me, response 200
  request 5: GET /api/v2/agents/me, response 200
  and 2 more`)
  })
})
