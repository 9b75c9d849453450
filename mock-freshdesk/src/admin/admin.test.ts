import { request as httpRequest } from 'node:http'
import { type Mock, startMock } from '..'

let mock: Mock
beforeAll(async () => {
  mock = await startMock()
})
afterAll(() => mock.close())
beforeEach(() => mock.reset())

/** Sends one request to /__admin. Returns the JSON of the response, or undefined without a body. */
async function admin(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
  const response = await fetch(`${mock.url}/__admin${path}`, { method, headers, ...sent, redirect: 'manual' })
  const text = await response.text()
  return { status: response.status, headers: response.headers, json: text === '' ? undefined : JSON.parse(text) }
}

const key = 'mock-api-key'

/** One call of /api/v2 as an agent makes it. */
async function api(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${mock.url}/api/v2${path}`, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(`${key}:X`).toString('base64')}`,
      'content-type': 'application/json',
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.startsWith('application/json')
  return { status: response.status, headers: response.headers, json: isJson ? JSON.parse(text) : undefined }
}

/** fetch forbids some headers, so node:http sends them. */
function send(method: string, path: string, headers: Record<string, string>, text = '') {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const sent = httpRequest(`${mock.url}${path}`, { method, headers }, res => {
      let body = ''
      res.setEncoding('utf8').on('data', chunk => {
        body += chunk
      })
      res.on('end', () => resolve({ status: res.statusCode ?? 0, body }))
    })
    sent.on('error', reject).end(text)
  })
}

const ada = { name: 'Ada Moss', email: 'ada.moss@example.com' }

describe('the journal', () => {
  test('lists what came in, newest first, with the key masked', async () => {
    await api('POST', '/contacts', ada)
    await api('GET', '/agents/me')

    const { json } = await admin('GET', '/requests')
    expect(json.meta).toEqual({ total: 2, lastSeq: expect.any(Number) })
    expect(json.requests).toMatchObject([
      { method: 'GET', path: '/api/v2/agents/me', status: 200, account: 'default', notes: [] },
      {
        method: 'POST',
        url: '/api/v2/contacts',
        status: 201,
        request: { headers: { authorization: 'Basic ****-key' }, body: JSON.stringify(ada) },
        response: { headers: { Status: '201 Created' } },
      },
    ])
    expect(JSON.stringify(json)).not.toContain(Buffer.from(`${key}:X`).toString('base64'))
  })

  test('filters, pages and summarizes', async () => {
    await api('POST', '/contacts', ada)
    await api('GET', '/contacts?email=nobody@example.com')
    const { json } = await admin('GET', '/requests?method=get&path=/api/v2/contacts&limit=1&summary=true')
    expect(json.requests).toHaveLength(1)
    expect(json.requests[0]).toMatchObject({ url: '/api/v2/contacts?email=nobody@example.com', status: 200 })
    expect(json.requests[0]).not.toHaveProperty('request')
    const [{ id }] = json.requests
    expect((await admin('GET', `/requests/${id}`)).json).toMatchObject({ id, request: { body: '' } })
  })

  test('counts, finds, and shows the nearest with the differences', async () => {
    await api('POST', '/contacts', ada)
    const pattern = { method: 'POST', path: '/api/v2/contacts', body: { email: 'ada.moss@example.com' } }
    expect((await admin('POST', '/requests/count', pattern)).json).toEqual({ count: 1 })
    expect((await admin('POST', '/requests/find', pattern)).json.requests).toMatchObject([{ status: 201 }])
    const nearest = await admin('POST', '/requests/nearest', { ...pattern, body: { email: 'grace@example.com' } })
    expect(nearest.json.differences).toEqual(['body.email: expected "grace@example.com", was "ada.moss@example.com"'])
  })

  test('waits for a request', async () => {
    const waiting = admin('POST', '/requests/wait', { method: 'POST', path: '/api/v2/contacts' })
    await api('POST', '/contacts', ada)
    expect((await waiting).json.requests).toMatchObject([{ method: 'POST', status: 201 }])
  })

  test('gives up waiting with what came nearest', async () => {
    await api('GET', '/contacts')
    const { status, json } = await admin('POST', '/requests/wait', { method: 'POST', timeoutMs: 0 })
    expect(status).toBe(408)
    expect(json).toMatchObject({
      error: '0 of 1 came in within 0 ms.',
      nearest: { method: 'GET' },
      differences: ['method: expected "POST", was "GET"'],
    })
  })

  test('does not wait for who has gone away', async () => {
    const aborter = new AbortController()
    const wait = (more: RequestInit) =>
      fetch(`${mock.url}/__admin/requests/wait`, { method: 'POST', body: '{"timeoutMs":60000}', ...more })
    const gone = Array.from({ length: 100 }, () => wait({ signal: aborter.signal }).catch(() => undefined))
    const oneMore = () => wait({ body: '{"timeoutMs":0}' }).then(({ status }) => status)
    while ((await oneMore()) !== 400);
    aborter.abort()
    await Promise.all(gone)
    while ((await oneMore()) !== 408);
  })

  test('is emptied', async () => {
    await api('GET', '/contacts')
    expect(await admin('DELETE', '/requests')).toMatchObject({ status: 204, json: undefined })
    expect((await admin('GET', '/requests')).json.requests).toEqual([])
  })

  test('notes a client that does not wait out its Retry-After', async () => {
    await api('GET', '/contacts', undefined, { 'x-mock-fault': '429;retry-after=30' })
    await api('GET', '/contacts')
    const { json } = await admin('GET', '/requests?limit=1')
    expect(json.requests[0].notes).toEqual([
      expect.stringMatching(/^Came back \d+\.\d s too early: the response to request \d+ asked/),
    ])
  })

  test('streams requests as they come in', async () => {
    const aborter = new AbortController()
    const response = await fetch(`${mock.url}/__admin/requests/stream`, { signal: aborter.signal })
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = (await reader?.read())?.value ?? ''
    await api('GET', '/agents/me')
    while (!text.includes('data: ')) text += (await reader?.read())?.value
    aborter.abort()
    const [, name, data = ''] = /event: (\w+)\ndata: (.*)\n\n/.exec(text) ?? []
    expect(name).toBe('request')
    expect(JSON.parse(data)).toMatchObject({ method: 'GET', path: '/api/v2/agents/me', status: 200 })
  })
})

describe('faults', () => {
  test('apply to what they match, and are seen in the journal', async () => {
    const { status, json } = await admin('POST', '/faults', {
      match: { method: 'POST', path: '/api/v2/contacts' },
      times: 1,
      status: 429,
      headers: { 'Retry-After': '2' },
    })
    expect(status).toBe(201)
    expect((await api('GET', '/agents/me')).status).toBe(200)
    const changed = await api('POST', '/contacts', ada)
    expect(changed.status).toBe(429)
    expect(changed.headers.get('retry-after')).toBe('2')
    expect((await api('POST', '/contacts', ada)).status).toBe(201)
    expect((await admin('GET', '/faults')).json).toEqual({ faults: [] })
    expect((await admin('GET', '/requests?status=429')).json.requests).toMatchObject([{ fault: json.id }])
  })

  test.each(['/api/v2/contacts', '/api/v2*', '/api/*/contacts', '/api*', '*', '*/contacts'])(
    'apply to the path %s',
    async path => {
      await admin('POST', '/faults', { match: { path, method: 'post' }, status: 503 })
      expect((await api('POST', '/contacts', ada)).status).toBe(503)
    },
  )

  test('put their headers over the usual ones, or leave one out', async () => {
    await admin('POST', '/faults', { times: 1, status: 429, headers: { 'retry-after': null } })
    await admin('POST', '/faults', { times: 1, status: 429, headers: { 'retry-after': '7' } })
    await admin('POST', '/faults', { times: 1, status: 429 })
    const retryAfter = []
    for (let i = 0; i < 3; i++) retryAfter.push((await api('GET', '/contacts')).headers.get('retry-after'))
    expect(retryAfter).toEqual(['1', '7', null])
  })

  test.each(['answer', 'malformed'])('leave out the date as well (%s)', async kind => {
    await admin('POST', '/faults', { times: 1, status: 500, kind, body: '{}', headers: { date: null } })
    const { headers } = await fetch(`${mock.url}/api/v2/agents/me`)
    expect([headers.get('date'), headers.get('status')]).toEqual([null, '500 Internal Server Error'])
  })

  test('that drop, cut or break the response do so', async () => {
    await admin('POST', '/faults', { times: 1, kind: 'reset' })
    await expect(api('GET', '/contacts')).rejects.toThrow('fetch failed')
    await admin('POST', '/faults', { times: 1, kind: 'cut-off' })
    await expect(api('GET', '/contacts')).rejects.toThrow()
    await admin('POST', '/faults', { times: 1, kind: 'malformed' })
    await expect(api('GET', '/contacts')).rejects.toThrow(SyntaxError)
    expect((await admin('GET', '/requests')).json.requests.map((entry: { status: unknown }) => entry.status)).toEqual([
      200,
      200,
      null,
    ])
  })

  test('that hang send no response, and the client may go away', async () => {
    await admin('POST', '/faults', { times: 1, kind: 'hang' })
    const aborter = new AbortController()
    const hanging = fetch(`${mock.url}/api/v2/contacts`, { signal: aborter.signal })
    await admin('POST', '/requests/wait', { path: '/api/v2/contacts' })
    aborter.abort()
    await expect(hanging).rejects.toThrow()
  })

  test('that delay let a later request overtake', async () => {
    await admin('POST', '/faults', { match: { path: '/api/v2/contacts' }, times: 1, delayMs: 60_000 })
    const aborter = new AbortController()
    const slow = fetch(`${mock.url}/api/v2/contacts`, { signal: aborter.signal })
    expect((await api('GET', '/agents/me')).status).toBe(200)
    expect((await admin('GET', '/requests?summary=true')).json.requests).toMatchObject([{ path: '/api/v2/agents/me' }])
    aborter.abort()
    await expect(slow).rejects.toThrow()
  })

  test('with after lose only the response', async () => {
    await admin('POST', '/faults', { times: 1, kind: 'reset', after: true })
    await expect(api('POST', '/contacts', ada)).rejects.toThrow('fetch failed')
    expect((await api('POST', '/contacts', ada)).status).toBe(409)
  })

  test('are sorted by email by default', async () => {
    const unlucky = { name: 'Ada', email: 'ada+503@example.com' }
    expect((await api('POST', '/contacts', unlucky)).status).toBe(503)
    expect((await api('POST', '/contacts', unlucky)).status).toBe(201)
    await admin('PATCH', '/settings', { magicEmails: false })
    expect((await api('POST', '/contacts', { name: 'Ada', email: 'ada+401@example.com' })).status).toBe(201)
  })

  test('are removed one by one, or all', async () => {
    const { json } = await admin('POST', '/faults', { status: 500 })
    await admin('POST', '/faults', { status: 503 })
    expect((await admin('DELETE', `/faults/${json.id}`)).status).toBe(204)
    expect((await admin('DELETE', `/faults/${json.id}`)).status).toBe(404)
    expect((await admin('GET', '/faults')).json.faults).toMatchObject([{ status: 503 }])
    expect((await admin('DELETE', '/faults')).status).toBe(204)
    expect((await admin('GET', '/faults')).json).toEqual({ faults: [] })
  })
})

describe('clock and limits', () => {
  test('the clock stands, moves on, and runs again', async () => {
    expect((await admin('POST', '/clock', { freeze: '2026-11-23T09:00:00Z' })).json).toEqual({
      now: '2026-11-23T09:00:00.000Z',
      frozen: true,
    })
    expect((await admin('POST', '/clock', { advanceSeconds: 90.5 })).json.now).toBe('2026-11-23T09:01:30.500Z')
    expect((await admin('GET', '/clock')).json.now).toBe('2026-11-23T09:01:30.500Z')
    expect((await admin('POST', '/clock', { resume: true })).json.frozen).toBe(false)
  })

  test('a used-up window is refused, and over once the clock has moved a minute', async () => {
    await admin('POST', '/clock', { freeze: true })
    await admin('POST', '/rate-limit', { plan: 2 })
    await api('GET', '/agents/me')
    await api('GET', '/agents/me')
    const refused = await api('GET', '/agents/me')
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('60')
    expect((await admin('GET', '/rate-limit')).json).toMatchObject({
      plan: 2,
      limit: 2,
      remaining: 0,
      resetsInSeconds: 60,
    })
    await admin('POST', '/clock', { advanceSeconds: 60 })
    expect((await api('GET', '/agents/me')).status).toBe(200)
  })

  test('a window can be started afresh, and limits switched off', async () => {
    await admin('POST', '/rate-limit', { plan: 1 })
    await api('GET', '/agents/me')
    expect((await api('GET', '/agents/me')).status).toBe(429)
    await admin('POST', '/rate-limit', { reset: true })
    expect((await api('GET', '/agents/me')).status).toBe(200)
    await admin('POST', '/rate-limit', { plan: 'off' })
    expect((await api('GET', '/agents/me')).status).toBe(200)
  })
})

describe('data', () => {
  test('contacts are shown by name, searched, and paged', async () => {
    await api('POST', '/contacts', ada)
    const all = (await admin('GET', '/contacts')).json
    const names = all.contacts.map(({ name }: { name: string }) => name)
    expect(names).toEqual(['Ada Moss', 'Iris Calder', 'Jonah Petrie', 'Mara Lindqvist'])
    expect(all.total).toBe(4)
    const found = (await admin('GET', '/contacts?q=ADA.MOSS')).json
    expect(found).toMatchObject({ contacts: [ada], total: 1 })
    expect((await admin('GET', '/contacts?q=a&offset=1&limit=2')).json).toMatchObject({
      contacts: [{ name: 'Iris Calder' }, { name: 'Jonah Petrie' }],
      total: 4,
    })
    const { id } = found.contacts[0]
    expect((await admin('GET', `/contacts/${id}`)).json).toMatchObject({ id, ...ada, tags: [] })
    await api('DELETE', `/contacts/${id}`)
    expect((await admin('GET', '/contacts?state=deleted')).json).toMatchObject({
      contacts: [{ id, deleted: true }],
      total: 1,
    })
    expect((await admin('GET', '/contacts?offset=3&limit=5&state=')).json).toMatchObject({
      contacts: [{ id }],
      total: 4,
    })
    expect((await admin('GET', '/contacts?state=verified')).json).toMatchObject({
      contacts: [{ name: 'Iris Calder' }],
      total: 1,
    })
    expect((await admin('GET', '/contacts/1')).status).toBe(404)
  })

  test.each(['GRACE', 'fern@EXAMPLE', 'g.fern', '1 ext9', '2 Ext9', 'u-77', '90001'])(
    'a contact is found by %s',
    async q => {
      const grace = { name: 'Grace Fern', email: 'grace.fern@example.com', other_emails: ['g.fern@example.org'] }
      const numbers = { phone: '+44 1 EXT9', mobile: '+44 2 EXT9', unique_external_id: 'U-77' }
      await admin('PUT', '/seed', { contacts: [{ ...grace, ...numbers, id: 90001 }, { name: 'Ada Moss' }] })
      expect((await admin('GET', `/contacts?q=${q}`)).json.contacts).toMatchObject([grace])
      await admin('PUT', '/seed', {})
    },
  )

  test('settings are switched and come back with a reset', async () => {
    const before = (await admin('GET', '/settings')).json
    expect(before).toMatchObject({ uniquePhone: false, magicEmails: true, latencyMs: 0, plan: 'enterprise' })
    const change = { uniquePhone: true, magicEmails: false, latencyMs: 1, plan: 'trial' }
    expect((await admin('PATCH', '/settings', change)).json).toMatchObject(change)
    await admin('POST', '/reset')
    expect((await admin('GET', '/settings')).json).toEqual(before)
  })

  test('settings, plan, faults and clock outlive a seed, until a reset', async () => {
    await admin('PATCH', '/settings', { uniquePhone: true, plan: 7 })
    await admin('POST', '/faults', { status: 503 })
    await admin('POST', '/clock', { freeze: true })
    await admin('PUT', '/seed', {})
    expect((await admin('GET', '/settings')).json).toMatchObject({ uniquePhone: true, plan: 7 })
    expect((await admin('GET', '/faults')).json.faults).toHaveLength(1)
    expect((await admin('GET', '/clock')).json.frozen).toBe(true)
    await admin('POST', '/reset')
    expect((await admin('GET', '/settings')).json).toMatchObject({ uniquePhone: false, plan: 'enterprise' })
  })

  test('a snapshot is a seed', async () => {
    await api('POST', '/contacts', ada)
    const { json: snapshot } = await admin('GET', '/snapshot')
    expect(snapshot.contacts).toHaveLength(4)
    await admin('POST', '/reset')
    expect((await admin('GET', '/contacts')).json.total).toBe(3)
    expect(await admin('PUT', '/seed', snapshot)).toMatchObject({
      status: 200,
      json: { agents: 3, contact_fields: 1, company_fields: 0, companies: 2, contacts: 4 },
    })
    expect((await admin('GET', '/snapshot')).json).toEqual(snapshot)
    await api('DELETE', `/contacts/${snapshot.contacts[0].id}`)
    await admin('POST', '/reset')
    expect((await admin('GET', '/snapshot')).json).toEqual(snapshot)
    expect((await admin('PUT', '/seed', {})).json.contacts).toBe(3)
    expect((await admin('GET', '/contacts')).json.total).toBe(3)
  })

  test('a recording is replayed onto other data', async () => {
    const { json: created } = await api('POST', '/contacts', ada)
    await api('PUT', `/contacts/${created.id}`, { job_title: 'Buyer' })
    await api('POST', '/contacts', ada)
    await api('GET', '/contacts')
    const { json: recording } = await admin('GET', '/recording')
    expect(recording).toEqual({
      recording: [
        { method: 'POST', url: '/api/v2/contacts', body: ada },
        { method: 'PUT', url: `/api/v2/contacts/${created.id}`, body: { job_title: 'Buyer' } },
      ],
      complete: true,
    })
    await admin('POST', '/reset')
    await admin('POST', '/rate-limit', { plan: 1 })
    expect((await admin('POST', '/recording', recording)).json).toEqual({ replayed: 2, refused: [] })
    expect((await admin('GET', '/contacts?q=ada')).json.contacts).toMatchObject([
      { ...ada, id: created.id, job_title: 'Buyer' },
    ])
    expect((await admin('GET', '/requests')).json.requests).toMatchObject([
      { method: 'PUT', status: 200, notes: ['Replayed from a recording; no client sent it.'] },
      { method: 'POST', status: 201, notes: ['Replayed from a recording; no client sent it.'] },
    ])
    expect((await admin('GET', '/rate-limit')).json).toMatchObject({ plan: 1, used: 0 })
    expect((await admin('GET', '/recording')).json).toEqual(recording)
    expect((await admin('POST', '/recording', { recording: recording.recording.slice(0, 1) })).json).toMatchObject({
      replayed: 0,
      refused: [{ index: 0, method: 'POST', url: '/api/v2/contacts', status: 409 }],
    })
  })
})

describe('a recording', () => {
  const grace = { name: 'Grace Fern', email: 'grace@example.com' }

  test('starts at the seed', async () => {
    await api('POST', '/contacts', ada)
    await admin('PUT', '/seed', { contacts: [] })
    await api('POST', '/contacts', grace)
    expect((await admin('GET', '/recording')).json.recording).toMatchObject([{ body: grace }])
    expect((await admin('GET', '/requests')).json.meta.total).toBe(2)
    await admin('PUT', '/seed?account=default', { contacts: [] })
    expect((await admin('GET', '/recording')).json).toEqual({ recording: [], complete: true })
    await admin('PUT', '/seed', {})
  })

  test('is complete when only what came before the seed was forgotten', async () => {
    const small = await startMock({ journalLimit: 1 })
    const create = () => small.admin.replay({ recording: [{ method: 'POST', url: '/api/v2/contacts', body: grace }] })
    create()
    small.admin.seed({ contacts: [] })
    create()
    const afterSeed = small.admin.recording()
    create()
    const afterMore = small.admin.recording()
    await small.close()
    expect(afterSeed).toMatchObject({ recording: [{ body: grace }], complete: true })
    expect(afterMore).toEqual({ recording: [], complete: false })
  })
})

describe('several accounts', () => {
  const seed = { accounts: { acme: { contacts: [{ name: 'Ada Moss' }] }, other: { contacts: [] } } }
  beforeEach(() => admin('PUT', '/seed', seed))
  afterEach(() => admin('PUT', '/seed', {}))

  test('are looked at and changed one by one', async () => {
    expect((await admin('GET', '/health')).json.accounts).toEqual(['default', 'acme', 'other'])
    expect((await admin('GET', '/contacts?account=acme')).json).toMatchObject({
      contacts: [{ name: 'Ada Moss' }],
      total: 1,
    })
    expect((await admin('GET', '/db/contacts?account=other')).json).toEqual([])
    await admin('POST', '/rate-limit?account=acme', { plan: 3 })
    await admin('PATCH', '/settings?account=other', { uniquePhone: true })
    expect((await admin('GET', '/rate-limit?account=acme')).json.plan).toBe(3)
    expect((await admin('GET', '/rate-limit')).json.plan).toBe('enterprise')
    expect((await admin('GET', '/settings?account=acme')).json.uniquePhone).toBe(false)
    expect((await admin('PUT', '/seed', seed)).json).toMatchObject({
      contacts: 3,
      accounts: { acme: { contacts: 1, agents: 3 }, other: { contacts: 0 } },
    })
    const other = (await admin('PUT', '/seed?account=other', { contacts: [{ name: 'Grace Fern' }] })).json
    expect(other).toEqual({ agents: 3, contact_fields: 1, company_fields: 0, companies: 2, contacts: 1 })
    expect((await admin('GET', '/snapshot?account=other')).json.contacts).toMatchObject([{ name: 'Grace Fern' }])
    expect((await admin('GET', '/contacts?account=acme')).json.total).toBe(1)
  })

  test('a recording remembers which account each call was for', async () => {
    const { port } = new URL(mock.url)
    const headers = {
      host: `acme.localhost:${port}`,
      authorization: `Basic ${btoa('mock-api-key:X')}`,
      'content-type': 'application/json',
    }
    await send('POST', '/api/v2/contacts', headers, JSON.stringify(ada))
    const { json: recording } = await admin('GET', '/recording')
    expect(recording.recording).toEqual([{ method: 'POST', url: '/api/v2/contacts', body: ada, account: 'acme' }])
    expect((await admin('GET', '/requests?account=acme')).json.meta.total).toBe(1)
    await admin('POST', '/reset')
    await admin('POST', '/recording', recording)
    expect((await admin('GET', '/contacts?account=acme')).json.total).toBe(2)
    expect((await admin('GET', '/contacts?account=other')).json.total).toBe(0)
  })
})

describe("json-server's router over the raw rows", () => {
  test('shows them, without the keys of agents', async () => {
    const { json } = await admin('GET', '/db/db')
    expect(Object.keys(json)).toEqual(['agents', 'contact_fields', 'company_fields', 'companies', 'contacts'])
    expect(JSON.stringify(json)).not.toContain('mock-api-key')
    expect((await admin('GET', '/db/contacts?name=Iris%20Calder')).json).toMatchObject([{ name: 'Iris Calder' }])
  })

  test('puts rows in, changes and removes them, past every rule of Freshdesk', async () => {
    const { status, json: made } = await admin('POST', '/db/contacts', {
      name: 'Ada, www.moss',
      email: 'ada@example.com',
    })
    expect(status).toBe(201)
    expect((await api('GET', `/contacts/${made.id}`)).json).toMatchObject({ name: 'Ada, www.moss', tags: [] })
    await admin('PATCH', `/db/contacts/${made.id}`, { email: 'grace@example.com' })
    expect((await api('GET', '/contacts?email=grace@example.com')).json).toMatchObject([{ id: made.id }])
    expect((await api('GET', '/contacts?email=ada@example.com')).json).toEqual([])
    await admin('PUT', `/db/contacts/${made.id}`, { name: 'Grace', deleted: true })
    expect((await api('GET', `/contacts/${made.id}`)).json).toMatchObject({ name: 'Grace', email: null, deleted: true })
    await admin('PATCH', '/db/agents/72009990001', { name: 'Lee Quill' })
    expect((await api('GET', '/agents/me')).json.contact.name).toBe('Lee Quill')
    await admin('DELETE', `/db/contacts/${made.id}`)
    expect((await api('GET', `/contacts/${made.id}`)).status).toBe(404)
    expect((await api('GET', '/agents/me')).status).toBe(200)
    expect((await api('POST', '/contacts', ada)).json.id).toBeGreaterThan(made.id)
  })

  test.each([
    ['POST', '/db/contacts', { nickname: 'Ada' }, 400, 'nickname is not known here.'],
    [
      'POST',
      '/db/contacts',
      { name: 'Ada', id: 72009990001 },
      400,
      'One of the agents has the id 72009990001 already.',
    ],
    ['POST', '/db/contacts', { name: 'Ada', id: 72009990004 }, 400, 'json-server cannot do this'],
    ['POST', '/db/contacts', [1, 2], 400, 'The body must be a JSON object.'],
    ['POST', '/db/contacts', '{', 400, 'The body is not JSON'],
    ['POST', '/db/contacts', '{"__proto__":{"polluted":1}}', 400, ''],
    ['GET', '/db/nothing', undefined, 404, 'There is no such row.'],
    ['GET', '/db/contacts/1', undefined, 404, 'There is no such row.'],
    ['GET', '/db', undefined, 404, 'There is no GET /__admin/db.'],
  ])('%s %s %j: %d, a sentence', async (method, path, body, status, sentence) => {
    const refused = await admin(method, path, body)
    expect(refused.status).toBe(status)
    expect(refused.json.error).toContain(sentence)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  test('takes a pattern for a text, and no script of other sites', async () => {
    expect((await admin('GET', '/db/contacts?name_like=(a%2B)%2B%24')).json).toEqual([])
    expect((await admin('GET', '/db/contacts?name_like=calder')).json).toHaveLength(1)
    expect((await admin('GET', '/db/db?callback=steal')).json).toHaveProperty('contacts')
  })
})

describe('what is out of range is refused with a sentence', () => {
  test.each<[string, string, unknown, number, string]>([
    ['POST', '/faults', { status: 42 }, 400, 'status must be a whole number from 200 to 599; it is 42.'],
    ['POST', '/faults', '{', 400, 'The body is not JSON'],
    ['POST', '/faults', '[]', 400, 'The body must be a JSON object; it is a list.'],
    ['POST', '/faults', '{"__proto__":{"status":500}}', 400, '__proto__ is not known here.'],
    [
      'POST',
      '/faults',
      { match: { method: 'POSTT' }, status: 500 },
      400,
      'match.method must be a method of HTTP, such as GET',
    ],
    ['POST', '/requests/count', { method: 'POSTT' }, 400, 'method must be a method of HTTP, such as GET'],
    [
      'POST',
      '/faults',
      { match: { path: '/contacts' }, status: 500 },
      400,
      'match.path must begin with /api/v2 (or *); it is "/contacts".',
    ],
    ['POST', '/faults', { match: { path: '/__admin/*' }, status: 500 }, 400, 'match.path must begin with /api/v2'],
    ['POST', '/faults', { match: { path: '/api/v2x' }, status: 500 }, 400, 'match.path must begin with /api/v2'],
    ['PUT', '/seed', undefined, 400, 'Send a seed. {} is the default one.'],
    ['POST', '/clock', {}, 400, 'Say what the clock shall do: freeze, advanceSeconds or resume.'],
    ['POST', '/clock', { freeze: 'noon' }, 400, 'freeze must be true or a time such as'],
    ['POST', '/clock', { freeze: '1970-01-01T00:00:00Z' }, 400, 'freeze must be true or a time such as'],
    [
      'POST',
      '/clock',
      { advanceSeconds: -1 },
      400,
      'advanceSeconds must be a number from 0 to 316224000 (10 years); it is -1.',
    ],
    ['POST', '/clock', { freeze: true, resume: true }, 400, 'The clock cannot be frozen and resumed at once'],
    [
      'POST',
      '/rate-limit',
      { plan: 'gold' },
      400,
      'plan must be one of trial, growth, pro, enterprise, off, or requests',
    ],
    ['POST', '/rate-limit', { plan: 0 }, 400, 'plan must be one of'],
    ['PATCH', '/settings', { latencyMs: 60_001 }, 400, 'latencyMs must be a whole number from 0 to 60000'],
    ['PATCH', '/settings', { colour: 'red' }, 400, 'colour is not known here.'],
    ['POST', '/requests/wait', { timeoutMs: 60_001 }, 400, 'timeoutMs must be a whole number from 0 to 60000'],
    ['POST', '/requests/count', { path: '/a?b=1' }, 400, 'path must not hold a query'],
    ['GET', '/requests?limit=many', undefined, 400, 'limit must be a whole number from 0 to 10000; it is "many".'],
    ['GET', '/requests?page=2', undefined, 400, 'page is not known here.'],
    ['GET', '/requests/77777', undefined, 404, 'The journal holds no request "77777"'],
    ['GET', '/contacts?account=globex', undefined, 404, 'There is no account "globex". There is: default.'],
    ['GET', '/contacts?state=lost', undefined, 400, 'state must be one of verified'],
    ['PUT', '/seed', '[]', 400, 'The seed must be an object; it is a list.'],
    ['PUT', '/seed', { contacts: [{ email: 'a@example.com' }] }, 400, 'name'],
    ['POST', '/recording', {}, 400, 'A recording is { "recording": [ { "method", "url", "body" } ] }.'],
    [
      'POST',
      '/recording',
      { recording: [{ method: 'GET', url: '/api/v2/contacts' }] },
      400,
      'recording[0].method must be one of',
    ],
    [
      'POST',
      '/recording',
      { recording: [{ method: 'POST', url: '/__admin/reset' }] },
      400,
      'recording[0].url must be a path under',
    ],
    ['GET', '/nothing', undefined, 404, 'There is no GET /__admin/nothing. GET /__admin/help lists what there is.'],
    ['PUT', '/faults', {}, 405, 'There is no PUT /__admin/faults, only GET, POST, DELETE.'],
    ['GET', '/static/..%2f..%2fpackage.json', undefined, 404, 'The inspector has no file'],
  ])('%s %s %j', async (method, path, body, status, sentence) => {
    const refused = await admin(method, path, body)
    expect(refused.status).toBe(status)
    expect(refused.json.error).toContain(sentence)
  })

  test('a seed that is refused changes nothing', async () => {
    const { json: before } = await admin('GET', '/snapshot')
    await admin('PUT', '/seed', { contacts: [{ name: 'Ada' }, { name: 7 }] })
    expect((await admin('GET', '/snapshot')).json).toEqual(before)
  })
})

describe('a page of a different site', () => {
  const own = () => new URL(mock.url).host

  test.each<[string, string, () => Record<string, string>]>([
    ['a form of it', 'POST', () => ({ origin: 'https://evil.example' })],
    ['a sandboxed frame', 'POST', () => ({ origin: 'null' })],
    ['another port of this machine', 'POST', () => ({ origin: 'http://127.0.0.1:1' })],
    ['its script', 'GET', () => ({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' })],
    ['a sibling site', 'POST', () => ({ 'sec-fetch-site': 'same-site' })],
    ['a foreign name for this machine', 'GET', () => ({ host: 'evil.example' })],
    ['a domain that looks like an account', 'GET', () => ({ host: 'acme.freshdesk.com.evil.example' })],
    ['a name that looks like an address', 'GET', () => ({ host: '10.0.0.1.evil.example' })],
    ['a name that looks like ours', 'GET', () => ({ host: 'localhost.evil.example' })],
  ])('is refused: %s', async (_, method, headers) => {
    const path = method === 'POST' ? '/__admin/reset' : '/__admin/contacts'
    const { status, body } = await send(method, path, headers())
    expect(status).toBe(403)
    expect(JSON.parse(body).error).toMatch(/\.$/)
  })

  test.each<[string, string, string, () => Record<string, string>]>([
    ['the inspector', 'POST', '/__admin/reset', () => ({ origin: mock.url, 'sec-fetch-site': 'same-origin' })],
    ['who types the address', 'GET', '/__admin/', () => ({ 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' })],
    [
      'who follows a link',
      'GET',
      '/__admin/',
      () => ({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }),
    ],
    [
      'another name of this machine',
      'GET',
      '/__admin/health',
      () => ({ host: `acme.localhost:${new URL(mock.url).port}` }),
    ],
    ['an IP address of this machine', 'GET', '/__admin/health', () => ({ host: '192.168.1.20:4010' })],
    ['an IPv6 address of this machine', 'GET', '/__admin/health', () => ({ host: '[fe80::1]:4010' })],
    ['the domain of an account', 'GET', '/__admin/health', () => ({ host: 'acme.freshdesk.com' })],
    ['curl', 'POST', '/__admin/reset', () => ({ host: own() })],
  ])('is not taken for %s', async (_, method, path, headers) => {
    expect((await send(method, path, headers())).status).toBeLessThan(300)
  })
})

test('the page and its files are served, and nothing else', async () => {
  const page = await fetch(`${mock.url}/__admin/`)
  expect(page.status).toBe(200)
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  const script = await fetch(`${mock.url}/__admin/static/app.js`)
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect((await admin('GET', '')).headers.get('location')).toBe('/__admin/')
})

test('health and help', async () => {
  expect((await admin('GET', '/health')).json).toEqual({
    status: 'healthy',
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    startedAt: expect.stringMatching(/^\d{4}-.*Z$/),
    uptimeSeconds: expect.any(Number),
    accounts: ['default'],
  })
  const { endpoints } = (await admin('GET', '/help')).json
  expect(endpoints).toContainEqual({
    method: 'POST',
    path: '/__admin/faults',
    summary: 'Let something go wrong',
  })
})
