import type { ApiClient } from './api-client'

export function contactsDelete(apiClient: ApiClient) {
  describe('deleting a contact', () => {
    test('answers 204, and the contact shows itself as deleted', async () => {
      const { id } = await apiClient.contact()
      expect(await apiClient.delete(`/contacts/${id}`)).toMatchObject({ status: 204, text: '' })
      expect(await apiClient.view(id)).toMatchObject({ id, deleted: true })
    })

    test('restoring brings it back', async () => {
      const { id, email } = await apiClient.contact()
      await apiClient.delete(`/contacts/${id}`)
      expect(await apiClient.put(`/contacts/${id}/restore`)).toMatchObject({ status: 204, text: '' })
      expect(await apiClient.view(id)).not.toMatchObject({ deleted: true })
      expect(await apiClient.listed({ email })).toEqual([id])
    })

    test.each(['force=true', 'force=True'])('for good, with %s', async force => {
      const { id } = await apiClient.contact()
      expect(await apiClient.delete(`/contacts/${id}/hard_delete?${force}`)).toMatchObject({ status: 204, text: '' })
      expect(await apiClient.get(`/contacts/${id}`)).toMatchObject({ status: 404, text: '' })
    })

    test('for good, after it was deleted', async () => {
      const { id } = await apiClient.contact()
      await apiClient.delete(`/contacts/${id}`)
      expect(await apiClient.delete(`/contacts/${id}/hard_delete`)).toMatchObject({ status: 204, text: '' })
      expect(await apiClient.get(`/contacts/${id}`)).toMatchObject({ status: 404 })
    })

    test('for good, without force and without deleting it first, is refused', async () => {
      const { id } = await apiClient.contact()
      expect(await apiClient.delete(`/contacts/${id}/hard_delete`)).toMatchObject({ status: 400, text: '' })
      expect(await apiClient.view(id)).toMatchObject({ id })
    })

    test('who does not exist is 404', async () => {
      const { id } = await apiClient.contact()
      await apiClient.delete(`/contacts/${id}/hard_delete?force=true`)
      expect(await apiClient.delete(`/contacts/${id}`)).toMatchObject({ status: 404, text: '' })
      expect(await apiClient.delete(`/contacts/${id}/hard_delete?force=true`)).toMatchObject({ status: 404, text: '' })
    })
  })

  describe('merging contacts', () => {
    test('answers 204, and the primary contact has what it was given', async () => {
      const [ada, twin] = [await apiClient.contact(), await apiClient.contact()]
      const response = await apiClient.post('/contacts/merge', {
        primary_contact_id: ada.id,
        secondary_contact_ids: [twin.id],
        contact: { email: ada.email, other_emails: [twin.email] },
      })
      expect(response).toMatchObject({ status: 204, text: '' })
      expect(await apiClient.view(ada.id)).toMatchObject({ email: ada.email, other_emails: [twin.email] })
      expect(await apiClient.listed({ email: ada.email })).toEqual([ada.id])
    })

    apiClient.given(
      'ownAccount',
      'gives the primary contact the numbers, ids and companies that are named',
      async () => {
        const [main, other] = [
          await apiClient.made('/companies', { name: apiClient.unique('Moss & Fern') }),
          await apiClient.made('/companies', { name: apiClient.unique('Quillfarm') }),
        ]
        const values = () => ({
          phone: apiClient.phone(),
          mobile: apiClient.phone(),
          twitter_id: apiClient.unique('ada'),
          unique_external_id: apiClient.unique('u'),
        })
        const [ada, given] = [await apiClient.contact(values()), values()]
        const twin = await apiClient.contact(given)
        const response = await apiClient.post('/contacts/merge', {
          primary_contact_id: ada.id,
          secondary_contact_ids: [twin.id],
          contact: { ...given, email: ada.email, other_emails: [twin.email], company_ids: [main.id, other.id] },
        })
        expect(response).toMatchObject({ status: 204, text: '' })
        const merged = await apiClient.view(ada.id)
        expect(merged).toMatchObject({ ...given, email: ada.email, other_emails: [twin.email] })
        const others = (merged.other_companies as { company_id: number }[]).map(({ company_id }) => company_id)
        expect([merged.company_id, ...others].sort()).toEqual([main.id, other.id].sort())
      },
    )
  })

  describe('a contact of one’s own', () => {
    apiClient.given('ownAccount', 'can be invited', async () => {
      const { id } = await apiClient.contact()
      expect(await apiClient.put(`/contacts/${id}/send_invite`)).toMatchObject({ status: 204, text: '' })
    })

    apiClient.given('ownAccount', 'can become an agent: it keeps its e-mail and loses the other ones', async () => {
      const { id, email } = await apiClient.contact({ other_emails: [apiClient.person().email] })
      const response = await apiClient.put(`/contacts/${id}/make_agent`, {})
      expect(response).toMatchObject({ status: 200, body: { email, agent: { id, type: 'support_agent' } } })
      expect(response.body.other_emails ?? []).toEqual([])
      expect(await apiClient.put(`/contacts/${id}`, { job_title: 'Buyer' })).toMatchObject({ status: 404, text: '' })
    })

    apiClient.given('ownAccount', 'cannot become an agent without an e-mail', async () => {
      const { id } = await apiClient.made('/contacts', { name: 'Ada Moss', mobile: apiClient.phone() })
      const { status } = await apiClient.put(`/contacts/${id}/make_agent`, {})
      expect([400, 409]).toContain(status)
    })
  })
}
