import { createCallApi } from '../testing/call-api'

const ADA = { name: 'Ada Moss', email: 'ada.moss@example.com' }

describe('who is let in', () => {
  const { callApi } = createCallApi()
  const header = (authorization: string | undefined) => ({ headers: { authorization } })

  test.each([
    ['any password', `Basic ${btoa('mock-api-key:whatever')}`],
    ['an empty password', `Basic ${btoa('mock-api-key:')}`],
    ['a password with colons', `Basic ${btoa('mock-api-key:a:b')}`],
    ['no colon at all', `Basic ${btoa('mock-api-key')}`],
    ['the base64 without the word Basic', btoa('mock-api-key:X')],
    ['the word in another case', `basic ${btoa('mock-api-key:X')}`],
  ])('%s', (_, authorization) => {
    expect(callApi('GET', '/agents/me', undefined, header(authorization)).status).toBe(200)
  })

  test.each([
    ['no header', undefined],
    ['an empty header', ''],
    ['another key', `Basic ${btoa('some-key:X')}`],
    ['the key in another case', `Basic ${btoa('MOCK-API-KEY:X')}`],
    ['a key with a space behind it', `Basic ${btoa('mock-api-key :X')}`],
    ['no base64', 'Basic mock-api-key:X'],
    ['a bearer token', 'Bearer mock-api-key'],
    ['a name that objects inherit', `Basic ${btoa('__proto__:X')}`],
  ])('not: %s', (_, authorization) => {
    const response = callApi('GET', '/agents/me', undefined, header(authorization))
    expect(response.status).toBe(401)
    expect(response.text).toBe(
      '{"code":"invalid_credentials","message":"You have to be logged in to perform this action."}',
    )
    expect(response.headers['X-Freshdesk-Api-Version']).toBe('latest=v2; requested=v2')
  })

  test('an agent who may only look gets 403 on writes', () => {
    const key = 'mock-api-key-read-only'
    expect(callApi('GET', '/contacts', undefined, { key }).status).toBe(200)
    for (const [method, url] of [
      ['POST', '/contacts'],
      ['PUT', '/contacts/72009990004'],
      ['DELETE', '/contacts/72009990004'],
      ['POST', '/companies'],
      ['POST', '/contact_fields'],
    ] as const) {
      const response = callApi(method, url, {}, { key })
      expect([method, url, response.status]).toEqual([method, url, 403])
      expect(response.text).toBe('{"code":"access_denied","message":"You are not authorized to perform this action."}')
    }
  })
})

describe('what is asked for', () => {
  const { callApi } = createCallApi()

  test.each([
    ['/tickets'],
    ['/contacts/72009990004/tickets'],
    ['/contacts/abc'],
    ['/contacts/72009990004abc'],
    ['/search'],
    ['/search/tickets'],
    ['/constructor'],
    ['/__proto__'],
    ['/contacts/__proto__'],
    ['/contacts/72009990004/constructor'],
    ['/'],
    ['/contacts/9999999999999999999999'],
  ])('%s is not there: 404 without a body', url => {
    const response = callApi('GET', url)
    expect([response.status, response.text]).toEqual([404, ''])
    expect(response.headers['Content-Type']).not.toMatch(/json/)
  })

  test('a header says that it is the mock that does not serve a path', () => {
    expect(callApi('GET', '/tickets').headers['X-Mock-Note']).toBe('this mock does not serve /api/v2/tickets')
    expect(callApi('GET', '/contacts/1').headers['X-Mock-Note']).toBeUndefined()
  })

  test.each([
    ['PATCH', '/contacts', 'GET, POST'],
    ['DELETE', '/contacts', 'GET, POST'],
    ['POST', '/contacts/72009990004', 'GET, PUT, PATCH, DELETE'],
    ['GET', '/contacts/72009990004/restore', 'PUT'],
    ['PUT', '/companies', 'GET, POST'],
    ['OPTIONS', '/contacts', 'GET, POST'],
    ['constructor', '/contacts', 'GET, POST'],
  ])('%s %s: 405 that names what is allowed', (method, url, allowed) => {
    const response = callApi(method, url)
    expect(response.status).toBe(405)
    expect(response.text).toBe(
      `{"message":"${method} method is not allowed. It should be one of these method(s): ${allowed}"}`,
    )
    expect(response.headers.Allow).toBe(allowed)
  })

  test('a slash at the end of a path changes nothing', () => {
    expect(callApi('GET', '/contacts/72009990004/').json.id).toBe(72009990004)
    expect(callApi('GET', '/contacts/?email=iris.calder@quillfarm.example').json).toHaveLength(1)
  })

  test('HEAD is GET', () => {
    expect(callApi('HEAD', '/contacts/72009990004').status).toBe(200)
  })

  test.each([
    ['application/json', 200],
    ['*/*', 200],
    ['application/json, text/plain, */*', 200],
    ['text/html, application/json;q=0.9', 200],
    ['', 200],
    ['text/html', 406],
    ['application/xml', 406],
    ['application/jsonp', 406],
  ])('Accept: %s gives %i', (accept, status) => {
    expect(callApi('GET', '/agents/me', undefined, { headers: { accept } }).status).toBe(status)
  })
})

describe('the body', () => {
  const { callApi } = createCallApi()
  const post = (raw: string, type: string | undefined = 'application/json') =>
    callApi('POST', '/contacts', {}, { raw, headers: { 'content-type': type } })

  test.each([
    ['application/json', 201],
    ['application/json; charset=utf-8', 201],
    ['APPLICATION/JSON', 201],
    ['application/x-www-form-urlencoded', 415],
    ['text/plain', 415],
    ['application/jsonp', 415],
  ])('Content-Type: %s gives %i', (type, status) => {
    const response = post(JSON.stringify({ name: 'Ada', phone: type }), type)
    expect(response.status).toBe(status)
    if (status === 415) {
      const message = `Content-Type header is set to ${type}. It should be set to application/json`
      expect(response.text).toBe(JSON.stringify({ code: 'invalid_content_type', message }))
    }
  })

  test.each([
    ['{'],
    ['{"name":}'],
    ['[1]'],
    ['"text"'],
    ['null'],
    ['7'],
    ['{"name":"Ada",}'],
    ['name=Ada'],
    ['\u0000'],
  ])('%j is no JSON object: 400', raw => {
    const response = post(raw)
    expect(response.status).toBe(400)
    expect(response.text).toBe('{"code":"invalid_json","message":"Request body has invalid json format"}')
  })

  test('an empty one has nothing: what is missing is said', () => {
    expect(post('').json.errors.map((error: { code: string }) => error.code)).toEqual([
      'missing_field',
      'missing_field',
    ])
  })

  test('where none is wanted, one with something in it is refused', () => {
    callApi('DELETE', '/contacts/72009990004')
    expect(callApi('PUT', '/contacts/72009990004/restore', { name: 'x' }).text).toBe(
      '{"code":"no_content_required","message":"No JSON data required"}',
    )
    expect(callApi('PUT', '/contacts/72009990004/restore', {}).status).toBe(204)
  })

  test('keys that objects inherit, nested deep, in a body of megabytes, change nothing', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    expect(
      post(`{"name":${deep},"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}`).status,
    ).toBe(400)
    expect(post(`{"name":"Ada","phone":"8","custom_fields":{"__proto__":{"polluted":true}}}`).json.errors).toEqual([
      { field: 'custom_fields.__proto__', message: 'Unexpected/invalid field in request', code: 'invalid_field' },
    ])
    const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`key${i}`, 'x'.repeat(100)]))
    const response = post(JSON.stringify(many))
    expect(response.status).toBe(400)
    expect(response.json.errors).toHaveLength(1_000)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})

describe('the headers of a response', () => {
  const { callApi } = createCallApi({ plan: 'enterprise' })

  test('of a create', () => {
    const { headers } = callApi('POST', '/contacts', ADA)
    expect(headers).toEqual({
      Date: 'Mon, 05 Jan 2026 09:00:00 GMT',
      Status: '201 Created',
      Pragma: 'no-cache',
      'Cache-Control': 'no-cache, no-store, max-age=0, must-revalidate',
      Expires: 'Wed, 13 Oct 2010 00:00:00 UTC',
      'X-Request-Id': '00000000-0000-4000-8000-000010000001',
      'X-Freshdesk-Api-Version': 'latest=v2; requested=v2',
      'X-Xss-Protection': '1; mode=block',
      'X-Content-Type-Options': 'nosniff',
      'X-Trace-Id': '00-00000000000040008000000010000001-0001000010000001-00',
      'X-Envoy-Upstream-Service-Time': '1',
      'Set-Cookie': '_x_w=5_2; path=/; HttpOnly; secure',
      Server: 'fwe',
      'X-Fw-Ratelimiting-Managed': 'true',
      'X-Ratelimit-Total': '700',
      'X-Ratelimit-Remaining': '699',
      'X-Ratelimit-Used-Currentrequest': '1',
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': expect.stringMatching(/^\d+$/),
      Location: 'http://acme.freshdesk.com/api/v2/contacts/72009990007',
    })
  })

  test('of a 204: nothing about a body', () => {
    const { headers, text } = callApi('DELETE', '/contacts/72009990007')
    expect(text).toBe('')
    expect(headers.Status).toBe('204 No Content')
    expect(headers['X-Ratelimit-Remaining']).toBe('698')
    expect(headers).not.toHaveProperty('Content-Type')
    expect(headers).not.toHaveProperty('Content-Length')
  })

  test('every GET below /contacts reports the smaller limit, everything else the account', () => {
    const totals = [
      ['GET', '/contacts'],
      ['GET', '/contacts/72009990004'],
      ['GET', '/contacts/1'],
      ['GET', '/contacts/autocomplete?term=a'],
      ['GET', '/contact_fields'],
      ['GET', '/agents/me'],
      ['GET', '/companies'],
      ['PUT', '/contacts/72009990004'],
      ['POST', '/contacts'],
      ['GET', '/search/contacts?query=x'],
    ].map(([method = '', url = '']) => [method, url, callApi(method, url, {}).headers['X-Ratelimit-Total']])
    expect(totals).toEqual([
      ['GET', '/contacts', '200'],
      ['GET', '/contacts/72009990004', '200'],
      ['GET', '/contacts/1', '200'],
      ['GET', '/contacts/autocomplete?term=a', '200'],
      ['GET', '/contact_fields', '700'],
      ['GET', '/agents/me', '700'],
      ['GET', '/companies', '700'],
      ['PUT', '/contacts/72009990004', '700'],
      ['POST', '/contacts', '700'],
      ['GET', '/search/contacts?query=x', '700'],
    ])
  })

  test('with the plan off nothing is said of limits', () => {
    const { headers } = createCallApi().callApi('GET', '/agents/me')
    expect(Object.keys(headers).filter(name => name.toLowerCase().includes('ratelimit'))).toEqual([])
  })
})

describe('the rate limit', () => {
  test('HEAD /contacts takes from the contacts allowance', () => {
    const { callApi, account } = createCallApi({ plan: 'growth' })
    expect(callApi('HEAD', '/contacts').headers).toMatchObject({
      'X-Ratelimit-Total': '20',
      'X-Ratelimit-Remaining': '19',
    })
    expect(account.rateLimit.status()).toMatchObject({ remaining: 199, contactsRemaining: 19 })
  })

  test('a request too many gets 429 and how long to wait; refused and invalid ones have counted', () => {
    const { callApi, clock } = createCallApi({ plan: 3 })
    callApi('POST', '/contacts', {})
    clock.advance(20_000)
    callApi('GET', '/agents/me', undefined, { key: 'wrong' })
    callApi('GET', '/nothing')
    const refused = callApi('POST', '/contacts', ADA)
    expect(refused.status).toBe(429)
    expect(refused.headers['Retry-After']).toBe('40')
    expect(refused.headers['X-Ratelimit-Remaining']).toBe('0')
    clock.advance(40_000)
    expect(callApi('POST', '/contacts', ADA).status).toBe(201)
  })

  test('reading contacts is refused when its own limit is used up, writing goes on', () => {
    const { callApi } = createCallApi({ plan: 'growth' })
    for (let i = 0; i < 20; i++) expect(callApi('GET', '/contacts/72009990004').status).toBe(200)
    expect(callApi('GET', '/contacts?email=x').status).toBe(429)
    expect(callApi('POST', '/contacts', ADA).status).toBe(201)
  })
})

describe('accounts', () => {
  const seed = {
    accounts: { acme: { agents: [{ email: 'lee@acme.example', api_key: 'acme-key' }], contacts: [] } },
  }
  const { callApi, accounts } = createCallApi({ seed })

  test('each has its own keys and data', () => {
    expect(callApi('GET', '/contacts', undefined, { label: 'acme', key: 'acme-key' }).json).toEqual([])
    expect(callApi('GET', '/contacts', undefined, { label: 'acme' }).status).toBe(401)
    expect(callApi('GET', '/contacts').json).toHaveLength(3)
  })

  test('a subdomain without an account gets 404, without the header by which clients recognize Freshdesk', () => {
    const response = callApi('GET', '/contacts', undefined, { label: 'nobody' })
    expect([response.status, response.text]).toEqual([404, ''])
    expect(response.headers).not.toHaveProperty('X-Freshdesk-Api-Version')
  })

  test.each([
    ['acme.localhost:3000', 'acme'],
    ['ACME.freshdesk.com', 'acme'],
    ['nobody.freshdesk.com', 'nobody'],
    ['a.b.freshdesk.com', 'default'],
    ['127.0.0.1:3000', 'default'],
    ['localhost', 'default'],
    ['mock-freshdesk:8080', 'default'],
    [undefined, 'default'],
  ])('the host %s leads to the account %s', (host, label) => {
    expect(accounts.findLabel(host)).toBe(label)
  })

  test('while the seed names none, every subdomain is the default account', () => {
    const { accounts } = createCallApi()
    for (const host of ['acme.freshdesk.com', 'any.localhost']) expect(accounts.findLabel(host)).toBe('default')
  })
})
