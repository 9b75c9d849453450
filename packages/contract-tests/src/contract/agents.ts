import type { ApiClient } from './api-client'

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

export function agents(apiClient: ApiClient) {
  describe('section 9: the agent whose key it is', () => {
    test('GET /agents/me shows the agent of the key', async () => {
      const response = await apiClient.get('/agents/me')
      expect(response).toMatchObject({
        status: 200,
        body: {
          id: expect.any(Number),
          contact: { active: true, email: expect.stringMatching(/@/), name: expect.any(String) },
          type: 'support_agent',
        },
      })
      expect(among(KEYS, response.body)).toEqual(KEYS)
      expect(among(CONTACT_KEYS, response.body.contact)).toEqual(CONTACT_KEYS)
    })

    test('an agent is 404 among contacts', async () => {
      const { body } = await apiClient.get('/agents/me')
      expect(await apiClient.get(`/contacts/${body.id}`)).toMatchObject({ status: 404, text: '' })
    })
  })

  describe('section 11: agents that published clients ask for', () => {
    test('GET /agents/:id shows the same agent', async () => {
      const { body: me } = await apiClient.get('/agents/me')
      const response = await apiClient.get(`/agents/${me.id}`)
      expect(response).toMatchObject({ status: 200, body: { id: me.id, contact: { email: me.contact.email } } })
      expect(among(KEYS, response.body)).toEqual(KEYS)
    })

    test('GET /agents lists the agent', async () => {
      const { body: me } = await apiClient.get('/agents/me')
      const { status, body } = await apiClient.get(`/agents?email=${encodeURIComponent(me.contact.email)}`)
      expect(status).toBe(200)
      expect(body.map(({ id }: { id: number }) => id)).toEqual([me.id])
    })

    apiClient.given('ownAccount', 'GET /agents/:id shows a contact that has become an agent', async () => {
      const { id, email } = await apiClient.contact()
      expect(await apiClient.put(`/contacts/${id}/make_agent`)).toMatchObject({ status: 200 })
      expect(await apiClient.get(`/agents/${id}`)).toMatchObject({ status: 200, body: { id, contact: { email } } })
    })
  })
}
