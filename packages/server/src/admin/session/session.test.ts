import { type AdminClient, createAdminClient } from '../../testing/admin-client'
import { createTestDatabase, type TestDatabase } from '../../testing/test-database'

jest.setTimeout(60_000)

const TOKEN = 'the-admin-token'

let database: TestDatabase
let admin: AdminClient

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database?.close())
beforeEach(async () => {
  admin = await createAdminClient(database, TOKEN)
})
afterEach(() => admin?.close())

const status = async (path: string, headers = {}) => (await admin.call('GET', path, undefined, headers)).status
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

/** Logs in, and resolves with the header of later requests. */
async function logIn(headers = {}): Promise<{ cookie: string; attributes: string }> {
  const response = await admin.call('POST', '/session', { token: TOKEN }, headers)
  expect(response.status).toBe(204)
  const [cookie = '', ...attributes] = String(response.headers['set-cookie']).split('; ')
  return { cookie, attributes: attributes.join('; ') }
}

describe('with a token', () => {
  test.each(['/events', '/integrations', '/sources', '/server', '/overview', '/openapi.json', '/live'])(
    'GET %s without it answers 401',
    async path => {
      expect(await status(path)).toBe(401)
      expect(await status(path, bearer('wrong'))).toBe(401)
      expect(await status(path, { cookie: 'datafly_session=9999999999999.aa.bb' })).toBe(401)
    },
  )

  test('the token as a Bearer token is accepted, under any host name', async () => {
    expect(await status('/sources', { ...bearer(TOKEN), host: 'datafly.internal' })).toBe(200)
  })

  test('GET /session is open, and says what is needed', async () => {
    expect((await admin.call('GET', '/session')).body).toEqual({ authenticated: false, needs_token: true })
    const { cookie } = await logIn()
    const response = await admin.call('GET', '/session', undefined, { cookie })
    expect(response.body).toEqual({ authenticated: true, needs_token: true })
  })

  test('a session cookie is hidden from scripts and from other sites, and Secure behind https', async () => {
    expect((await logIn()).attributes).toBe('HttpOnly; SameSite=Strict; Path=/; Max-Age=43200')
    expect((await logIn({ 'x-forwarded-proto': 'https' })).attributes).toMatch(/; Secure$/)
    expect((await logIn()).cookie).not.toContain(TOKEN)
  })

  test('a session works until the logout, and then never again', async () => {
    const { cookie } = await logIn()
    expect(await status('/sources', { cookie })).toBe(200)
    expect((await admin.call('DELETE', '/session', undefined, { cookie })).status).toBe(204)
    expect(await status('/sources', { cookie })).toBe(401)
  })

  test('a changed session is refused', async () => {
    const { cookie } = await logIn()
    expect(await status('/sources', { cookie: cookie.replace(/=\d/, '=9') })).toBe(401)
  })

  test('a session of a different token is refused', async () => {
    const { cookie } = await logIn()
    await admin.close()
    admin = await createAdminClient(database, 'a new token')
    expect(await status('/sources', { cookie })).toBe(401)
  })

  test('GET /session with a wrong token counts as a try, so that it finds no token', async () => {
    for (let tries = 0; tries < 20; tries++) expect(await status('/session', bearer('guess'))).toBe(401)
    expect(await status('/session', bearer(TOKEN))).toBe(429)
  })

  test('a wrong token answers 401, and after 20 of them the address waits, even with the right one', async () => {
    for (let tries = 0; tries < 20; tries++) {
      expect(await admin.call('POST', '/session', { token: 'guess' })).toMatchObject({ status: 401 })
    }
    const response = await admin.call('POST', '/session', { token: TOKEN })
    expect(response).toMatchObject({ status: 429, body: { error: { code: 'TOO_MANY_TRIES' } } })
    expect(await status('/sources', bearer(TOKEN))).toBe(429)
  })
})

describe('requests of foreign pages', () => {
  beforeEach(async () => {
    admin = await createAdminClient(database)
  })

  test.each([
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: 'http://127.0.0.1:9999' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ host: 'evil.example' }, 403],
    [{ host: '127.0.0.1.evil.example' }, 403],
    [{ origin: 'http://127.0.0.1:4101', 'sec-fetch-site': 'same-origin' }, 200],
    [{ host: 'localhost:4101' }, 200],
    [{ host: '[::1]:4101' }, 200],
  ])('with %j answer %s', async (headers, expected) => {
    expect(await status('/sources', headers)).toBe(expected)
  })

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'a write as %s answers 415 with what to send',
    async type => {
      const headers = { 'content-type': type }
      const response = await admin.call('POST', '/replay', { integration: 'support' }, headers)
      expect(response).toMatchObject({
        status: 415,
        body: { error: { message: 'Send JSON, with the header Content-Type: application/json.' } },
      })
    },
  )

  test('a body that is not JSON answers 400', async () => {
    const headers = { host: '127.0.0.1', 'content-type': 'application/json' }
    const response = await admin.app.inject({ method: 'POST', url: '/admin/v1/replay', headers, payload: '{' })
    expect(response.statusCode).toBe(400)
    expect(response.json()).toMatchObject({ error: { code: 'INVALID_REQUEST' } })
  })

  test.each(['GET', 'POST', 'DELETE'] as const)('%s of an unknown route answers 404', async method => {
    const body = { error: { code: 'NOT_FOUND', message: 'There is no such route.' } }
    expect(await admin.call(method, '/nothing/here')).toMatchObject({ status: 404, body })
  })

  test('no answer is kept by a cache', async () => {
    const { headers } = await admin.call('GET', '/sources')
    expect(headers['cache-control']).toBe('no-store')
  })
})

test('a database that is down answers 503, without the error of the database', async () => {
  const other = await createTestDatabase()
  const client = await createAdminClient(other)
  await other.close()
  expect(await client.call('GET', '/sources')).toEqual({
    status: 503,
    headers: expect.anything(),
    body: { error: { code: 'STORE_UNAVAILABLE', message: expect.stringMatching(/^The database/) } },
  })
  await client.close()
})
