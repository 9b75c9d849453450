import { useAdmin } from '../../testing/use-admin'

jest.setTimeout(60_000)

const admin = useAdmin()

describe('sources', () => {
  test('POST /sources shows the write key once, and stores its hash', async () => {
    const { status, body } = await admin.post('/sources', { name: 'app', origins: ['https://shop.example/path'] })
    expect(status).toBe(201)
    expect(body).toEqual({
      source: {
        name: 'app',
        origins: ['https://shop.example'],
        enabled: true,
        signs_requests: false,
        managed_by: 'console',
      },
      write_key: expect.stringMatching(/^dk_app_[\w-]{24}$/),
    })
    expect(JSON.stringify(await admin.get('/sources'))).not.toContain(body.write_key)
    expect(await admin.post('/sources', { name: 'app' })).toMatchObject({
      status: 409,
      body: { error: { code: 'NAME_TAKEN' } },
    })
  })

  test('PATCH changes origins and switches off; a new key replaces the old one', async () => {
    const change = { enabled: false, origins: ['http://localhost:3000'] }
    expect((await admin.client.call('PATCH', '/sources/web', change)).body).toMatchObject({
      enabled: false,
      origins: ['http://localhost:3000'],
    })
    const hash = 'select write_key_hash from source where name = $1'
    const before = (await admin.database.pool.query(hash, ['web'])).rows[0].write_key_hash
    expect((await admin.post('/sources/web/rotate-key')).body).toEqual({ write_key: expect.stringMatching(/^dk_web_/) })
    expect((await admin.database.pool.query(hash, ['web'])).rows[0].write_key_hash).not.toEqual(before)
  })

  test.each([
    ['POST', '/sources', { name: 'no spaces' }, 400],
    ['POST', '/sources', { name: 'app', origins: ['javascript:alert(1)'] }, 400],
    ['PATCH', '/sources/other', { enabled: true }, 404],
    ['POST', '/sources/other/rotate-key', {}, 404],
  ] as const)('%s %s with a wrong value answers %s', async (method, path, body, status) => {
    expect(await admin.client.call(method, path, body)).toMatchObject({ status })
  })
})
