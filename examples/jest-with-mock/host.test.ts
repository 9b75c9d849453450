import { type Mock, startMock } from 'mock-freshdesk'
import { deliverEvents } from '../plain-host/host'

/** A test suite with its own mock Freshdesk, which holds the code of examples/plain-host to it. */

let mock: Mock
const environment = process.env
beforeAll(async () => {
  mock = await startMock()
  process.env = {
    ...environment,
    FRESHDESK_BASE_URL: mock.url,
    FRESHDESK_DOMAIN: 'acme',
    FRESHDESK_API_KEY: 'mock-api-key',
  }
})
afterAll(() => {
  process.env = environment
  return mock.close()
})
beforeEach(() => mock.reset())

const SIGN_UP = {
  type: 'track',
  event: 'Signed Up',
  userId: 'usr_123',
  properties: { method: 'email' },
  traits: { name: 'John Doe', email: 'John.Doe@example.com', phone: '07700 900123' },
  context: { consent: { categoryPreferences: { marketing: true } } },
}

test('a sign-up creates one contact, with the phone number in international form', async () => {
  const [report] = await deliverEvents([SIGN_UP])
  expect(report).toMatchObject({ outcome: 'created', status: 201 })
  expect(mock.admin.contacts({ q: 'john.doe@example.com' })).toMatchObject([
    { name: 'John Doe', phone: '+447700900123', unique_external_id: 'usr_123', tags: ['marketing-consent'] },
  ])
})

test('a sign-up without consent sends no request', async () => {
  const [report] = await deliverEvents([{ ...SIGN_UP, context: { consent: { marketing: false } } }])
  expect(report).toMatchObject({ outcome: 'dropped', reason: 'no-consent' })
  expect(mock.admin.requests()).toEqual([])
})

test('a wrong key stops the host, and no contact is created', async () => {
  const printed = jest.spyOn(console, 'error').mockImplementation(() => {})
  process.env.FRESHDESK_API_KEY = 'wrong'
  const [report] = await deliverEvents([SIGN_UP])
  process.env.FRESHDESK_API_KEY = 'mock-api-key'
  expect(printed.mock.calls).toEqual([[expect.stringContaining('Freshdesk refused the API key (401)')]])
  printed.mockRestore()
  expect(report).toMatchObject({ outcome: 'rejected', status: 401 })
  expect(mock.admin.contacts({ q: 'john.doe@example.com' })).toEqual([])
})
