import { InvalidInput } from '../validation/invalid-input'
import { parse } from '../validation/parse'
import { createJournal, type Journal } from '.'
import { findRequests, nearestRequest, waitForRequests } from './lookup'
import type { RequestPattern } from './pattern'
import { requestPattern } from './pattern-schema'

const ada = {
  name: 'Ada Moss',
  email: 'ada@example.com',
  tags: ['vip', 'beta'],
  custom_fields: { plan: 'Free', seats: 3 },
}

function record(
  journal: Journal,
  sent: { method?: string; path?: string; search?: string; body?: string; status?: number },
) {
  const { method = 'POST', path = '/api/v2/contacts', search = '', body = '', status = 201 } = sent
  journal.record(
    {
      method,
      path,
      search,
      body,
      headers: { 'x-trace': 'abc', authorization: 'Basic secret' },
      wellEncoded: true,
      account: 'default',
      at: 0,
    },
    { status, headers: {}, body: '' },
    { startedAt: 0, durationMs: 0 },
  )
}

function journalWith(...sent: Parameters<typeof record>[1][]) {
  const journal = createJournal()
  for (const one of sent) record(journal, one)
  return journal
}

describe('a request that was made', () => {
  const journal = journalWith({ search: '?note=a%20b&n=1', body: JSON.stringify(ada) })

  test.each<[RequestPattern, boolean]>([
    [{}, true],
    [{ method: 'post' }, true],
    [{ method: 'PUT' }, false],
    [{ path: '/api/v2/contacts' }, true],
    [{ path: '/api/v2/contacts/' }, true],
    [{ path: '/api/v2/contact' }, false],
    [{ path: '/api/*' }, true],
    [{ query: { note: 'a b' } }, true],
    [{ query: { note: 'a*' } }, true],
    [{ query: { n: 1 } }, true],
    [{ query: { page: 1 } }, false],
    [{ headers: { 'X-Trace': 'a*' } }, true],
    [{ headers: { 'X-Trace': 'b' } }, false],
    [{ headers: { authorization: 'Basic secret' } }, true],
    [{ headers: { constructor: '*' } }, false],
    [{ status: 201 }, true],
    [{ status: 200 }, false],
    [{ account: 'default' }, true],
    [{ account: 'acme' }, false],
    [{ bodyContains: 'Ada' }, true],
    [{ bodyContains: 'ada moss' }, false],
    [{ body: {} }, true],
    [{ body: { email: 'ada@example.com' } }, true],
    [{ body: { email: 'Ada@example.com' } }, false],
    [{ body: { custom_fields: { seats: 3 } } }, true],
    [{ body: { custom_fields: { seats: '3' } } }, false],
    [{ body: { tags: ['vip', 'beta'] } }, true],
    [{ body: { tags: ['vip'] } }, false],
    [{ body: { toString: null } }, false],
    [{ body: [] }, false],
  ])('%j: %s', (pattern, expected) => {
    expect(findRequests(journal, pattern)).toHaveLength(expected ? 1 : 0)
  })
})

test.each([
  [{ path: '/api/v2/contacts?email=a' }, 'path must not hold a query: put it into "query"'],
  [{ url: '/api/v2/contacts' }, 'url is not known here. It should be one of: method, path, query'],
  [{ status: 99 }, 'status must be a whole number from 100 to 599; it is 99.'],
  [{ query: { a: {} } }, 'query.a must be a text of at most 1000 characters; it is an object.'],
])('the pattern %j is refused', (pattern, message) => {
  expect(() => parse(requestPattern, pattern)).toThrow(InvalidInput)
  expect(() => parse(requestPattern, pattern)).toThrow(message)
})

describe('the nearest request', () => {
  test('is the right route with a wrong body, not another route, and the differences say why', () => {
    const journal = journalWith(
      { body: JSON.stringify(ada) },
      { method: 'GET', path: '/api/v2/agents/me', status: 200 },
      { method: 'PUT', path: '/api/v2/contacts/1', body: '{"email":"grace@example.com"}' },
    )
    const pattern = {
      method: 'POST',
      path: '/api/v2/contacts',
      status: 409,
      query: { page: 2 },
      headers: { 'x-trace': 'abd', 'x-none': '1', authorization: 'Basic other' },
      body: { email: 'grace@example.com', company_id: 1, tags: ['vip'], custom_fields: { plan: 'Paid' } },
      bodyContains: 'grace',
    }
    const { nearest, differences } = nearestRequest(journal, pattern)
    expect(nearest?.seq).toBe(1)
    expect(differences).toEqual([
      'status: expected 409, was 201',
      'query.page: expected "2", was absent',
      'headers.x-trace: expected "abd", was "abc"',
      'headers.x-none: expected "1", was absent',
      'headers.authorization: has another value',
      'body: does not contain "grace"',
      'body.email: expected "grace@example.com", was "ada@example.com"',
      'body.company_id: expected 1, was absent',
      'body.tags: expected ["vip"], was ["vip","beta"]',
      'body.custom_fields.plan: expected "Paid", was "Free"',
    ])
  })

  test('is the right method with a wrong body rather than another method with the right one', () => {
    const journal = journalWith({ body: '{"a":0,"b":0}' }, { method: 'PUT', body: '{"a":1,"b":2}' })
    expect(nearestRequest(journal, { method: 'POST', body: { a: 1, b: 2 } }).nearest?.seq).toBe(1)
  })

  test('is the newest of several that are equally far off', () => {
    expect(nearestRequest(journalWith({}, {}), { method: 'GET' }).nearest?.seq).toBe(2)
  })

  test.each([
    ['', 'body: expected JSON, was empty'],
    ['{', 'body: expected JSON, was not JSON'],
    ['[]', 'body: expected {"a":1}, was []'],
  ])('with the body %j', (body, difference) => {
    expect(nearestRequest(journalWith({ body }), { body: { a: 1 } }).differences).toEqual([difference])
  })

  test('is the newest of several that fit', () => {
    const journal = journalWith({}, {}, { method: 'GET' })
    expect(nearestRequest(journal, { method: 'POST' })).toMatchObject({ nearest: { seq: 2 }, differences: [] })
  })

  test('is null when no request arrived', () => {
    expect(nearestRequest(createJournal(), {})).toEqual({ nearest: null, differences: ['no request has come in'] })
  })

  test('is found among bodies nested as deeply as a stranger likes', () => {
    const journal = journalWith({ body: `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}` })
    expect(nearestRequest(journal, { body: { a: 1 } }).differences).toEqual([
      'body.a: expected 1, was nested too deeply to show',
    ])
  })
})

describe('waiting for requests', () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  test('ends at once when they have come already', async () => {
    const waited = await waitForRequests(journalWith({}, { method: 'GET' }), { method: 'GET' })
    expect(waited).toMatchObject({ requests: [{ seq: 2 }] })
  })

  test('ends with the last one that was missing', async () => {
    const journal = journalWith({})
    const waiting = waitForRequests(journal, { method: 'POST' }, { count: 2 })
    record(journal, { method: 'GET' })
    record(journal, { method: 'POST' })
    expect(await waiting).toMatchObject({ requests: [{ seq: 3 }, { seq: 1 }] })
    expect(jest.getTimerCount()).toBe(0)
  })

  test('looks through the journal once, however many come', async () => {
    const journal = journalWith({})
    const looked = jest.spyOn(journal, 'entries')
    const waiting = waitForRequests(journal, {}, { count: 50 })
    for (let i = 1; i < 50; i++) record(journal, {})
    expect(((await waiting) as { requests: [] }).requests).toHaveLength(50)
    expect(looked).toHaveBeenCalledTimes(1)
  })

  test('does not count what was emptied or forgotten meanwhile', async () => {
    const journal = createJournal({ limit: 2 })
    record(journal, {})
    const waiting = waitForRequests(journal, { method: 'POST' }, { count: 2 })
    journal.clear()
    for (const method of ['POST', 'GET', 'GET', 'POST', 'POST']) record(journal, { method })
    expect(await waiting).toMatchObject({ requests: [{ seq: 6 }, { seq: 5 }] })
  })

  test('ends when time is up with how many came and what came nearest', async () => {
    const journal = journalWith({}, { method: 'GET' })
    const waiting = waitForRequests(journal, { method: 'POST' }, { count: 2, timeoutMs: 1000 })
    jest.advanceTimersByTime(1000)
    expect(await waiting).toMatchObject({
      arrived: 1,
      nearest: { seq: 2 },
      differences: ['method: expected "POST", was "GET"'],
    })
  })

  test('is refused when too many wait already', () => {
    const journal = createJournal()
    for (let i = 0; i < 100; i++) waitForRequests(journal, {})
    expect(() => waitForRequests(journal, {})).toThrow('100 look-ups are waiting already')
  })

  test('ends silently when the client is gone, and frees its place', () => {
    const journal = createJournal()
    const gone: (() => void)[] = []
    const onGone = (stop: () => void) => gone.push(stop)
    for (let i = 0; i < 100; i++) waitForRequests(journal, {}, { onGone })
    for (const stop of gone) stop()
    expect(jest.getTimerCount()).toBe(0)
    for (let i = 0; i < 100; i++) waitForRequests(journal, {})
    expect(() => waitForRequests(journal, {})).toThrow('100 look-ups are waiting already')
  })

  test('that has ended is not ended again when the connection closes', async () => {
    const journal = journalWith({})
    const gone: (() => void)[] = []
    for (let i = 0; i < 3; i++) await waitForRequests(journal, {}, { onGone: stop => gone.push(stop) })
    for (const stop of gone) stop()
    for (let i = 0; i < 100; i++) waitForRequests(journal, { method: 'PUT' })
    expect(() => waitForRequests(journal, {})).toThrow('100 look-ups are waiting already')
  })
})
