import type { Desk } from './desk'

const KEYS = [
  'available',
  'occasional',
  'id',
  'ticket_scope',
  'signature',
  'group_ids',
  'role_ids',
  'skill_ids',
  'available_since',
  'contact',
  'created_at',
  'updated_at',
  'type',
]

const CONTACT_KEYS = [
  'active',
  'email',
  'job_title',
  'language',
  'mobile',
  'name',
  'phone',
  'time_zone',
  'created_at',
  'updated_at',
  'last_login_at',
]

/** The keys named, in the order they came in: newer accounts have others between. */
const among = (keys: readonly string[], object: object) => Object.keys(object).filter(key => keys.includes(key))

export function agents(desk: Desk) {
  describe('the agent whose key it is', () => {
    test('is shown by /agents/me: that is how credentials are checked', async () => {
      const answer = await desk.get('/agents/me')
      expect(answer).toMatchObject({
        status: 200,
        body: {
          id: expect.any(Number),
          contact: { active: true, email: expect.stringMatching(/@/), name: expect.any(String) },
          type: 'support_agent',
        },
      })
      expect(among(KEYS, answer.body)).toEqual(KEYS)
      expect(among(CONTACT_KEYS, answer.body.contact)).toEqual(CONTACT_KEYS)
    })

    test('GET /agents/:id shows the same agent', async () => {
      const { body: me } = await desk.get('/agents/me')
      const answer = await desk.get(`/agents/${me.id}`)
      expect(answer).toMatchObject({ status: 200, body: { id: me.id, contact: { email: me.contact.email } } })
      expect(among(KEYS, answer.body)).toEqual(KEYS)
    })

    test('GET /agents lists the agent', async () => {
      const { body: me } = await desk.get('/agents/me')
      const { status, body } = await desk.get(`/agents?email=${encodeURIComponent(me.contact.email)}`)
      expect(status).toBe(200)
      expect(body.map(({ id }: { id: number }) => id)).toEqual([me.id])
    })

    desk.given('ownAccount', 'GET /agents/:id shows a contact that has become an agent', async () => {
      const { id, email } = await desk.contact()
      expect(await desk.put(`/contacts/${id}/make_agent`)).toMatchObject({ status: 200 })
      expect(await desk.get(`/agents/${id}`)).toMatchObject({ status: 200, body: { id, contact: { email } } })
    })

    test('is no contact', async () => {
      const { body } = await desk.get('/agents/me')
      expect(await desk.get(`/contacts/${body.id}`)).toMatchObject({ status: 404, text: '' })
    })
  })
}
