import type { Desk } from './desk'

export function contactsDelete(desk: Desk) {
  describe('deleting a contact', () => {
    test('answers 204, and the contact shows itself as deleted', async () => {
      const { id } = await desk.contact()
      expect(await desk.delete(`/contacts/${id}`)).toMatchObject({ status: 204, text: '' })
      expect(await desk.view(id)).toMatchObject({ id, deleted: true })
    })

    test('restoring brings it back', async () => {
      const { id, email } = await desk.contact()
      await desk.delete(`/contacts/${id}`)
      expect(await desk.put(`/contacts/${id}/restore`)).toMatchObject({ status: 204, text: '' })
      expect(await desk.view(id)).not.toMatchObject({ deleted: true })
      expect(await desk.listed({ email })).toEqual([id])
    })

    test.each(['force=true', 'force=True'])('for good, with %s', async force => {
      const { id } = await desk.contact()
      expect(await desk.delete(`/contacts/${id}/hard_delete?${force}`)).toMatchObject({ status: 204, text: '' })
      expect(await desk.get(`/contacts/${id}`)).toMatchObject({ status: 404, text: '' })
    })

    test('for good, after it was deleted', async () => {
      const { id } = await desk.contact()
      await desk.delete(`/contacts/${id}`)
      expect(await desk.delete(`/contacts/${id}/hard_delete`)).toMatchObject({ status: 204, text: '' })
      expect(await desk.get(`/contacts/${id}`)).toMatchObject({ status: 404 })
    })

    test('for good, without force and without deleting it first, is refused', async () => {
      const { id } = await desk.contact()
      expect(await desk.delete(`/contacts/${id}/hard_delete`)).toMatchObject({ status: 400, text: '' })
      expect(await desk.view(id)).toMatchObject({ id })
    })

    test('who does not exist is 404', async () => {
      const { id } = await desk.contact()
      await desk.delete(`/contacts/${id}/hard_delete?force=true`)
      expect(await desk.delete(`/contacts/${id}`)).toMatchObject({ status: 404, text: '' })
      expect(await desk.delete(`/contacts/${id}/hard_delete?force=true`)).toMatchObject({ status: 404, text: '' })
    })
  })

  describe('merging contacts', () => {
    test('answers 204, and the primary contact has what it was given', async () => {
      const [ada, twin] = [await desk.contact(), await desk.contact()]
      const answer = await desk.post('/contacts/merge', {
        primary_contact_id: ada.id,
        secondary_contact_ids: [twin.id],
        contact: { email: ada.email, other_emails: [twin.email] },
      })
      expect(answer).toMatchObject({ status: 204, text: '' })
      expect(await desk.view(ada.id)).toMatchObject({ email: ada.email, other_emails: [twin.email] })
      expect(await desk.listed({ email: ada.email })).toEqual([ada.id])
    })

    desk.given('ownAccount', 'gives the primary contact the numbers, ids and companies that are named', async () => {
      const [main, other] = [
        await desk.made('/companies', { name: desk.unique('Moss & Fern') }),
        await desk.made('/companies', { name: desk.unique('Quillfarm') }),
      ]
      const values = () => ({
        phone: desk.phone(),
        mobile: desk.phone(),
        twitter_id: desk.unique('ada'),
        unique_external_id: desk.unique('u'),
      })
      const [ada, given] = [await desk.contact(values()), values()]
      const twin = await desk.contact(given)
      const answer = await desk.post('/contacts/merge', {
        primary_contact_id: ada.id,
        secondary_contact_ids: [twin.id],
        contact: { ...given, email: ada.email, other_emails: [twin.email], company_ids: [main.id, other.id] },
      })
      expect(answer).toMatchObject({ status: 204, text: '' })
      const merged = await desk.view(ada.id)
      expect(merged).toMatchObject({ ...given, email: ada.email, other_emails: [twin.email] })
      const others = (merged.other_companies as { company_id: number }[]).map(({ company_id }) => company_id)
      expect([merged.company_id, ...others].sort()).toEqual([main.id, other.id].sort())
    })
  })

  describe('a contact of one’s own', () => {
    desk.given('ownAccount', 'can be invited', async () => {
      const { id } = await desk.contact()
      expect(await desk.put(`/contacts/${id}/send_invite`)).toMatchObject({ status: 204, text: '' })
    })

    desk.given('ownAccount', 'can become an agent: it keeps its e-mail and loses the other ones', async () => {
      const { id, email } = await desk.contact({ other_emails: [desk.person().email] })
      const answer = await desk.put(`/contacts/${id}/make_agent`, {})
      expect(answer).toMatchObject({ status: 200, body: { email, agent: { id, type: 'support_agent' } } })
      expect(answer.body.other_emails ?? []).toEqual([])
      expect(await desk.put(`/contacts/${id}`, { job_title: 'Buyer' })).toMatchObject({ status: 404, text: '' })
    })

    desk.given('ownAccount', 'cannot become an agent without an e-mail', async () => {
      const { id } = await desk.made('/contacts', { name: 'Ada Moss', mobile: desk.phone() })
      const { status } = await desk.put(`/contacts/${id}/make_agent`, {})
      expect([400, 409]).toContain(status)
    })
  })
}
