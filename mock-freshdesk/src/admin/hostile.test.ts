import fc from 'fast-check'
import { type Mock, startMock } from '..'
import { ROUTES } from './routes'

let mock: Mock
beforeAll(async () => {
  mock = await startMock()
})
afterAll(() => mock.close())

/** All but those that response late or never end. */
const paths = [...new Set(ROUTES.map(([key]) => key.split(' /__admin')[1] ?? ''))].filter(
  path => !/stream|wait/.test(path),
)

const nasty = fc.constantFrom(
  '__proto__',
  'constructor',
  'toString',
  '../../package.json',
  '%2e%2e',
  '%',
  '\u0000',
  '-1',
  '1e9',
)
const part = fc.oneof(nasty, fc.string(), fc.nat().map(String))

const url = fc
  .tuple(
    fc.constantFrom(...paths),
    part,
    fc.array(
      fc.tuple(
        fc.oneof(nasty, fc.constantFrom('limit', 'q', 'account', 'name_like', '_sort', '_embed', '_expand', '_page')),
        part,
      ),
      { maxLength: 3 },
    ),
  )
  .map(([path, value, query]) => {
    const filled = path.replace(/:\w+|\*/g, encodeURIComponent(value) || 'db')
    return `${filled}?${query.map(([name, text]) => `${encodeURIComponent(name)}=${encodeURIComponent(text)}`).join('&')}`
  })

const known = [
  'match',
  'status',
  'times',
  'headers',
  'body',
  'kind',
  'freeze',
  'advanceSeconds',
  'plan',
  'recording',
  'contacts',
  'accounts',
  'agents',
  'id',
  'name',
  'path',
  'query',
]
const value = fc.jsonValue({ depthSize: 'small' })
const object = fc.dictionary(fc.oneof(fc.constantFrom(...known), nasty), value)
const body = fc.oneof(
  object.map(given => JSON.stringify(given)),
  value.map(given => JSON.stringify(given)),
  fc.string(),
  fc.constant(`${'['.repeat(100_000)}`),
  fc.constant(`{"body":${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
  fc.constant('{"__proto__":{"polluted":true}}'),
)

test('whatever comes, the admin API answers in JSON with a sentence, and nothing breaks', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'),
      url,
      body,
      async (method, target, sent) => {
        const response = await fetch(`${mock.url}/__admin${target}`, {
          method,
          redirect: 'manual',
          ...(method !== 'GET' && { body: sent }),
        })
        const text = await response.text()
        expect(response.status).toBeLessThan(500)
        if (response.status >= 400) expect(JSON.parse(text)).toMatchObject({ error: expect.any(String) })
        expect(text).not.toMatch(/\n {4}at |node_modules/)
        expect(Object.keys(Object.prototype)).toEqual([])
        mock.admin.clearFaults()
      },
    ),
    { numRuns: 300 },
  )
  expect((await fetch(`${mock.url}/__admin/health`)).status).toBe(200)
}, 60_000)
