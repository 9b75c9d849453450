import type { LimitedAccount } from './account'
import { type ApiClient, basic, createApiClient } from './api-client'

/** Requests a minute; contacts: how many of them may be GETs under /contacts. */
const PLANS: [plan: string, account: string, contacts: string | undefined][] = [
  ['trial', '50', undefined],
  ['growth', '200', '20'],
  ['pro', '400', '100'],
  ['enterprise', '700', '200'],
  // Bought beside a plan.
  ['1000', '1000', '300'],
  ['2000', '2000', '400'],
]

const total = (response: { headers: Record<string, string> }) => String(Number(response.headers['x-ratelimit-total']))
const remaining = (response: { headers: Record<string, string> }) => Number(response.headers['x-ratelimit-remaining'])

export function limits(apiClient: ApiClient) {
  describe('section 5: rate limits', () => {
    test('every response has the rate-limit headers', async () => {
      for (const response of [
        await apiClient.post('/contacts', apiClient.person()),
        await apiClient.get('/agents/me'),
      ]) {
        expect(response.headers).toMatchObject({
          'x-ratelimit-total': expect.stringMatching(/^\d+(\.0)?$/),
          'x-ratelimit-remaining': expect.stringMatching(/^\d+(\.0)?$/),
          'x-ratelimit-used-currentrequest': '1',
        })
      }
    })

    describe.each(PLANS)('on the plan %s', (plan, account, contacts) => {
      apiClient.given('accountOfPlan', 'the plan sets the requests of a minute', async open => {
        const apiClient = createApiClient(await open(plan), null)
        const created = await apiClient.post('/contacts', apiClient.person())
        const path = `/contacts/${created.body.id}`
        expect(total(created)).toBe(account)
        expect(total(await apiClient.put(path, { job_title: 'Buyer' }))).toBe(account)
        expect(total(await apiClient.get('/agents/me'))).toBe(account)
        expect(total(await apiClient.delete(path))).toBe(account)
        const company = await apiClient.post('/companies', { name: apiClient.unique('Moss & Fern') })
        expect(total(company)).toBe(account)
        for (const path of ['/companies', `/companies/${company.body.id}`]) {
          expect(total(await apiClient.get(path))).toBe(account)
        }
        if (contacts === undefined) return
        expect(total(await apiClient.get(path))).toBe(contacts)
        expect(total(await apiClient.get(`/contacts?email=${created.body.email}`))).toBe(contacts)
      })
    })

    apiClient.given('accountOfPlan', 'the limit is the account’s: two keys have one counter', async open => {
      const account = await open('growth')
      const apiClient = createApiClient(account, null)
      expect(remaining(await apiClient.get('/agents/me'))).toBe(199)
      const headers = { Authorization: basic(account.otherKey) }
      expect(remaining(await apiClient.get('/agents/me', { headers }))).toBe(198)
      expect(remaining(await apiClient.get('/contacts', { headers }))).toBe(19)
      expect(remaining(await apiClient.get('/contacts'))).toBe(18)
    })

    apiClient.given('accountOfPlan', 'a request that is refused counts', async open => {
      const apiClient = createApiClient(await open('growth'), null)
      await apiClient.get('/agents/me')
      const refused = await apiClient.post('/contacts', { nickname: 'Addie' })
      expect(refused.status).toBe(400)
      expect(remaining(refused)).toBe(198)
    })

    apiClient.given('accountOfPlan', 'reading contacts can be used up while writing goes on', async open => {
      const apiClient = createApiClient(await open('growth'), null)
      for (let i = 0; i < 20; i++) expect((await apiClient.get('/contacts')).status).toBe(200)
      const refused = await apiClient.get('/contacts')
      expect(refused).toMatchObject({
        status: 429,
        headers: { 'content-type': expect.stringMatching(/^application\/json/) },
      })
      expect(await apiClient.post('/contacts', apiClient.person())).toMatchObject({ status: 201 })
    })

    apiClient.given(
      'accountOfPlan',
      'the minute begins with its first request and ends 60 seconds later',
      async open => {
        const account: LimitedAccount = await open('trial')
        const apiClient = createApiClient(account, null)
        const first = await apiClient.get('/agents/me')
        expect(remaining(first)).toBe(49)
        await account.pass(59)
        for (let left = 48; left >= 0; left--) expect(remaining(await apiClient.get('/agents/me'))).toBe(left)
        expect(await apiClient.get('/agents/me')).toMatchObject({ status: 429, headers: { 'retry-after': '1' } })
        await account.pass(1)
        const fresh = await apiClient.get('/agents/me')
        expect(fresh.status).toBe(200)
        expect(remaining(fresh)).toBe(49)
      },
    )

    apiClient.given('accountOfPlan', 'both allowances begin anew together', async open => {
      const account = await open('growth')
      const apiClient = createApiClient(account, null)
      await apiClient.post('/contacts', apiClient.person())
      await account.pass(30)
      expect(remaining(await apiClient.get('/contacts'))).toBe(19)
      await account.pass(30)
      expect(remaining(await apiClient.get('/contacts'))).toBe(19)
      expect(remaining(await apiClient.post('/contacts', apiClient.person()))).toBe(198)
    })
  })

  describe('sections 5 and 10: the limit of reading contacts', () => {
    apiClient.given(
      'accountOfPlan',
      'a GET of contacts takes from its own allowance and from the account’s',
      async open => {
        const apiClient = createApiClient(await open('growth'), null)
        const created = await apiClient.post('/contacts', apiClient.person())
        expect(remaining(created)).toBe(199)
        expect(remaining(await apiClient.get(`/contacts/${created.body.id}`))).toBe(19)
        expect(remaining(await apiClient.get('/contacts'))).toBe(18)
        expect(remaining(await apiClient.post('/contacts', apiClient.person()))).toBe(196)
      },
    )
  })

  describe('sections 5 and 10: Retry-After', () => {
    apiClient.given('accountOfPlan', 'Retry-After is what is left of the minute', async open => {
      const account = await open('trial')
      const apiClient = createApiClient(account, null)
      for (let i = 0; i < 50; i++) await apiClient.get('/agents/me')
      await account.pass(45)
      expect(await apiClient.post('/contacts', apiClient.person())).toMatchObject({
        status: 429,
        headers: { 'retry-after': '15' },
      })
      await account.pass(15)
      expect(await apiClient.post('/contacts', apiClient.person())).toMatchObject({ status: 201 })
    })
  })
}
