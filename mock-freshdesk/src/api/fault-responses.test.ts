import { createCallApi } from '../testing/call-api'
import { errorResponse } from './fault-responses'

const asking = (method: string, path: string) => ({
  method,
  path,
  search: '',
  headers: {},
  body: '',
  wellEncoded: true,
  account: 'default',
  at: 0,
})

test.each([
  ['GET', '/api/v2/contacts', '20'],
  ['GET', '/api/v2/contacts/7', '20'],
  ['HEAD', '/api/v2/contacts', '20'],
  ['POST', '/api/v2/contacts', '200'],
  ['GET', '/api/v2/companies', '200'],
])('a fault of %s %s reports the limit of %s', (method, path, total) => {
  const { account } = createCallApi({ plan: 'growth' })
  const { headers } = errorResponse(429, undefined, account, asking(method, path))
  expect(headers).toMatchObject({ 'X-Ratelimit-Total': total, 'X-Ratelimit-Remaining': total })
})

test.each<[number, string | undefined, string, string]>([
  [503, '{"a":"ö"}', '{"a":"ö"}', 'text/html'],
  [400, '{"a":"ö"}', '{"a":"ö"}', 'application/json; charset=utf-8'],
  [403, undefined, '{"code":"access_denied"', 'application/json; charset=utf-8'],
  [404, undefined, '', 'text/html; charset=utf-8'],
])('a fault with %i and the body %s applies to a subdomain without an account too', (status, body, text, type) => {
  const response = errorResponse(status, body, undefined, asking('GET', '/api/v2/contacts'))
  expect(response.status).toBe(status)
  expect(response.body.startsWith(text)).toBe(true)
  expect(response.headers).toMatchObject({
    'Content-Type': type,
    'Content-Length': String(Buffer.byteLength(response.body)),
  })
  expect(response.headers).not.toHaveProperty('X-Freshdesk-Api-Version')
})
