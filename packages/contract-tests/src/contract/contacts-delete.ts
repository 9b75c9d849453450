import type { ApiClient } from './api-client'

export function contactsDelete(apiClient: ApiClient) {
  describe('section 8: deleting a contact', () => {
    test('DELETE /contacts/:id returns 204, and the contact is marked as deleted', async () => {
      const { id } = await apiClient.contact()
      expect(await apiClient.delete(`/contacts/${id}`)).toMatchObject({ status: 204, text: '' })
      expect(await apiClient.view(id)).toMatchObject({ id, deleted: true })
    })

    test('PUT /contacts/:id/restore brings a deleted contact back', async () => {
      const { id, email } = await apiClient.contact()
      await apiClient.delete(`/contacts/${id}`)
      expect(await apiClient.put(`/contacts/${id}/restore`)).toMatchObject({ status: 204, text: '' })
      expect(await apiClient.view(id)).not.toMatchObject({ deleted: true })
      expect(await apiClient.listed({ email })).toEqual([id])
    })

    test('a hard delete of a deleted contact returns 204', async () => {
      const { id } = await apiClient.contact()
      await apiClient.delete(`/contacts/${id}`)
      expect(await apiClient.delete(`/contacts/${id}/hard_delete`)).toMatchObject({ status: 204, text: '' })
      expect(await apiClient.get(`/contacts/${id}`)).toMatchObject({ status: 404 })
    })

    test('a hard delete of a live contact without force returns 400', async () => {
      const { id } = await apiClient.contact()
      expect(await apiClient.delete(`/contacts/${id}/hard_delete`)).toMatchObject({ status: 400, text: '' })
      expect(await apiClient.view(id)).toMatchObject({ id })
    })

    test('a delete of an unknown contact returns 404', async () => {
      const { id } = await apiClient.contact()
      await apiClient.delete(`/contacts/${id}/hard_delete?force=true`)
      expect(await apiClient.delete(`/contacts/${id}`)).toMatchObject({ status: 404, text: '' })
      expect(await apiClient.delete(`/contacts/${id}/hard_delete?force=true`)).toMatchObject({ status: 404, text: '' })
    })
  })

  describe('sections 8 and 11: deleting a contact for good', () => {
    test.each(['force=true', 'force=True'])('a hard delete with %s returns 204', async force => {
      const { id } = await apiClient.contact()
      expect(await apiClient.delete(`/contacts/${id}/hard_delete?${force}`)).toMatchObject({ status: 204, text: '' })
      expect(await apiClient.get(`/contacts/${id}`)).toMatchObject({ status: 404, text: '' })
    })
  })

  describe('section 8: merging contacts', () => {
    test('POST /contacts/merge returns 204, and the primary contact has the given values', async () => {
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
      'a merge gives the primary contact the named numbers, identifiers and companies',
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

  describe('section 8: a contact and its agent', () => {
    apiClient.given('ownAccount', 'PUT /contacts/:id/send_invite returns 204', async () => {
      const { id } = await apiClient.contact()
      expect(await apiClient.put(`/contacts/${id}/send_invite`)).toMatchObject({ status: 204, text: '' })
    })

    apiClient.given(
      'ownAccount',
      'a contact that becomes an agent keeps its e-mail and loses the other ones',
      async () => {
        const { id, email } = await apiClient.contact({ other_emails: [apiClient.person().email] })
        const response = await apiClient.put(`/contacts/${id}/make_agent`, {})
        expect(response).toMatchObject({ status: 200, body: { email, agent: { id, type: 'support_agent' } } })
        expect(response.body.other_emails ?? []).toEqual([])
        expect(await apiClient.put(`/contacts/${id}`, { job_title: 'Buyer' })).toMatchObject({ status: 404, text: '' })
      },
    )

    apiClient.given('ownAccount', 'a contact without an e-mail cannot become an agent', async () => {
      const { id } = await apiClient.made('/contacts', { name: 'Ada Moss', mobile: apiClient.phone() })
      const { status } = await apiClient.put(`/contacts/${id}/make_agent`, {})
      expect([400, 409]).toContain(status)
    })
  })
}
