import { connect } from 'node:net'
import { type Mock, startMock } from '..'

/** What the inspector asks /__admin for, beyond what scripts ask for. */

let mock: Mock
beforeAll(async () => {
  mock = await startMock()
})
afterAll(() => mock.close())
beforeEach(() => mock.reset())

async function admin(method: string, path: string, body?: unknown) {
  const response = await fetch(`${mock.url}/__admin${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, json: text === '' ? undefined : JSON.parse(text) }
}

async function api(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${mock.url}/api/v2${path}`, {
    method,
    headers: { authorization: `Basic ${btoa('mock-api-key:X')}`, 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  await response.text()
  return response.status
}

const IRIS = 72009990004

describe('POST /__admin/calls', () => {
  test('makes a write past faults and limits, and the journal has it with a note', async () => {
    mock.admin.changeRateLimit({ plan: 1 })
    mock.admin.addFault({ status: 503 })
    const { json } = await admin('POST', '/calls', {
      method: 'PUT',
      url: `/api/v2/contacts/${IRIS}`,
      body: { job_title: 'Botanist' },
    })
    expect([json.status, JSON.parse(json.body).job_title]).toEqual([200, 'Botanist'])
    expect(mock.admin.requests()).toMatchObject([
      { method: 'PUT', status: 200, notes: ['Made by hand in the inspector; no client sent it.'] },
    ])
    expect(mock.admin.rateLimit()).toMatchObject({ plan: 1, used: 0 })
    expect(mock.admin.recording().recording).toEqual([
      { method: 'PUT', url: `/api/v2/contacts/${IRIS}`, body: { job_title: 'Botanist' } },
    ])
  })

  test('answers a refusal as Freshdesk words it', async () => {
    const { json } = await admin('POST', '/calls', { method: 'POST', url: '/api/v2/contacts', body: { name: '' } })
    expect(json.status).toBe(400)
    expect(JSON.parse(json.body).errors[0]).toMatchObject({ field: 'name' })
  })

  test('leaves no trace of a read', async () => {
    const { json } = await admin('POST', '/calls', { method: 'GET', url: '/api/v2/agents' })
    expect(JSON.parse(json.body)).toHaveLength(3)
    expect(mock.admin.requests()).toEqual([])
  })
})

describe('POST /__admin/requests/:id/resend', () => {
  test('sends the same request with the same key, and names the first one', async () => {
    await api('POST', '/contacts', { name: 'Ada Moss', email: 'ada@example.com' })
    const [first] = mock.admin.requests()
    const { json } = await admin('POST', `/requests/${first?.id}/resend`)
    const [second] = mock.admin.requests()
    expect(second).toMatchObject({
      id: json.id,
      method: 'POST',
      status: 409,
      request: { body: '{"name":"Ada Moss","email":"ada@example.com"}' },
    })
    expect(second?.request.headers['x-mock-resent-from']).toMatch(new RegExp(`^${first?.id};`))
  })

  test('goes through faults, also one that never responds', async () => {
    await api('GET', '/agents/me')
    const [first] = mock.admin.requests()
    mock.admin.addFault({ kind: 'hang', times: 1 })
    const { json } = await admin('POST', `/requests/${first?.id}/resend`)
    expect(mock.admin.requests()[0]).toMatchObject({ id: json.id, status: null, hanging: true })
  })
})

test('DELETE /__admin/requests can be undone with POST /__admin/requests/restore', async () => {
  await api('GET', '/agents/me')
  await admin('DELETE', '/requests')
  expect(mock.admin.requests()).toEqual([])
  expect(await admin('POST', '/requests/restore')).toEqual({ status: 200, json: { restored: 1 } })
  expect(mock.admin.requests()).toMatchObject([{ url: '/api/v2/agents/me' }])
  expect(await admin('POST', '/requests/restore')).toEqual({ status: 200, json: { restored: 0 } })
})

test('a reset leaves nothing to restore', async () => {
  await api('GET', '/agents/me')
  await admin('DELETE', '/requests')
  await admin('POST', '/reset')
  expect((await admin('POST', '/requests/restore')).json).toEqual({ restored: 0 })
})

test('a request without a response takes as long as its client waited', async () => {
  const socket = connect(mock.port, '127.0.0.1')
  const auth = `Authorization: Basic ${btoa('mock-api-key:X')}`
  socket.write(`GET /api/v2/agents/me HTTP/1.1\r\nHost: x\r\n${auth}\r\nX-Mock-Fault: hang\r\n\r\n`)
  const [waiting] = await mock.admin.waitFor({ path: '/api/v2/agents/me' })
  expect(waiting).toMatchObject({ status: null, hanging: true })

  const stream = await fetch(`${mock.url}/__admin/requests/stream`)
  socket.destroy()
  const [entry] = (await readUntil(stream, 'event: changed')).match(/\{.*\}/) ?? ['{}']
  const { id, hanging, durationMs } = JSON.parse(entry)
  expect([id, hanging]).toEqual([waiting?.id, undefined])
  expect(mock.admin.requests()[0]?.durationMs).toBe(durationMs)
  expect(durationMs).toBeGreaterThan(waiting?.durationMs ?? Number.POSITIVE_INFINITY)
})

/** Reads server-sent events until one of this name came, and returns that one. */
async function readUntil(response: Response, name: string): Promise<string> {
  let text = ''
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += Buffer.from(chunk).toString()
    const found = text.split('\n\n').find(event => event.startsWith(name))
    if (found) return found
  }
  return ''
}

describe('GET /__admin/contacts', () => {
  const people = [
    { id: 1, name: 'Cleo', email: 'a@example.com', updated_at: '2026-01-02T00:00:00Z', company_id: 7 },
    { id: 2, name: 'ada', email: 'C@example.com', updated_at: '2026-01-03T00:00:00Z' },
    { id: 3, name: 'Ben', updated_at: '2026-01-01T00:00:00Z', deleted: true, company_id: 7 },
  ]
  const ids = (query: string) =>
    admin('GET', `/contacts?${query}`).then(({ json }) => json.contacts.map(({ id }: { id: number }) => id))

  test.each([
    ['', [2, 1, 3]],
    ['sort=name', [2, 3, 1]],
    ['sort=name&order=desc', [1, 3, 2]],
    ['sort=email', [1, 2, 3]],
    ['sort=email&order=desc', [2, 1, 3]],
    ['sort=updated_at&order=desc', [2, 1, 3]],
    ['sort=updated_at&limit=1&offset=1', [1]],
    ['sort=updated_at&order=desc&limit=1&offset=1', [1]],
    ['sort=name&state=deleted', [3]],
    ['sort=name&order=desc&q=e', [1, 3, 2]],
    ['company_id=7', [1, 3]],
  ])('with %s lists %j', async (query, wanted) => {
    mock.admin.seed({ contacts: people, companies: [{ id: 7, name: 'Moss' }] })
    expect(await ids(query)).toEqual(wanted)
  })

  test('keeps a sorted column in step with changes', async () => {
    mock.admin.seed({ contacts: people })
    expect(await ids('sort=email')).toEqual([1, 2, 3])
    await api('PUT', '/contacts/1', { email: 'z@example.com' })
    expect(await ids('sort=email')).toEqual([2, 1, 3])
  })
})

test('GET /__admin/companies searches names, domains and ids, whatever their case', async () => {
  const names = async (q: string) =>
    (await admin('GET', `/companies?q=${q}`)).json.companies.map(({ name }: { name: string }) => name)
  expect(await names('')).toEqual(['Quillfarm', 'Tidewater Looms'])
  expect(await names('TIDEWATER.ex')).toEqual(['Tidewater Looms'])
  expect(await names('990001')).toEqual(['Quillfarm'])
})
