import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { type Mock, startMock } from '..'

let mock: Mock
beforeEach(async () => {
  mock = await startMock()
})
afterEach(() => mock.close())

const BODY = '{"name":"Ada Moß","email":"ada@moss.example"}'

const post = (body: Buffer, encoding: string) =>
  fetch(`${mock.url}/api/v2/contacts`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${btoa('mock-api-key:X')}`,
      'content-type': 'application/json',
      'content-encoding': encoding,
    },
    body: new Uint8Array(body),
  })

test.each([
  ['gzip', gzipSync],
  ['GZIP', gzipSync],
  ['x-gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
  ['identity', Buffer.from],
])('a body with Content-Encoding %s is decoded', async (encoding, encode: (text: string) => Buffer) => {
  const response = await post(encode(BODY), encoding)
  expect(response.status).toBe(201)
  expect(await response.json()).toMatchObject({ name: 'Ada Moß', email: 'ada@moss.example' })
  expect(mock.admin.requests()[0]?.request.body).toBe(BODY)
})

test.each([
  ['plain text', Buffer.from(BODY)],
  ['a truncated stream', gzipSync(BODY).subarray(0, 30)],
])('%s with Content-Encoding gzip returns 400', async (_, body) => {
  const response = await post(body, 'gzip')
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ code: 'invalid_json' })
})

test('a body of 20 kB that decodes to more than 20 MB returns 413, and the mock lives on', async () => {
  const response = await post(gzipSync(Buffer.alloc(20 * 1024 * 1024 + 1, ' ')), 'gzip')
  expect(response.status).toBe(413)
  expect((await post(gzipSync(BODY), 'gzip')).status).toBe(201)
})
