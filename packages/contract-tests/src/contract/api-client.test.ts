import { type Mock, startMock } from 'mock-freshdesk'
import { createApiClient } from './api-client'

/** What keeps a run against a real account harmless, tried on the mock. */
describe('the API client', () => {
  let mock: Mock
  const account = { name: 'the mock', url: () => mock.url, apiKey: 'mock-api-key' }

  const admin = (path: string, body: object) =>
    fetch(`${mock.url}/__admin${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })

  afterEach(() => mock.close())

  const emails = async () => {
    const { body } = await createApiClient(account, null).get('/contacts?per_page=100')
    return body.map((contact: { email: string }) => contact.email)
  }

  test('takes away all that it made, in whatever state, and nothing else', async () => {
    mock = await startMock({ plan: 'off' })
    const before = await emails()
    const apiClient = createApiClient(account, null)
    const [, deleted, gone] = [await apiClient.contact(), await apiClient.contact(), await apiClient.contact()]
    await apiClient.delete(`/contacts/${deleted.id}`)
    await apiClient.delete(`/contacts/${gone.id}/hard_delete?force=true`)
    expect(await emails()).toHaveLength(before.length + 1)

    await apiClient.cleanUp()
    expect(await emails()).toEqual(before)
    expect(await apiClient.get(`/contacts/${deleted.id}`)).toMatchObject({ status: 404 })
  })

  test('names what it could not take away', async () => {
    mock = await startMock({ plan: 'off' })
    const apiClient = createApiClient(account, null)
    const { id } = await apiClient.contact()
    await admin('/faults', { match: { method: 'DELETE' }, status: 503 })
    await expect(apiClient.cleanUp()).rejects.toThrow(`/api/v2/contacts/${id} (response 503)`)
  })

  test('leaves a fifth of the limit to others', async () => {
    mock = await startMock({ plan: 10 })
    const pauses: number[] = []
    const apiClient = createApiClient(account, async seconds => {
      pauses.push(seconds)
      await admin('/clock', { advanceSeconds: seconds })
    })
    for (let i = 0; i < 20; i++) expect(await apiClient.get('/agents/me')).toMatchObject({ status: 200 })
    expect(pauses).toEqual([60, 60])
  })

  test('waits as long as a 429 says, and asks again', async () => {
    mock = await startMock({ plan: 10 })
    await admin('/clock', { freeze: true })
    const somebodyElse = createApiClient(account, null)
    for (let i = 0; i < 10; i++) await somebodyElse.get('/agents/me')
    await admin('/clock', { advanceSeconds: 20 })

    const pauses: number[] = []
    const apiClient = createApiClient(account, async seconds => {
      pauses.push(seconds)
      await admin('/clock', { advanceSeconds: seconds })
    })
    expect(await apiClient.get('/agents/me')).toMatchObject({ status: 200 })
    expect(pauses).toEqual([40])
  })
})
