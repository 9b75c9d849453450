import { type ApiClient, basic } from './api-client'
import { rawGet } from './raw-get'

const UNAUTHORIZED = {
  status: 401,
  body: { code: 'invalid_credentials', message: 'You have to be logged in to perform this action.' },
}

const NOT_ALLOWED = /^\w+ method is not allowed\. It should be one of these method\(s\): \w+(, ?\w+)*$/

export function errors(apiClient: ApiClient) {
  describe('section 5: errors that concern no field', () => {
    test.each([
      ['no key', undefined],
      ['a wrong key', basic('no-such-key')],
      ['an empty key', basic('')],
      ['something that is no Basic authorization', 'Bearer no-such-key'],
    ])('401 for %s, in a flat body', async (_, Authorization) => {
      const response = await apiClient.get('/contacts', { headers: { Authorization } })
      expect(response).toMatchObject(UNAUTHORIZED)
      expect(Object.keys(response.body)).toEqual(['code', 'message'])
    })

    test('401 carries the version header, by which clients know that the subdomain exists', async () => {
      const { headers } = await apiClient.get('/contacts', { headers: { Authorization: undefined } })
      expect(headers['x-freshdesk-api-version']).toBe('latest=v2; requested=v2')
    })

    apiClient.given('readOnlyKey', '403 for an agent who may not write, in a flat body', async key => {
      const headers = { Authorization: basic(key) }
      expect(await apiClient.post('/contacts', apiClient.person(), { headers })).toMatchObject({
        status: 403,
        body: { code: 'access_denied', message: 'You are not authorized to perform this action.' },
      })
      expect(await apiClient.get('/agents/me', { headers })).toMatchObject({ status: 200 })
    })

    test.each(['GET', 'PUT', 'DELETE'])(
      '404 for %s of a contact that does not exist has no body and calls it no JSON',
      async method => {
        const { id } = await apiClient.contact()
        await apiClient.delete(`/contacts/${id}/hard_delete?force=true`)
        const response = await apiClient.send(
          method,
          `/contacts/${id}`,
          method === 'PUT' ? { job_title: 'Buyer' } : undefined,
        )
        expect(response).toMatchObject({ status: 404, text: '' })
        expect(response.headers['content-type'] ?? '').not.toMatch(/json/)
      },
    )

    test('404 for a path that does not exist', async () => {
      expect(await apiClient.get('/no_such_resource')).toMatchObject({ status: 404 })
    })

    apiClient.given('unknownHost', '404 for a subdomain without an account, without the version header', async host => {
      const response = await rawGet(apiClient.account, '/api/v2/agents/me', { Host: host })
      expect(response.status).toBe(404)
      expect(response.headers).not.toHaveProperty('x-freshdesk-api-version')
    })

    test('405 for a verb that a collection does not have', async () => {
      expect(await apiClient.put('/contacts', {})).toMatchObject({
        status: 405,
        body: { message: expect.stringMatching(NOT_ALLOWED) },
      })
    })

    test.each(['text/html', 'application/xml'])('406 for a client that accepts only %s', async Accept => {
      expect(await apiClient.get('/agents/me', { headers: { Accept } })).toMatchObject({ status: 406 })
    })

    test('415 for a form', async () => {
      const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
      const response = await apiClient.post('/contacts', {}, { headers, raw: 'name=Ada+Moss' })
      expect(response).toMatchObject({
        status: 415,
        body: {
          code: 'invalid_content_type',
          message:
            'Content-Type header is set to application/x-www-form-urlencoded. It should be set to application/json',
        },
      })
      expect(Object.keys(response.body)).toEqual(['code', 'message'])
    })

    apiClient.given('failNext', '500 in a flat body', async failNext => {
      await failNext(500)
      expect(await apiClient.get('/agents/me')).toMatchObject({
        status: 500,
        body: { code: 'internal_error', message: "We're sorry, but something went wrong." },
      })
    })

    apiClient.given('failNext', '502, 503 and 504 come from in front of Freshdesk, as HTML', async failNext => {
      for (const status of [502, 503, 504]) {
        await failNext(status)
        const response = await apiClient.get('/agents/me')
        expect(response.status).toBe(status)
        expect(response.headers['content-type']).toMatch(/^text\/html/)
      }
    })

    apiClient.given('onlyHttps', 'plain http is sent on to https', async () => {
      const plain = apiClient.account.url().replace(/^https:/, 'http:')
      const response = await fetch(`${plain}/api/v2/agents/me`, { redirect: 'manual' })
      expect(response.status).toBeGreaterThanOrEqual(301)
      expect(response.status).toBeLessThanOrEqual(308)
      expect(response.headers.get('location')).toMatch(/^https:/)
    })
  })

  describe('sections 5 and 10: a body without its type', () => {
    test('415 for JSON without a content type', async () => {
      const raw = Buffer.from(JSON.stringify(apiClient.person()))
      const response = await apiClient.post('/contacts', {}, { headers: { 'Content-Type': undefined }, raw })
      expect(response).toMatchObject({ status: 415, body: { code: 'invalid_content_type' } })
    })
  })

  describe('section 5: a path that begins with two slashes', () => {
    test('GET of a path with two slashes returns 400', async () => {
      expect(await apiClient.sendTo('GET', '//api/v2/contacts')).toMatchObject({
        status: 400,
        body: {
          description: 'Validation failed',
          errors: [{ field: 'contact', message: 'Unexpected/invalid field in request', code: 'invalid_field' }],
        },
      })
    })

    test('PUT to a path with two slashes returns 200', async () => {
      const { id } = await apiClient.contact()
      const response = await apiClient.sendTo('PUT', `//api/v2/contacts/${id}`, { job_title: 'Buyer' })
      expect(response).toMatchObject({ status: 200, body: { job_title: 'Buyer' } })
    })
  })
}
