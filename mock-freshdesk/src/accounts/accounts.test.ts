import { createCallApi } from '../testing/call-api'

/** Another seed for all accounts replaces their data and nothing else. */
describe('after another seed', () => {
  const sharedBy = (response: { headers: Record<string, string> }) => ({
    remaining: response.headers['X-Ratelimit-Remaining'],
    requestId: response.headers['X-Request-Id']?.slice(-4),
  })

  test('the minute goes on, and no request id comes twice', () => {
    const { callApi, accounts } = createCallApi({ plan: 10 })
    expect(sharedBy(callApi('GET', '/agents/me'))).toEqual({ remaining: '9', requestId: '0001' })
    accounts.load({ contacts: [{ name: 'Ada' }] })
    expect(sharedBy(callApi('GET', '/agents/me'))).toEqual({ remaining: '8', requestId: '0002' })
  })

  test('accounts of the same name go on, the others are gone or new', () => {
    const { callApi, accounts } = createCallApi({ plan: 10, seed: { accounts: { acme: {}, other: {} } } })
    const before = accounts.get('acme')
    callApi('GET', '/contacts', undefined, { label: 'acme' })
    accounts.load({ accounts: { acme: { contacts: [{ id: 7, name: 'Ada' }] }, newer: {} } })
    expect(accounts.labels()).toEqual(['default', 'acme', 'newer'])
    expect(accounts.get('acme')).toBe(before)
    const read = callApi('GET', '/contacts/7', undefined, { label: 'acme' })
    expect([read.status, read.headers['X-Ratelimit-Remaining']]).toEqual([200, '8'])
    expect(callApi('GET', '/contacts/7').status).toBe(404)
  })

  test('a reset leads back to it', () => {
    const { callApi, accounts } = createCallApi()
    accounts.load({ contacts: [{ id: 7, name: 'Ada' }] })
    callApi('DELETE', '/contacts/7/hard_delete?force=true')
    accounts.reset()
    expect(callApi('GET', '/contacts/7').status).toBe(200)
  })

  test('a seed that is refused in its last account changes nothing in the first', () => {
    const { callApi, accounts } = createCallApi()
    const wrong = { contacts: [], accounts: { acme: { contacts: [{ email: 'nameless@example.com' }] } } } as never
    expect(() => accounts.load(wrong)).toThrow('needs a name')
    expect(accounts.labels()).toEqual(['default'])
    expect(callApi('GET', '/contacts').json).toHaveLength(3)
  })
})
