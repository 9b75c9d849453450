import { saveConfig } from '../../store/save-config'
import { type AdminClient, createAdminClient, SECRET } from '../../testing/admin-client'
import { createTestDatabase, type TestDatabase } from '../../testing/test-database'

jest.setTimeout(60_000)

let database: TestDatabase
let admin: AdminClient

beforeAll(async () => {
  database = await createTestDatabase()
  admin = await createAdminClient(database)
})
afterAll(async () => {
  await admin?.close()
  await database?.close()
})
beforeEach(async () => {
  await database.pool.query('truncate source, account restart identity cascade')
  await post('/sources', { name: 'web' })
})

const get = (path: string) => admin.call('GET', path)
const post = (path: string, body: unknown = {}, author = 'ada') =>
  admin.call('POST', path, body, { 'x-datafly-author': author })
const patch = (path: string, body: unknown) => admin.call('PATCH', path, body, { 'x-datafly-author': 'ada' })

const SUPPORT = {
  name: 'support',
  destination: 'freshdesk',
  sources: ['web'],
  settings: { domain: 'acme', apiKey: SECRET },
}

const create = (change: object = {}) => post('/integrations', { ...SUPPORT, ...change })

/** The settings as a worker reads them. */
async function readSettings(name = 'support'): Promise<Record<string, unknown>> {
  const { rows } = await database.pool.query('select settings from account where name = $1', [name])
  return JSON.parse(admin.box.open(rows[0].settings))
}

describe('POST /integrations', () => {
  test('adds an integration that the console manages, with its key encrypted', async () => {
    const { status, body } = await create()
    expect(status).toBe(201)
    expect(body).toMatchObject({
      name: 'support',
      settings: { domain: 'acme' },
      secrets: { apiKey: { is_set: true } },
      is_preset: true,
      consent: ['marketing'],
      enabled: true,
      paused: false,
      managed_by: 'console',
      revision: 1,
    })
    expect(await readSettings()).toEqual({ domain: 'acme', apiKey: SECRET })
    const { rows } = await database.pool.query(
      `select settings::text || coalesce(subscriptions, '') as row from account`,
    )
    expect(Buffer.from(rows[0].row.slice(2), 'hex').toString('latin1')).not.toContain(SECRET)
    expect((await database.pool.query('select account from lease join stream using (account)')).rowCount).toBe(1)
  })

  test.each<[string, object, number, string, string | undefined]>([
    [
      'a domain of a foreign host',
      { settings: { domain: 'evil.example', apiKey: SECRET } },
      400,
      'INVALID_REQUEST',
      'settings.domain',
    ],
    ['no key', { settings: { domain: 'acme' } }, 400, 'INVALID_REQUEST', 'settings.apiKey'],
    ['an unknown setting', { settings: { ...SUPPORT.settings, host: 'x' } }, 400, 'INVALID_REQUEST', 'settings.host'],
    [
      'a base URL',
      { settings: { ...SUPPORT.settings, baseUrl: 'http://x' } },
      400,
      'INVALID_REQUEST',
      'settings.baseUrl',
    ],
    ['an unknown source', { sources: ['app'] }, 400, 'INVALID_REQUEST', 'sources'],
    ['no source', { sources: [] }, 400, 'INVALID_REQUEST', 'sources'],
    ['an unknown destination', { destination: 'other' }, 400, 'INVALID_REQUEST', 'destination'],
    ['a name with capitals', { name: 'Support' }, 400, 'INVALID_REQUEST', 'name'],
    ['a rate of 0', { rate: 0 }, 400, 'INVALID_REQUEST', 'rate'],
    ['an unknown key', { owner: 'x' }, 400, 'INVALID_REQUEST', 'owner'],
    [
      'an unknown action',
      { subscriptions: [{ partnerAction: 'other', subscribe: 'type = "track"' }] },
      400,
      'INVALID_REQUEST',
      'subscriptions.0.partnerAction',
    ],
    [
      'a query that ends too early',
      { subscriptions: [{ partnerAction: 'signedUp', subscribe: 'type = "track" or' }] },
      400,
      'INVALID_REQUEST',
      'subscriptions.0.subscribe',
    ],
    [
      'an unknown field',
      { subscriptions: [{ partnerAction: 'signedUp', subscribe: 'type = "track"', mapping: { other: 1 } }] },
      400,
      'INVALID_REQUEST',
      'subscriptions.0.mapping.other',
    ],
    [
      'an unknown directive',
      {
        subscriptions: [{ partnerAction: 'signedUp', subscribe: 'type = "track"', mapping: { name: { '@nope': 1 } } }],
      },
      400,
      'INVALID_REQUEST',
      'subscriptions.0.mapping.name',
    ],
  ])('with %s answers with the place, and adds nothing', async (_name, change, status, code, field) => {
    const response = await create(change)
    expect(response.status).toBe(status)
    expect(response.body.error).toMatchObject({ code, field, message: expect.any(String) })
    expect((await get('/integrations')).body.integrations).toEqual([])
  })

  test('with a taken name answers 409', async () => {
    await create()
    expect(await create()).toMatchObject({ status: 409, body: { error: { code: 'NAME_TAKEN' } } })
  })
})

describe('PATCH /integrations/{name}', () => {
  beforeEach(() => create())

  test('changes what is sent, keeps the key, and gives a new revision', async () => {
    const { status, body } = await patch('/integrations/support', {
      revision: 1,
      rate: 50,
      settings: { defaultCountry: 'US' },
      subscriptions: [{ partnerAction: 'identified', subscribe: 'type = "identify"', mapping: { name: 'Ada' } }],
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      revision: 2,
      rate: 50,
      settings: { domain: 'acme', defaultCountry: 'US' },
      is_preset: false,
      subscriptions: [{ partnerAction: 'identified' }],
    })
    expect(await readSettings()).toEqual({ domain: 'acme', apiKey: SECRET, defaultCountry: 'US' })
  })

  test('based on an older revision answers 409, and changes nothing', async () => {
    await patch('/integrations/support', { revision: 1, rate: 50 })
    const { status, body } = await patch('/integrations/support', { revision: 1, rate: 40 })
    expect(status).toBe(409)
    expect(body.error.code).toBe('REVISION_CHANGED')
    expect((await get('/integrations/support')).body).toMatchObject({ rate: 50, revision: 2 })
  })

  test('two changes of one revision at the same time: one wins', async () => {
    const changes = [10, 20, 30].map(rate => patch('/integrations/support', { revision: 1, rate }))
    const statuses = (await Promise.all(changes)).map(({ status }) => status)
    expect(statuses.sort()).toEqual([200, 409, 409])
  })

  test.each([
    ['a new domain', { domain: 'other' }],
    ['a new domain and a blank key', { domain: 'other', apiKey: ' ' }],
  ])('with %s answers 422, because the stored key belongs to the old domain', async (_name, settings) => {
    const { status, body } = await patch('/integrations/support', { revision: 1, settings })
    expect(status).toBe(422)
    expect(body.error).toMatchObject({ code: 'KEY_REQUIRED', field: 'settings.apiKey' })
    expect(await readSettings()).toMatchObject({ domain: 'acme' })
  })

  test('the same domain in another form needs no key, and a new domain with its key is stored', async () => {
    const same = { revision: 1, settings: { domain: 'https://ACME.freshdesk.com/' } }
    expect(await patch('/integrations/support', same)).toMatchObject({ status: 200 })
    const other = { revision: 2, settings: { domain: 'other', apiKey: 'key-of-other' } }
    expect(await patch('/integrations/support', other)).toMatchObject({ status: 200 })
    expect(await readSettings()).toEqual({ domain: 'other', apiKey: 'key-of-other' })
  })

  test('that changes nothing gives no revision', async () => {
    expect((await patch('/integrations/support', { revision: 1, enabled: true })).body).toMatchObject({ revision: 1 })
  })
})

test('pause and resume are changes with an author', async () => {
  await create()
  expect((await post('/integrations/support/pause')).body).toMatchObject({ paused: true, revision: 2 })
  expect((await post('/integrations/support/pause')).body).toMatchObject({ paused: true, revision: 2 })
  expect((await post('/integrations/support/resume', {}, 'grace')).body).toMatchObject({ paused: false, revision: 3 })
  expect((await get('/integrations/support/revisions')).body.revisions).toMatchObject([
    { revision: 3, author: 'grace', summary: 'Resumed the deliveries.' },
    { revision: 2, author: 'ada', summary: 'Paused the deliveries.' },
    { revision: 1, author: 'ada', summary: 'Added the integration.', changes: [] },
  ])
})

describe('revisions', () => {
  beforeEach(() => create({ rate: 50 }))

  test('show each change by its path, and a secret only as changed', async () => {
    await patch('/integrations/support', { revision: 1, rate: 40 })
    await patch('/integrations/support', { revision: 2, settings: { apiKey: `${SECRET}-2` } })
    const mapping = { email: { '@path': '$.traits.mail' } }
    const subscriptions = (await get('/integrations/support')).body.subscriptions
    subscriptions[1].mapping = { ...subscriptions[1].mapping, ...mapping }
    await patch('/integrations/support', { revision: 3, subscriptions })
    expect((await get('/integrations/support/revisions')).body.revisions).toMatchObject([
      {
        summary: 'Changed E-mail of Identified.',
        changes: [{ path: 'subscriptions.identified.mapping.email', after: { '@path': '$.traits.mail' } }],
      },
      {
        summary: 'Changed the setting API key.',
        changes: [{ path: 'settings.apiKey', before: null, after: 'changed' }],
      },
      { summary: 'Changed rate from 50 to 40.', changes: [{ path: 'rate', before: 50, after: 40 }] },
      { summary: 'Added the integration.' },
    ])
  })

  test('a change is taken back, and a later change elsewhere stays', async () => {
    await patch('/integrations/support', { revision: 1, rate: 40, share: 0.5 })
    await patch('/integrations/support', { revision: 2, consent: ['marketing', 'sales'] })
    const { body } = await post('/integrations/support/undo', { revision: 2 })
    expect(body).toMatchObject({ revision: 4, rate: 50, share: null, consent: ['marketing', 'sales'] })
    const { revisions } = (await get('/integrations/support/revisions')).body
    expect(revisions[0].summary).toBe('Took back revision 2: Changed rate from 40 to 50, and 1 more.')
    expect((await post('/integrations/support/undo', { revision: 4 })).body).toMatchObject({ rate: 40, share: 0.5 })
  })

  test('a changed mapping is taken back to the preset', async () => {
    const subscriptions = (await get('/integrations/support')).body.subscriptions.slice(0, 1)
    await patch('/integrations/support', { revision: 1, subscriptions })
    expect((await get('/integrations/support')).body).toMatchObject({ is_preset: false })
    const { body } = await post('/integrations/support/undo', { revision: 2 })
    expect(body.is_preset).toBe(true)
  })

  test('domain and key are taken back together', async () => {
    await patch('/integrations/support', { revision: 1, settings: { domain: 'other', apiKey: 'key-of-other' } })
    expect(await post('/integrations/support/undo', { revision: 2 })).toMatchObject({ status: 200 })
    expect(await readSettings()).toEqual({ domain: 'acme', apiKey: SECRET })
  })

  test('a key is never taken back to a domain that it was not entered for', async () => {
    await patch('/integrations/support', { revision: 1, settings: { apiKey: 'second-key-of-acme' } })
    await patch('/integrations/support', { revision: 2, settings: { domain: 'other', apiKey: 'key-of-other' } })
    const { status, body } = await post('/integrations/support/undo', { revision: 2 })
    expect(status).toBe(422)
    expect(body.error.code).toBe('KEY_REQUIRED')
    expect(await readSettings()).toEqual({ domain: 'other', apiKey: 'key-of-other' })
  })

  test.each([
    [1, 409, 'FIRST_REVISION'],
    [9, 404, 'NOT_FOUND'],
  ])('revision %s cannot be taken back', async (revision, status, code) => {
    expect(await post('/integrations/support/undo', { revision })).toMatchObject({ status, body: { error: { code } } })
  })

  test('hold no key in clear text in the database', async () => {
    const { rows } = await database.pool.query('select after from revision')
    expect(rows[0].after.toString('latin1')).not.toContain(SECRET)
  })
})

test('an integration of the configuration file that is changed here stays as it is at the next start', async () => {
  const file = {
    sources: [{ name: 'web', writeKey: 'dk_web', secret: null, origins: [], enabled: true }],
    integrations: [{ ...SUPPORT, destination: 'freshdesk' as const, consent: ['marketing'], enabled: true }],
  }
  await database.pool.query('truncate source, account restart identity cascade')
  await saveConfig(database.pool, admin.box, file)
  expect((await get('/integrations/support')).body).toMatchObject({ managed_by: 'file' })
  await patch('/integrations/support', { revision: 1, rate: 50 })
  expect(await saveConfig(database.pool, admin.box, file)).toEqual(['support'])
  expect((await get('/integrations/support')).body).toMatchObject({ managed_by: 'console', rate: 50 })
})

test('the name of an author is cut, and holds no control characters', async () => {
  await create()
  await post('/integrations/support/pause', {}, ` Ada\u0007${'x'.repeat(100)}`.replace('\u0007', '\t'))
  const { revisions } = (await get('/integrations/support/revisions')).body
  expect(revisions[0].author).toBe(`Ada${'x'.repeat(61)}`)
})

test.each([
  ['J%C3%B6rg%20Moss', 'Jörg Moss'],
  ['50% off', '50% off'],
])('the author %s is kept as %s', async (header, author) => {
  await create()
  await post('/integrations/support/pause', {}, header)
  const { revisions } = (await get('/integrations/support/revisions')).body
  expect(revisions[0].author).toBe(author)
})

test('an error names the place of a wrong value, and does not repeat the value', async () => {
  const { body } = await create({ settings: 'SECRETKEY' })
  expect(body.error).toMatchObject({ code: 'INVALID_REQUEST', field: 'settings' })
  expect(JSON.stringify(body)).not.toContain('SECRETKEY')
})
