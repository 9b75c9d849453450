import { request } from 'node:http'
import { type Mock, type MockOptions, startMock } from '..'
import { FreshdeskResponse } from './fast-path/freshdesk-response'

const mocks: Mock[] = []
afterEach(async () => {
  jest.restoreAllMocks()
  await Promise.all(mocks.splice(0).map(mock => mock.close()))
})

async function start(options: MockOptions = {}) {
  const mock = await startMock(options)
  mocks.push(mock)
  return mock
}

const TOO_LARGE = 20 * 1024 * 1024 + 1

/** Sends more than is taken, and gives the status that is answered meanwhile. */
function sendTooMuch(mock: Mock, path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(`${mock.url}${path}`, { method: 'POST' }, ({ statusCode }) => {
      resolve(statusCode)
      sent.destroy()
    })
    sent.on('error', reject).end(Buffer.alloc(TOO_LARGE, 'x'))
  })
}

const get = (mock: Mock, path: string, headers: Record<string, string> = {}) =>
  fetch(`${mock.url}${path}`, { headers: { authorization: `Basic ${btoa('mock-api-key:X')}`, ...headers } })

test('a response that cannot be sent costs its own request, not the process', async () => {
  const mock = await start()
  const warned = jest.spyOn(process, 'emitWarning').mockImplementation()
  const defect = new Error('no such header')
  jest.spyOn(FreshdeskResponse.prototype, 'headerList', 'get').mockImplementationOnce(() => {
    throw defect
  })
  await expect(get(mock, '/api/v2/agents/me')).rejects.toThrow('fetch failed')
  expect(warned).toHaveBeenCalledWith(defect)
  expect((await get(mock, '/api/v2/agents/me')).status).toBe(200)
  expect(mock.admin.requests().map(({ status }) => status)).toEqual([200, null])
})

test('a body that is too large is in the journal, without it', async () => {
  const mock = await start()
  expect(await sendTooMuch(mock, '/api/v2/contacts?a=1')).toBe(413)
  expect(mock.admin.requests()).toMatchObject([
    {
      method: 'POST',
      url: '/api/v2/contacts?a=1',
      status: 413,
      outcome: 413,
      request: { headers: { 'content-length': String(TOO_LARGE) }, body: '' },
    },
  ])
})

test('one that was meant for the inside is not', async () => {
  const mock = await start()
  expect(await sendTooMuch(mock, '/__admin/seed')).toBe(413)
  expect(mock.admin.requests()).toEqual([])
})

test('requests with the same headers, and with others, show their own headers in the journal', async () => {
  const mock = await start()
  for (const name of ['a', 'a', 'b', 'a']) await get(mock, '/api/v2/agents/me', { 'x-name': name })
  const names = mock.admin.requests().map(({ request: { headers } }) => headers['x-name'])
  expect(names).toEqual(['a', 'b', 'a', 'a'])
})

describe('20 simultaneous requests at the limit', () => {
  const send = (mock: Mock) =>
    Promise.all(Array.from({ length: 20 }, async () => (await get(mock, '/api/v2/agents/me')).status))
  const notes = (mock: Mock) => mock.admin.requests().flatMap(({ notes }) => notes)

  test.each([
    ['new', 1],
    ['open', 21],
  ])('on %s connections get no note, and the request after them gets one', async (_, plan) => {
    const mock = await start({ plan })
    if (plan > 1) await send(mock)
    expect((await send(mock)).sort()).toEqual([200, ...Array(19).fill(429)])
    expect(notes(mock)).toEqual([])
    await get(mock, '/api/v2/agents/me')
    expect(notes(mock)).toEqual([expect.stringMatching(/^Came back .+ too early/)])
  })
})
