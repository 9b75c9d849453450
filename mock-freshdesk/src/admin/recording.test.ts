import { type Mock, startMock } from '..'

let mock: Mock
beforeAll(async () => {
  mock = await startMock()
})
afterAll(() => mock.close())
beforeEach(() => mock.reset())

const ada = { name: 'Ada Moss', email: 'ada.moss@example.com' }
const grace = { name: 'Grace Fern', email: 'grace@example.com' }

const create = (body: object, headers: Record<string, string> = {}, path = '/api/v2/contacts') =>
  fetch(`${mock.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('mock-api-key:X')}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

/** Creates Ada. She is there when this resolves; the response is still under way. */
async function createSlowly() {
  const response = create(ada, { 'x-mock-fault': 'delay=100' })
  while (mock.admin.contacts({ q: ada.email }).length === 0) await fetch(`${mock.url}/__admin/health`)
  return { response }
}

const call = (body: object) => ({ method: 'POST', url: '/api/v2/contacts', body })
const bodies = () => mock.admin.recording().recording.map(({ body }) => body)

describe('a recording holds each write, whatever the response was', () => {
  test.each(['500;after', '404;after', 'malformed;500;after'])('%s: it was written', async fault => {
    await create(ada, { 'x-mock-fault': fault })
    expect(mock.admin.recording()).toEqual({ recording: [call(ada)], complete: true })
  })

  test.each(['reset;after', 'cut-off', 'malformed'])('%s: it was written', async fault => {
    await create(ada, { 'x-mock-fault': fault })
      .then(response => response.text())
      .catch(() => undefined)
    expect(mock.admin.recording()).toEqual({ recording: [call(ada)], complete: true })
  })

  test.each(['201', '204', '503'])('%s: nothing was written', async fault => {
    await create(ada, { 'x-mock-fault': fault })
    expect(mock.admin.recording()).toEqual({ recording: [], complete: true })
  })

  test('201;after: a refused write is not in the recording', async () => {
    await create({ nickname: 'Ada' }, { 'x-mock-fault': '201;after' })
    expect(mock.admin.recording()).toEqual({ recording: [], complete: true })
    expect(mock.admin.requests()).toMatchObject([{ status: 201, outcome: 400 }])
  })

  test('in the order in which it happened, not in that of the answers', async () => {
    const slow = create(ada, { 'x-mock-fault': 'delay=100' })
    await create(grace)
    await slow
    expect(bodies()).toEqual([ada, grace])
  })
})

test.each([
  ['two slashes', '//api/v2/contacts', '/api/v2/contacts'],
  ['a slash at the end', '/api/v2/contacts/', '/api/v2/contacts/'],
  ['a very long query', `/api/v2/contacts?${'x'.repeat(8_000)}`, `/api/v2/contacts?${'x'.repeat(8_000)}`],
])('what was written by a path with %s can be replayed', async (_, path, url) => {
  expect((await create(ada, {}, path)).status).toBe(201)
  const recording = mock.admin.recording()
  expect(recording.recording).toEqual([{ ...call(ada), url }])
  mock.reset()
  expect(mock.admin.replay(recording)).toEqual({ replayed: 1, refused: [] })
})

describe('a response that is still under way', () => {
  test('belongs to what a reset ended', async () => {
    const { response } = await createSlowly()
    mock.reset()
    expect((await response).status).toBe(201)
    expect(mock.admin.recording()).toEqual({ recording: [], complete: true })
    expect(mock.admin.requests()).toEqual([])
  })

  test('belongs to the data that a seed replaced', async () => {
    const { response } = await createSlowly()
    mock.admin.seed({})
    expect((await response).status).toBe(201)
    await create(grace)
    expect(bodies()).toEqual([grace])
    expect(mock.admin.requests()).toHaveLength(2)
  })
})
