import { type Mock, type MockOptions, startMock } from './index'
import { QuickResponse } from './quick-response'

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

const get = (mock: Mock, path: string, headers: Record<string, string> = {}) =>
  fetch(`${mock.url}${path}`, { headers: { authorization: `Basic ${btoa('mock-api-key:X')}`, ...headers } })

test('an answer that cannot be sent costs its own request, not the process', async () => {
  const mock = await start()
  const warned = jest.spyOn(process, 'emitWarning').mockImplementation()
  const defect = new Error('no such header')
  jest.spyOn(QuickResponse.prototype, 'answer').mockImplementationOnce(() => {
    throw defect
  })
  await expect(get(mock, '/api/v2/agents/me')).rejects.toThrow('fetch failed')
  expect(warned).toHaveBeenCalledWith(defect)
  expect((await get(mock, '/api/v2/agents/me')).status).toBe(200)
  expect(mock.admin.requests().map(({ status }) => status)).toEqual([200, null])
})
