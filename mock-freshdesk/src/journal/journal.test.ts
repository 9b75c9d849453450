import type { MockRequest, MockResponse } from '../http/types'
import { createJournal, type Journal } from '.'
import { describeEntry, type Entry } from './entry'
import { listRequests } from './list'

const authorization = (key: string) => ({ authorization: `Basic ${Buffer.from(`${key}:X`).toString('base64')}` })

const request = (overrides: Partial<MockRequest> = {}): MockRequest => ({
  method: 'POST',
  path: '/api/v2/contacts',
  search: '',
  headers: {},
  body: '',
  wellEncoded: true,
  account: 'default',
  at: Date.parse('2026-11-23T09:00:00Z'),
  ...overrides,
})
const response = (status: number, overrides: Partial<MockResponse> = {}): MockResponse => ({
  status,
  headers: {},
  body: '',
  ...overrides,
})
const instant = { startedAt: 0, durationMs: 0 }
/** The newest entry, as it is shown. */
function newest(journal: Journal): Entry {
  const [recorded] = journal.entries()
  if (!recorded) throw new Error('nothing was recorded')
  return describeEntry(recorded)
}
const seqs = (journal: Journal) => [...journal.entries()].map(({ seq }) => seq)

test('entries come newest first, and the oldest make room', () => {
  const journal = createJournal({ limit: 3 })
  for (let i = 0; i < 5; i++) journal.record(request(), response(200), instant)

  expect(seqs(journal)).toEqual([5, 4, 3])
  expect(journal.lastForgottenTurn).toBe(2)
  expect(journal.get(2)).toBeUndefined()
  expect(journal.get(3)?.seq).toBe(3)
  expect(journal.get(6)).toBeUndefined()
})

test('large bodies make room earlier, but the newest entry is always there', () => {
  const journal = createJournal({ limit: 10, maxBodyText: 100 })
  journal.record(request({ body: 'x'.repeat(40) }), response(200, { body: 'y'.repeat(20) }), instant)
  journal.record(request({ body: 'x'.repeat(40) }), response(200), instant)
  expect(seqs(journal)).toEqual([2, 1])
  journal.record(request({ body: 'x' }), response(200), instant)
  expect(seqs(journal)).toEqual([3, 2])
  journal.record(request({ body: 'x'.repeat(1000) }), undefined, instant)
  expect(seqs(journal)).toEqual([4])
})

test('after a clear the numbers go on', () => {
  const journal = createJournal({ limit: 2 })
  for (let i = 0; i < 2; i++) journal.record(request(), response(200), instant)
  expect(journal.lastForgottenTurn).toBe(0)
  journal.record(request(), response(200), instant)
  journal.clear()
  expect(journal.lastForgottenTurn).toBe(0)
  expect(seqs(journal)).toEqual([])
  journal.record(request(), response(200), instant)
  expect(seqs(journal)).toEqual([4])
  expect(journal.lastSeq).toBe(4)
})

test('what began before a clear and ends after it is cleared too', () => {
  const journal = createJournal()
  const turn = journal.begin()
  journal.clear()
  journal.record(request(), response(201), { ...instant, turn })
  expect([seqs(journal), journal.lastSeq]).toEqual([[], 0])
  journal.record(request(), response(201), { ...instant, turn: journal.begin() })
  expect(seqs(journal)).toEqual([1])
})

test('the last that was forgotten is the one that began last, whenever it ended', () => {
  const journal = createJournal({ limit: 1 })
  const [first, second, third] = [journal.begin(), journal.begin(), journal.begin()]
  for (const turn of [second, first, third]) journal.record(request(), response(200), { ...instant, turn })
  expect([journal.lastForgottenTurn, journal.lastTurn]).toEqual([second, third])
})

test('what became of a request stands beside its response', () => {
  const journal = createJournal()
  const outcomes = [undefined, 201, null]
  for (const outcome of outcomes) journal.record(request(), response(500), { ...instant, outcome })
  journal.record(request(), undefined, { ...instant, outcome: 201 })
  const shown = [...journal.entries()].map(describeEntry).map(({ status, outcome }) => [status, outcome])
  expect(shown).toEqual([
    [null, 201],
    [500, null],
    [500, 201],
    [500, 500],
  ])
})

test('who subscribes hears of each exchange until they stop', () => {
  const journal = createJournal()
  const heard: number[] = []
  const stop = journal.subscribe(({ seq }) => heard.push(seq))
  journal.record(request(), response(200), instant)
  stop()
  journal.record(request(), response(200), instant)
  expect(heard).toEqual([1])
})

test('an entry shows everything but the key', () => {
  const journal = createJournal()
  const sent = request({
    search: '?force=true',
    headers: { ...authorization('mock-api-key'), cookie: 'session=1', 'content-type': 'application/json' },
    body: '{"name":"Ada"}',
  })
  const given = response(201, { headers: { Location: '/api/v2/contacts/1' }, body: '{"id":1}' })
  journal.record(sent, given, { startedAt: 0, durationMs: 1.23456, fault: 'f1' })

  expect(newest(journal)).toEqual({
    id: '1',
    seq: 1,
    account: 'default',
    loggedDate: '2026-11-23T09:00:00.000Z',
    method: 'POST',
    url: '/api/v2/contacts?force=true',
    path: '/api/v2/contacts',
    status: 201,
    outcome: 201,
    durationMs: 1.23,
    fault: 'f1',
    notes: [],
    request: {
      headers: { authorization: 'Basic ****-key', cookie: '****', 'content-type': 'application/json' },
      body: '{"name":"Ada"}',
    },
    response: { headers: { Location: '/api/v2/contacts/1' }, body: '{"id":1}' },
  })
})

test.each([
  ['Basic with a long key', authorization('mock-api-key-read-only').authorization, 'Basic ****only'],
  ['Basic with a short key', authorization('secret').authorization, 'Basic ****'],
  ['the base64 alone', authorization('mock-api-key').authorization.slice(6), '****-key'],
  ['a bearer token', 'Bearer abcdefghijklmnop', 'Bearer ****'],
  ['anything else', 'hunter2', '****'],
])('%s is masked', (_, value, masked) => {
  const journal = createJournal()
  journal.record(request({ headers: { authorization: value } }), undefined, instant)
  const entry = newest(journal)
  expect(entry.request.headers.authorization).toBe(masked)
  expect(entry).toMatchObject({ status: null, response: null })
})

describe('a page of the journal', () => {
  const journal = createJournal()
  journal.record(request({ body: '{"email":"ADA@example.com"}' }), response(201), instant)
  journal.record(request({ method: 'GET', search: '?email=bob' }), response(200), instant)
  journal.record(request({ method: 'GET', path: '/api/v2/contacts/1' }), response(404), instant)
  journal.record(request({ account: 'acme' }), response(409, { body: 'unique value' }), instant)

  test.each([
    [{}, [4, 3, 2, 1], 4],
    [{ limit: 2 }, [4, 3], 4],
    [{ limit: 2, offset: 1 }, [3, 2], 4],
    [{ after: 2 }, [4, 3], 2],
    [{ method: 'get' }, [3, 2], 2],
    [{ path: '/api/v2/contacts/*' }, [3], 1],
    [{ status: 404 }, [3], 1],
    [{ account: 'acme' }, [4], 1],
    [{ contains: 'ada@EXAMPLE' }, [1], 1],
    [{ contains: 'unique' }, [4], 1],
    [{ contains: '=bob' }, [2], 1],
    [{ contains: 'nobody' }, [], 0],
  ])('%j', (filter, expected, total) => {
    const found = listRequests(journal, filter)
    expect(found.page.map(({ seq }) => seq)).toEqual(expected)
    expect(found.total).toBe(total)
  })
})

describe('a client that got a Retry-After', () => {
  const nine = Date.parse('2026-11-23T09:00:00Z')
  const ada = { headers: authorization('ada-key-12345') }
  const tooMany = response(429, { headers: { 'Retry-After': '30' } })

  /** At 5 ms, Ada gets a response with a Retry-After of 30 seconds. */
  const refused = () => {
    const journal = createJournal()
    journal.record(request({ ...ada, at: nine }), tooMany, { startedAt: 0, durationMs: 5 })
    return journal
  }

  test('and comes back too early is noted, once for each Retry-After', () => {
    const journal = refused()
    journal.record(request({ ...ada, at: nine + 17_600 }), response(201), { startedAt: 6, durationMs: 1 })
    expect(newest(journal).notes).toEqual([
      'Came back 12.4 s too early: the response to request 1 asked this client to wait 30 s (Retry-After).',
    ])
    journal.record(request({ ...ada, at: nine + 18_000 }), tooMany, { startedAt: 8, durationMs: 1 })
    expect(newest(journal).notes).toEqual([])
    journal.record(request({ ...ada, at: nine + 19_000 }), response(201), { startedAt: 10, durationMs: 1 })
    expect(newest(journal).notes).toEqual([
      'Came back 29.0 s too early: the response to request 3 asked this client to wait 30 s (Retry-After).',
    ])
  })

  test('is not blamed when the clock was set back, then or later', () => {
    const journal = refused()
    journal.record(request({ ...ada, at: nine - 3_600_000 }), response(201), { startedAt: 6, durationMs: 1 })
    expect(newest(journal).notes).toEqual([])
    journal.record(request({ ...ada, at: nine + 1_000 }), response(201), { startedAt: 8, durationMs: 1 })
    expect(newest(journal).notes).toEqual([])
  })

  test('is still awaited after a request from before that was answered late', () => {
    const journal = refused()
    journal.record(request({ ...ada, at: nine - 1_000 }), response(201), { startedAt: -1_000, durationMs: 1_010 })
    journal.record(request({ ...ada, at: nine + 1_000 }), response(201), { startedAt: 1_000, durationMs: 1 })
    expect(newest(journal).notes).toHaveLength(1)
  })

  test.each([
    ['when the time is up', { ...ada, at: nine + 30_000 }, 6],
    ['when the request was already on its way', { ...ada, at: nine }, 4],
    ['when it is another key', { headers: authorization('bob-key-12345'), at: nine + 1 }, 6],
    ['when it is another account', { ...ada, account: 'acme', at: nine + 1 }, 6],
  ])('is not blamed %s', (_, sent, startedAt) => {
    const journal = refused()
    journal.record(request(sent), response(201), { startedAt, durationMs: 1 })
    expect(newest(journal).notes).toEqual([])
  })

  test('is not blamed for a request that was in flight when the response was sent', () => {
    const journal = createJournal()
    let sent = () => {}
    const whenSent = (callback: () => void) => {
      sent = callback
    }
    journal.record(request({ ...ada, at: nine }), tooMany, { startedAt: 0, durationMs: 5, whenSent })
    journal.record(request({ ...ada, at: nine }), response(201), { startedAt: 6, durationMs: 1 })
    expect(newest(journal).notes).toEqual([])
    sent()
    const later = performance.now() + 1
    const connectedAt = 7
    journal.record(request({ ...ada, at: nine }), response(201), { startedAt: later, durationMs: 1, connectedAt })
    expect(newest(journal).notes).toEqual([])
    journal.record(request({ ...ada, at: nine }), response(201), { startedAt: later, durationMs: 1 })
    expect(newest(journal).notes).toHaveLength(1)
  })

  test('is not blamed for a response that named no time', () => {
    const journal = createJournal()
    journal.record(request({ ...ada, at: nine }), response(429), { startedAt: 0, durationMs: 5 })
    journal.record(request({ ...ada, at: nine }), response(201), { startedAt: 6, durationMs: 1 })
    expect(newest(journal).notes).toEqual([])
  })
})

test('keys in other headers and in the query are masked', () => {
  const journal = createJournal()
  const headers = { 'x-api-key': 'mock-api-key-1234', 'x-auth-token': 'mock-token-5678' }
  journal.record(request({ headers, search: '?api_key=mock-api-key&page=2&ACCESS_TOKEN=secret' }), undefined, instant)
  const entry = newest(journal)
  expect(entry.request.headers).toEqual({ 'x-api-key': '****', 'x-auth-token': '****' })
  expect(entry.url).toBe('/api/v2/contacts?api_key=****&page=2&ACCESS_TOKEN=****')
})

describe('a journal that was set aside', () => {
  test('is empty, and restore brings the requests back before those that came since', () => {
    const journal = createJournal({ limit: 4 })
    for (let i = 0; i < 3; i++) journal.record(request(), response(200), instant)
    journal.setAside()
    expect(seqs(journal)).toEqual([])
    for (let i = 0; i < 2; i++) journal.record(request(), response(200), instant)

    expect(journal.restore()).toBe(3)
    expect(seqs(journal)).toEqual([5, 4, 3, 2])
    expect([journal.get(1), journal.lastForgottenTurn]).toEqual([undefined, 1])
    expect(journal.restore()).toBe(0)
  })

  test('reports a request as missing that was in flight then and ended before the restore', () => {
    const journal = createJournal()
    const [first, second] = [journal.begin(), journal.begin()]
    journal.setAside()
    journal.record(request(), response(201), { ...instant, turn: first })
    journal.restore()
    journal.record(request(), response(201), { ...instant, turn: second })
    expect([seqs(journal), journal.lastForgottenTurn]).toEqual([[1], first])
  })

  test('is gone for good after a clear', () => {
    const journal = createJournal()
    journal.record(request(), response(200), instant)
    journal.setAside()
    journal.clear()
    expect(journal.restore()).toBe(0)
  })
})

test('a request that hangs says so until its client is gone, and then how long the client waited', () => {
  const journal = createJournal()
  const changed: [number, number][] = []
  journal.subscribe(
    () => {},
    ({ seq, durationMs }) => changed.push([seq, durationMs]),
  )
  const recorded = journal.record(request(), undefined, { ...instant, hanging: true })
  expect(newest(journal)).toMatchObject({ status: null, hanging: true })
  if (recorded) journal.endHanging(recorded, 1500)
  expect(newest(journal)).toMatchObject({ status: null, durationMs: 1500 })
  expect([newest(journal).hanging, changed]).toEqual([undefined, [[1, 1500]]])
})
