import { type Mock, startMock } from 'mock-freshdesk'
import { freshdeskApi, nodeFreshdeskApi } from './callback-clients'
import type { Client } from './client'
import { freshdeskMcp } from './mcp-client'

/**
 * Unchanged clients from the npm registry. A mock that they accept is close enough to Freshdesk.
 * They differ in how they report an error.
 */
interface Published {
  name: string
  open: (url: string, apiKey: string) => Client | Promise<Client>
  duplicate: (holder: number) => object
  gone: object
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

const CLIENTS: Published[] = [
  {
    name: 'freshdesk-api',
    open: freshdeskApi,
    duplicate: holder => ({ name: 'FreshdeskError', message: 'Validation failed', status: 409, data: taken(holder) }),
    gone: { name: 'FreshdeskError', message: 'The requested entity was not found', status: 404 },
  },
  {
    name: 'node-freshdesk-api',
    open: nodeFreshdeskApi,
    duplicate: holder => ({ name: 'FreshdeskError', message: 'Validation failed', data: taken(holder) }),
    // It parses every body, and says of an empty one what it can.
    gone: { name: 'FreshdeskError', message: 'Not a JSON response from API' },
  },
  {
    name: 'freshdesk-mcp',
    open: freshdeskMcp,
    duplicate: holder => ({ error: 'Failed to create contact: HTTP 409', details: taken(holder) }),
    gone: { error: 'Failed to fetch contact: HTTP 404', details: null },
  },
]

// A client in a separate process starts slowly on a busy machine.
jest.setTimeout(30_000)

describe.each(CLIENTS)('$name', ({ open, duplicate, gone }) => {
  const ada = { name: 'Ada Moss', email: 'ada.moss@example.com', phone: '+447700900123', tags: ['marketing-consent'] }
  let mock: Mock
  let client: Client
  let id: number

  beforeAll(async () => {
    mock = await startMock()
    client = await open(mock.url, 'mock-api-key')
    id = ((await client.create(ada)) as { id: number }).id
  })

  afterAll(async () => {
    await client?.close?.()
    await mock.close()
  })

  test('creates a contact, and reads it', async () => {
    expect(await client.read(id)).toMatchObject({ ...ada, id })
  })

  test('learns from a 409 which contact has the email', async () => {
    await expect(client.create(ada)).rejects.toMatchObject(duplicate(id))
  })

  test('finds it in the list', async () => {
    expect(await client.list({ email: ada.email })).toMatchObject([{ id, name: 'Ada Moss' }])
    expect(await client.list({ email: 'nobody@example.com' })).toEqual([])
  })

  test('updates it', async () => {
    expect(await client.update(id, { job_title: 'Head of Growth' })).toMatchObject({
      ...ada,
      job_title: 'Head of Growth',
    })
  })

  test('deletes one', async () => {
    const ben = (await client.create({ name: 'Ben Hale', email: 'ben.hale@example.com' })) as { id: number }
    await client.delete(ben.id)
    expect(await client.list({ email: 'ben.hale@example.com' })).toEqual([])
    expect(await client.read(ben.id)).toMatchObject({ deleted: true })
  })

  test('notices that there is no such contact', async () => {
    await expect(client.read(4711)).rejects.toMatchObject(gone)
  })
})
