import { type Mock, startMock } from 'mock-freshdesk'
import { activepieces } from './activepieces-client'
import { freshdeskApi, freshdeskApi2, nodeFreshdeskApi } from './callback-clients'
import type { Client } from './client'
import { freshworksFreshdesk } from './freshworks-client'
import { freshdeskMcp } from './mcp-client'

/**
 * Unchanged clients from the npm registry, a row each. A mock that they accept is close enough to
 * Freshdesk. They differ in their HTTP library, and in how they report an error.
 */
interface Published {
  name: string
  open: (url: string, apiKey: string) => Client | Promise<Client>
  /** What a search by e-mail finds. Absent where the client has no search. */
  found?: (contact: { id: number; name: string }) => object
  duplicate: (holder: number) => object
  gone: object
  limited: object
}

const taken = (holder: number) => ({
  description: 'Validation failed',
  errors: [
    {
      field: 'email',
      additional_info: { user_id: holder },
      message: 'It should be a unique value',
      code: 'duplicate_value',
    },
  ],
})

const BUSY = { code: 'too_many_requests' }
const freshdeskError = { name: 'FreshdeskError' }
const page = (contact: object) => ({ total: 1, results: [contact] })

const CLIENTS: Published[] = [
  {
    name: 'freshdesk-api 3.1',
    open: freshdeskApi,
    found: page,
    duplicate: holder => ({ ...freshdeskError, message: 'Validation failed', status: 409, data: taken(holder) }),
    gone: { ...freshdeskError, message: 'The requested entity was not found', status: 404 },
    // It does not parse the body of a 429.
    limited: { ...freshdeskError, status: 429, data: expect.stringContaining(BUSY.code) },
  },
  {
    name: 'freshdesk-api 2.16',
    open: freshdeskApi2,
    found: page,
    duplicate: holder => ({ ...freshdeskError, message: 'Validation failed', status: 409, data: taken(holder) }),
    gone: { ...freshdeskError, message: 'The requested entity was not found', status: 404 },
    limited: { ...freshdeskError, status: 429, data: BUSY },
  },
  {
    name: 'node-freshdesk-api 0.1.8',
    open: nodeFreshdeskApi,
    duplicate: holder => ({ ...freshdeskError, message: 'Validation failed', data: taken(holder) }),
    // It parses every body, also an empty one.
    gone: { ...freshdeskError, message: 'Not a JSON response from API' },
    limited: { ...freshdeskError, data: BUSY },
  },
  {
    name: 'freshdesk-mcp 1.1',
    open: freshdeskMcp,
    // Its search is the autocomplete.
    found: ({ id, name }) => [{ id, name }],
    duplicate: holder => ({ error: 'Failed to create contact: HTTP 409', details: taken(holder) }),
    gone: { error: 'Failed to fetch contact: HTTP 404', details: null },
    limited: { error: 'Failed to fetch contact: HTTP 429', details: BUSY },
  },
  {
    name: '@freshworks/freshdesk 0.0.1',
    open: freshworksFreshdesk,
    found: page,
    duplicate: holder => ({ status: 409, message: 'Conflict', data: taken(holder) }),
    gone: { status: 404, message: 'Not Found' },
    limited: { status: 429, message: 'Too Many Requests', data: BUSY },
  },
  {
    name: '@activepieces/piece-freshdesk 0.1',
    open: activepieces,
    found: page,
    duplicate: holder => ({ response: { status: 409, body: taken(holder) } }),
    gone: { response: { status: 404, body: '' } },
    limited: { response: { status: 429, body: BUSY } },
  },
]

// A client in a separate process starts slowly on a busy machine.
jest.setTimeout(30_000)

describe.each(CLIENTS)('$name', ({ open, found, duplicate, gone, limited }) => {
  const ada = { name: 'Ada Moss', email: 'ada.moss@example.com', phone: '+447700900123', tags: ['marketing-consent'] }
  const ben = { id: 72_009_990_901, name: 'Ben Hale', email: 'ben.hale@example.com' }
  let mock: Mock
  let client: Client
  let id: number

  beforeAll(async () => {
    // One of them reports every error to the console as well.
    jest.spyOn(console, 'error').mockImplementation(() => {})
    mock = await startMock({ seed: { contacts: [ben] } })
    client = await open(mock.url, 'mock-api-key')
    if (client.create) id = ((await client.create(ada)) as { id: number }).id
    else {
      mock.admin.seed({ contacts: [ben, ada] })
      id = mock.admin.contacts({ q: ada.email })[0]?.id as number
    }
  })

  afterAll(async () => {
    await client?.close?.()
    await mock.close()
    jest.restoreAllMocks()
  })

  test('reads a contact, as it was created', async () => {
    expect(await client.read(id)).toMatchObject({ ...ada, id })
  })

  test('reports a 409 for a duplicate, with the contact that has the email', async () => {
    const { email } = ada
    const attempt = client.create ? client.create(ada) : client.update(ben.id, { email })
    await expect(attempt).rejects.toMatchObject(duplicate(id))
  })

  test('finds a contact in the list', async () => {
    expect(await client.list({ email: ada.email })).toMatchObject([{ id, name: 'Ada Moss' }])
    expect(await client.list({ email: 'nobody@example.com' })).toEqual([])
  })

  if (found) {
    test('searches for a contact', async () => {
      expect(await client.search?.(ada.email)).toMatchObject(found({ id, name: 'Ada Moss' }))
    })
  } else test.skip('searches for a contact (the client has no search)', () => {})

  test('updates a contact', async () => {
    expect(await client.update(id, { job_title: 'Head of Growth' })).toMatchObject({
      ...ada,
      job_title: 'Head of Growth',
    })
  })

  test('deletes a contact', async () => {
    await client.delete(ben.id)
    expect(await client.list({ email: ben.email })).toEqual([])
    expect(await client.read(ben.id)).toMatchObject({ deleted: true })
  })

  test('reports a 404 for an unknown contact', async () => {
    await expect(client.read(4711)).rejects.toMatchObject(gone)
  })

  test('reports a 429 when the minute is used up, and reads again afterwards', async () => {
    mock.admin.changeRateLimit({ plan: 1, reset: true })
    await client.read(id)
    await expect(client.read(id)).rejects.toMatchObject(limited)
    mock.admin.clock.advance(60)
    expect(await client.read(id)).toMatchObject({ id })
  })
})
