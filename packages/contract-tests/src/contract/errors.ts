import { basic, type Desk } from './desk'
import { rawGet } from './raw-get'

const UNAUTHORIZED = {
  status: 401,
  body: { code: 'invalid_credentials', message: 'You have to be logged in to perform this action.' },
}

const NOT_ALLOWED = /^\w+ method is not allowed\. It should be one of these method\(s\): \w+(, ?\w+)*$/

export function errors(desk: Desk) {
  describe('errors that concern no field', () => {
    test.each([
      ['no key', undefined],
      ['a wrong key', basic('no-such-key')],
      ['an empty key', basic('')],
      ['something that is no Basic authorization', 'Bearer no-such-key'],
    ])('401 for %s, in a flat body', async (_, Authorization) => {
      const answer = await desk.get('/contacts', { headers: { Authorization } })
      expect(answer).toMatchObject(UNAUTHORIZED)
      expect(Object.keys(answer.body)).toEqual(['code', 'message'])
    })

    test('401 still carries the version header: by it clients tell that the subdomain exists', async () => {
      const { headers } = await desk.get('/contacts', { headers: { Authorization: undefined } })
      expect(headers['x-freshdesk-api-version']).toBe('latest=v2; requested=v2')
    })

    desk.given('readOnlyKey', '403 for an agent who may not write, in a flat body', async key => {
      const headers = { Authorization: basic(key) }
      expect(await desk.post('/contacts', desk.person(), { headers })).toMatchObject({
        status: 403,
        body: { code: 'access_denied', message: 'You are not authorized to perform this action.' },
      })
      expect(await desk.get('/agents/me', { headers })).toMatchObject({ status: 200 })
    })

    test.each(['GET', 'PUT', 'DELETE'])(
      '404 for %s of a contact that does not exist has no body and calls it no JSON',
      async method => {
        const { id } = await desk.contact()
        await desk.delete(`/contacts/${id}/hard_delete?force=true`)
        const answer = await desk.send(method, `/contacts/${id}`, method === 'PUT' ? { job_title: 'Buyer' } : undefined)
        expect(answer).toMatchObject({ status: 404, text: '' })
        expect(answer.headers['content-type'] ?? '').not.toMatch(/json/)
      },
    )

    test('404 for a path that does not exist', async () => {
      expect(await desk.get('/no_such_resource')).toMatchObject({ status: 404 })
    })

    desk.given('unknownHost', '404 for a subdomain nobody has, without the version header', async host => {
      const answer = await rawGet(desk.account, '/api/v2/agents/me', { Host: host })
      expect(answer.status).toBe(404)
      expect(answer.headers).not.toHaveProperty('x-freshdesk-api-version')
    })

    test('405 for a verb that a collection does not have', async () => {
      expect(await desk.put('/contacts', {})).toMatchObject({
        status: 405,
        body: { message: expect.stringMatching(NOT_ALLOWED) },
      })
    })

    test.each(['text/html', 'application/xml'])('406 for who accepts only %s', async Accept => {
      expect(await desk.get('/agents/me', { headers: { Accept } })).toMatchObject({ status: 406 })
    })

    test('415 for a form', async () => {
      const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
      const answer = await desk.post('/contacts', {}, { headers, raw: 'name=Ada+Moss' })
      expect(answer).toMatchObject({
        status: 415,
        body: {
          code: 'invalid_content_type',
          message:
            'Content-Type header is set to application/x-www-form-urlencoded. It should be set to application/json',
        },
      })
      expect(Object.keys(answer.body)).toEqual(['code', 'message'])
    })

    test('415 for JSON that does not say so', async () => {
      const raw = Buffer.from(JSON.stringify(desk.person()))
      const answer = await desk.post('/contacts', {}, { headers: { 'Content-Type': undefined }, raw })
      expect(answer).toMatchObject({ status: 415, body: { code: 'invalid_content_type' } })
    })

    desk.given('failNext', '500 in a flat body', async failNext => {
      await failNext(500)
      expect(await desk.get('/agents/me')).toMatchObject({
        status: 500,
        body: { code: 'internal_error', message: "We're sorry, but something went wrong." },
      })
    })

    desk.given('failNext', '502, 503 and 504 come from in front of Freshdesk, as HTML', async failNext => {
      for (const status of [502, 503, 504]) {
        await failNext(status)
        const answer = await desk.get('/agents/me')
        expect(answer.status).toBe(status)
        expect(answer.headers['content-type']).toMatch(/^text\/html/)
      }
    })

    desk.given('onlyHttps', 'plain http is sent on to https', async () => {
      const plain = desk.account.url().replace(/^https:/, 'http:')
      const answer = await fetch(`${plain}/api/v2/agents/me`, { redirect: 'manual' })
      expect(answer.status).toBeGreaterThanOrEqual(301)
      expect(answer.status).toBeLessThanOrEqual(308)
      expect(answer.headers.get('location')).toMatch(/^https:/)
    })
  })

  describe('a path that begins with two slashes', () => {
    test('cannot be read', async () => {
      expect(await desk.sendTo('GET', '//api/v2/contacts')).toMatchObject({
        status: 400,
        body: {
          description: 'Validation failed',
          errors: [{ field: 'contact', message: 'Unexpected/invalid field in request', code: 'invalid_field' }],
        },
      })
    })

    test('can be written', async () => {
      const { id } = await desk.contact()
      const answer = await desk.sendTo('PUT', `//api/v2/contacts/${id}`, { job_title: 'Buyer' })
      expect(answer).toMatchObject({ status: 200, body: { job_title: 'Buyer' } })
    })
  })
}
