import { type ApiClient, createApiClient } from './api-client'

/** Updates, merges and agents, as a trial account of August 2026 answers them. */

const AGENT_PERSON = `active email job_title language last_login_at mobile name phone time_zone created_at updated_at
  agent`.split(/\s+/)

const AGENT_ROLE = `available_since available occasional signature id ticket_scope group_ids type role_ids focus_mode
  created_at updated_at`.split(/\s+/)

export function writesOf2026(apiClient: ApiClient) {
  describe('section 12: writes of August 2026', () => {
    test('PATCH /contacts/:id updates as PUT does', async () => {
      const { id, email } = await apiClient.contact({ tags: ['newsletter'] })
      const response = await apiClient.send('PATCH', `/contacts/${id}`, { job_title: 'Buyer' })
      expect(response).toMatchObject({ status: 200, body: { id, email, job_title: 'Buyer', tags: ['newsletter'] } })
      expect(response.headers).not.toHaveProperty('location')
    })

    apiClient.given('accountOfPlan', 'the same values again do not move updated_at', async open => {
      const account = await open('enterprise')
      const client = createApiClient(account, null)
      const person = client.person()
      const { id, updated_at } = await client.contact(person)
      await account.pass(30)
      const { body } = await client.put(`/contacts/${id}`, { name: person.name })
      expect(body.updated_at).toBe(updated_at)
    })

    apiClient.given('accountOfPlan', 'restoring a contact moves its updated_at', async open => {
      const account = await open('enterprise')
      const client = createApiClient(account, null)
      const { id, updated_at } = await client.contact()
      await client.delete(`/contacts/${id}`)
      await account.pass(30)
      await client.put(`/contacts/${id}/restore`)
      expect(Date.parse((await client.view(id)).updated_at as string)).toBe(Date.parse(updated_at as string) + 30_000)
    })

    apiClient.given('accountOfPlan', 'merging moves updated_at of the contact that stays', async open => {
      const account = await open('enterprise')
      const client = createApiClient(account, null)
      const [ada, twin] = [await client.contact(), await client.contact()]
      await account.pass(30)
      const merge = { primary_contact_id: ada.id, secondary_contact_ids: [twin.id] }
      expect(await client.post('/contacts/merge', merge)).toMatchObject({ status: 204, text: '' })
      const { updated_at } = await client.view(ada.id)
      expect(Date.parse(updated_at as string)).toBe(Date.parse(ada.updated_at as string) + 30_000)
      expect((await client.get('/contacts?per_page=100')).body).not.toContainEqual(
        expect.objectContaining({ id: twin.id }),
      )
    })

    apiClient.ofGenerations(
      [2026],
      'a 204 of delete, restore, send_invite and merge has no Vary and no type',
      async () => {
        const [ada, twin] = [await apiClient.contact(), await apiClient.contact()]
        for (const response of [
          await apiClient.delete(`/contacts/${ada.id}`),
          await apiClient.put(`/contacts/${ada.id}/restore`),
          await apiClient.put(`/contacts/${ada.id}/send_invite`),
          await apiClient.post('/contacts/merge', { primary_contact_id: ada.id, secondary_contact_ids: [twin.id] }),
        ]) {
          expect(response).toMatchObject({ status: 204, text: '' })
          expect(response.headers).not.toHaveProperty('vary')
          expect(response.headers).not.toHaveProperty('content-type')
        }
      },
    )

    apiClient.given(
      'accountOfPlan',
      'make_agent keeps the times of the contact, and the agent begins now',
      async open => {
        const account = await open('enterprise')
        const client = createApiClient(account, null)
        const { id, created_at, updated_at, time_zone } = await client.contact({ time_zone: 'Chennai' })
        await account.pass(30)
        const { body } = await client.put(`/contacts/${id}/make_agent`, {})
        expect(body).toMatchObject({
          created_at,
          updated_at,
          time_zone,
          agent: { id, available: false, ticket_scope: 1, type: 'support_agent', role_ids: [expect.any(Number)] },
        })
        expect(body.agent.created_at > created_at).toBe(true)
        expect(Object.keys(body).sort()).toEqual([...AGENT_PERSON].sort())
        expect(Object.keys(body.agent)).toEqual(AGENT_ROLE)
      },
    )
  })
}
