import type { LimitedAccount } from './account'
import { basic, createDesk, type Desk } from './desk'

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

const total = (answer: { headers: Record<string, string> }) => answer.headers['x-ratelimit-total']
const remaining = (answer: { headers: Record<string, string> }) => Number(answer.headers['x-ratelimit-remaining'])

export function limits(desk: Desk) {
  describe('rate limits', () => {
    test('every answer says what is left of the minute', async () => {
      for (const answer of [await desk.post('/contacts', desk.person()), await desk.get('/agents/me')]) {
        expect(answer.headers).toMatchObject({
          'x-ratelimit-total': expect.stringMatching(/^\d+$/),
          'x-ratelimit-remaining': expect.stringMatching(/^\d+$/),
          'x-ratelimit-used-currentrequest': '1',
        })
      }
    })

    describe.each(PLANS)('on the plan %s', (plan, account, contacts) => {
      desk.given('accountOfPlan', 'there are so many requests a minute', async open => {
        const desk = createDesk(await open(plan), null)
        const created = await desk.post('/contacts', desk.person())
        const path = `/contacts/${created.body.id}`
        expect(total(created)).toBe(account)
        expect(total(await desk.put(path, { job_title: 'Buyer' }))).toBe(account)
        expect(total(await desk.get('/agents/me'))).toBe(account)
        expect(total(await desk.delete(path))).toBe(account)
        const company = await desk.post('/companies', { name: desk.unique('Moss & Fern') })
        expect(total(company)).toBe(account)
        for (const path of ['/companies', `/companies/${company.body.id}`]) {
          expect(total(await desk.get(path))).toBe(account)
        }
        if (contacts === undefined) return
        expect(total(await desk.get(path))).toBe(contacts)
        expect(total(await desk.get(`/contacts?email=${created.body.email}`))).toBe(contacts)
      })
    })

    desk.given('accountOfPlan', 'a GET of contacts takes from its own allowance and from the account’s', async open => {
      const desk = createDesk(await open('growth'), null)
      const created = await desk.post('/contacts', desk.person())
      expect(remaining(created)).toBe(199)
      expect(remaining(await desk.get(`/contacts/${created.body.id}`))).toBe(19)
      expect(remaining(await desk.get('/contacts'))).toBe(18)
      expect(remaining(await desk.post('/contacts', desk.person()))).toBe(196)
    })

    desk.given('accountOfPlan', 'the limit is the account’s: two keys have one counter', async open => {
      const account = await open('growth')
      const desk = createDesk(account, null)
      expect(remaining(await desk.get('/agents/me'))).toBe(199)
      const headers = { Authorization: basic(account.otherKey) }
      expect(remaining(await desk.get('/agents/me', { headers }))).toBe(198)
      expect(remaining(await desk.get('/contacts', { headers }))).toBe(19)
      expect(remaining(await desk.get('/contacts'))).toBe(18)
    })

    desk.given('accountOfPlan', 'a request that is refused counts', async open => {
      const desk = createDesk(await open('growth'), null)
      await desk.get('/agents/me')
      const refused = await desk.post('/contacts', { nickname: 'Addie' })
      expect(refused.status).toBe(400)
      expect(remaining(refused)).toBe(198)
    })

    desk.given('accountOfPlan', 'reading contacts can be used up while writing goes on', async open => {
      const desk = createDesk(await open('growth'), null)
      for (let i = 0; i < 20; i++) expect((await desk.get('/contacts')).status).toBe(200)
      const refused = await desk.get('/contacts')
      expect(refused).toMatchObject({
        status: 429,
        headers: { 'content-type': expect.stringMatching(/^application\/json/) },
      })
      expect(await desk.post('/contacts', desk.person())).toMatchObject({ status: 201 })
    })

    desk.given('accountOfPlan', 'the minute begins with its first request and ends 60 seconds later', async open => {
      const account: LimitedAccount = await open('trial')
      const desk = createDesk(account, null)
      const first = await desk.get('/agents/me')
      expect(remaining(first)).toBe(49)
      await account.pass(59)
      for (let left = 48; left >= 0; left--) expect(remaining(await desk.get('/agents/me'))).toBe(left)
      expect(await desk.get('/agents/me')).toMatchObject({ status: 429, headers: { 'retry-after': '1' } })
      await account.pass(1)
      const fresh = await desk.get('/agents/me')
      expect(fresh.status).toBe(200)
      expect(remaining(fresh)).toBe(49)
    })

    desk.given('accountOfPlan', 'Retry-After is what is left of the minute', async open => {
      const account = await open('trial')
      const desk = createDesk(account, null)
      for (let i = 0; i < 50; i++) await desk.get('/agents/me')
      await account.pass(45)
      expect(await desk.post('/contacts', desk.person())).toMatchObject({
        status: 429,
        headers: { 'retry-after': '15' },
      })
      await account.pass(15)
      expect(await desk.post('/contacts', desk.person())).toMatchObject({ status: 201 })
    })

    desk.given('accountOfPlan', 'both allowances begin anew together', async open => {
      const account = await open('growth')
      const desk = createDesk(account, null)
      await desk.post('/contacts', desk.person())
      await account.pass(30)
      expect(remaining(await desk.get('/contacts'))).toBe(19)
      await account.pass(30)
      expect(remaining(await desk.get('/contacts'))).toBe(19)
      expect(remaining(await desk.post('/contacts', desk.person()))).toBe(198)
    })
  })
}
