import { type ApiClient, type ApiResponse, basic } from './api-client'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** What every response carried in recorded traffic. */
const ALWAYS = {
  pragma: 'no-cache',
  expires: 'Wed, 13 Oct 2010 00:00:00 UTC',
  'x-freshdesk-api-version': 'latest=v2; requested=v2',
  'x-request-id': expect.stringMatching(UUID),
  'x-content-type-options': 'nosniff',
  'x-xss-protection': '1; mode=block',
  'x-fw-ratelimiting-managed': 'true',
  'x-trace-id': expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/),
  server: expect.stringMatching(/^(fwe|cloudflare)$/),
  date: expect.stringMatching(/GMT$/),
}

export function wire(apiClient: ApiClient) {
  const { apiKey } = apiClient.account

  describe('section 1: the headers of a response', () => {
    test.each<[string, string, () => Promise<ApiResponse>]>([
      ['200', '200 OK', () => apiClient.get('/agents/me')],
      ['201', '201 Created', () => apiClient.post('/contacts', apiClient.person())],
      ['400', '400 Bad Request', () => apiClient.post('/contacts', {})],
      ['204', '204 No Content', async () => apiClient.delete(`/contacts/${(await apiClient.contact()).id}`)],
    ])('a %s has the headers of Freshdesk, the status among them', async (_, status, callApi) => {
      const { headers } = await callApi()
      expect(headers).toMatchObject({ ...ALWAYS, status, 'cache-control': expect.stringMatching(/no-store/) })
    })

    apiClient.ofGenerations([2022, 2024], 'every GET forbids caching in more words than a write', async () => {
      const { email, id } = await apiClient.contact()
      const list = await apiClient.get(`/contacts?email=${email}`)
      expect(list.headers['cache-control']).toBe('must-revalidate, no-cache, no-store, private, max-age=0')
      const view = await apiClient.get(`/contacts/${id}`)
      expect(view.headers['cache-control']).toBe('must-revalidate, no-cache, no-store, private, max-age=0')
      const write = await apiClient.put(`/contacts/${id}`, { job_title: 'Buyer' })
      expect(write.headers['cache-control']).toBe('no-cache, no-store, max-age=0, must-revalidate')
    })

    test('every response says how long it took inside, and sets a cookie of the balancer', async () => {
      const { headers } = await apiClient.get('/agents/me')
      expect(headers['x-envoy-upstream-service-time']).toMatch(/^\d+$/)
      expect(headers['set-cookie']).toMatch(/_x_w=\w+; ?path=\/; ?HttpOnly; ?secure/i)
    })

    apiClient.ofGenerations([2022, 2026], 'every response sets the second cookie of the balancer', async () => {
      const { headers } = await apiClient.get('/agents/me')
      expect(headers['set-cookie']).toMatch(/_x_m=\w+; ?path=\/; ?HttpOnly; ?secure/i)
    })

    test('a 204 has neither body nor content type', async () => {
      const { id } = await apiClient.contact()
      const { text, headers } = await apiClient.delete(`/contacts/${id}`)
      expect(text).toBe('')
      expect(headers).not.toHaveProperty('content-type')
      expect(headers).toMatchObject({ 'x-ratelimit-remaining': expect.stringMatching(/^\d/) })
    })
  })

  describe('section 11: the wire', () => {
    test.each([
      ['X as the password', basic(apiKey, 'X')],
      ['an empty password', basic(apiKey, '')],
      ['any word as the password', basic(apiKey, 'fern')],
      ['the base64 without the word Basic', basic(apiKey).slice('Basic '.length)],
    ])('a key is taken with %s', async (_, Authorization) => {
      expect(await apiClient.get('/agents/me', { headers: { Authorization } })).toMatchObject({ status: 200 })
    })

    test('a GET may have a JSON content type', async () => {
      const headers = { 'Content-Type': 'application/json' }
      expect(await apiClient.get('/agents/me', { headers })).toMatchObject({ status: 200 })
    })

    test.each(['application/json', '*/*', 'application/json, text/plain, */*'])(
      'a client may accept %s',
      async Accept => {
        expect(await apiClient.get('/agents/me', { headers: { Accept } })).toMatchObject({ status: 200 })
      },
    )

    test.each(['application/json', 'application/json; charset=utf-8'])('a body may come as %s', async type => {
      const headers = { 'Content-Type': type }
      expect(await apiClient.post('/contacts', apiClient.person(), { headers })).toMatchObject({ status: 201 })
    })

    apiClient.given('ownAccount', 'a page of any origin may call the API: CORS', async () => {
      const headers = {
        Origin: 'https://app.moss.example',
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization,content-type',
      }
      const preflight = await apiClient.send('OPTIONS', '/contacts', undefined, { headers })
      expect(preflight.status).toBeLessThan(300)
      expect(preflight.headers['access-control-allow-origin']).toMatch(/^(\*|https:\/\/app\.moss\.example)$/)
      expect(preflight.headers['access-control-allow-methods']).toMatch(/POST/)
      const { Origin } = headers
      const response = await apiClient.get('/agents/me', { headers: { Origin } })
      expect(response.headers['access-control-allow-origin']).toMatch(/^(\*|https:\/\/app\.moss\.example)$/)
    })

    test('a path may end in a slash', async () => {
      const { id, email } = await apiClient.contact()
      expect(await apiClient.get(`/contacts/?email=${email}`)).toMatchObject({ status: 200, body: [{ id }] })
      expect(await apiClient.post('/contacts/', apiClient.person())).toMatchObject({ status: 201 })
    })

    test('page and per_page=100 go together', async () => {
      const { id, email } = await apiClient.contact()
      expect(await apiClient.listed({ email, page: '1', per_page: '100' })).toEqual([id])
    })
  })
}
