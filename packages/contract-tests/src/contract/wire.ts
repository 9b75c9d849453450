import { type Answer, basic, type Desk } from './desk'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** What every answer carried in recorded traffic. */
const ALWAYS = {
  pragma: 'no-cache',
  expires: 'Wed, 13 Oct 2010 00:00:00 UTC',
  'x-freshdesk-api-version': 'latest=v2; requested=v2',
  'x-request-id': expect.stringMatching(UUID),
  'x-content-type-options': 'nosniff',
  'x-xss-protection': '1; mode=block',
  'x-fw-ratelimiting-managed': 'true',
  'x-trace-id': expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/),
  server: 'fwe',
  date: expect.stringMatching(/GMT$/),
}

export function wire(desk: Desk) {
  const { apiKey } = desk.account

  describe('the wire', () => {
    test.each<[string, string, () => Promise<Answer>]>([
      ['200', '200 OK', () => desk.get('/agents/me')],
      ['201', '201 Created', () => desk.post('/contacts', desk.person())],
      ['400', '400 Bad Request', () => desk.post('/contacts', {})],
      ['204', '204 No Content', async () => desk.delete(`/contacts/${(await desk.contact()).id}`)],
    ])('a %s has the headers of Freshdesk, the status among them', async (_, status, ask) => {
      const { headers } = await ask()
      expect(headers).toMatchObject({ ...ALWAYS, status, 'cache-control': expect.stringMatching(/no-store/) })
    })

    test('answers may not be kept, lists even less', async () => {
      const { email, id } = await desk.contact()
      const list = await desk.get(`/contacts?email=${email}`)
      expect(list.headers['cache-control']).toBe('must-revalidate, no-cache, no-store, private, max-age=0')
      const write = await desk.put(`/contacts/${id}`, { job_title: 'Buyer' })
      expect(write.headers['cache-control']).toBe('no-cache, no-store, max-age=0, must-revalidate')
    })

    test('every answer says how long it took inside, and sets a cookie of the balancer', async () => {
      const { headers } = await desk.get('/agents/me')
      expect(headers['x-envoy-upstream-service-time']).toMatch(/^\d+$/)
      expect(headers['set-cookie']).toMatch(/_x_w=\w+; ?path=\/; ?HttpOnly; ?secure/i)
    })

    test('a 204 has neither body nor content type', async () => {
      const { id } = await desk.contact()
      const { text, headers } = await desk.delete(`/contacts/${id}`)
      expect(text).toBe('')
      expect(headers).not.toHaveProperty('content-type')
    })

    test.each([
      ['X as the password', basic(apiKey, 'X')],
      ['an empty password', basic(apiKey, '')],
      ['any word as the password', basic(apiKey, 'fern')],
      ['the base64 without the word Basic', basic(apiKey).slice('Basic '.length)],
    ])('a key is taken with %s', async (_, Authorization) => {
      expect(await desk.get('/agents/me', { headers: { Authorization } })).toMatchObject({ status: 200 })
    })

    test('a GET may say that it is JSON', async () => {
      const headers = { 'Content-Type': 'application/json' }
      expect(await desk.get('/agents/me', { headers })).toMatchObject({ status: 200 })
    })

    test.each(['application/json', '*/*', 'application/json, text/plain, */*'])(
      'a client may accept %s',
      async Accept => {
        expect(await desk.get('/agents/me', { headers: { Accept } })).toMatchObject({ status: 200 })
      },
    )

    test.each(['application/json', 'application/json; charset=utf-8'])('a body may come as %s', async type => {
      const headers = { 'Content-Type': type }
      expect(await desk.post('/contacts', desk.person(), { headers })).toMatchObject({ status: 201 })
    })

    test('a path may end in a slash', async () => {
      const { id, email } = await desk.contact()
      expect(await desk.get(`/contacts/?email=${email}`)).toMatchObject({ status: 200, body: [{ id }] })
      expect(await desk.post('/contacts/', desk.person())).toMatchObject({ status: 201 })
    })

    test('page and per_page=100 go together', async () => {
      const { id, email } = await desk.contact()
      expect(await desk.listed({ email, page: '1', per_page: '100' })).toEqual([id])
    })
  })
}
