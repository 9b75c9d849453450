import type { ApiClient } from './api-client'

export function contactsUpdate(apiClient: ApiClient) {
  describe('section 6: updating a contact', () => {
    test('PUT /contacts/:id returns 200 with the whole contact and no Location', async () => {
      const { id, email } = await apiClient.contact()
      const response = await apiClient.put(`/contacts/${id}`, { job_title: 'Buyer' })
      expect(response).toMatchObject({ status: 200, body: { id, email, job_title: 'Buyer', deleted: false } })
      expect(response.headers).not.toHaveProperty('location')
    })

    test('a field that an update leaves out keeps its value', async () => {
      const given = { phone: apiClient.phone(), tags: ['newsletter'], language: 'en', time_zone: 'Chennai' }
      const { id, name, email } = await apiClient.contact(given)
      const { body } = await apiClient.put(`/contacts/${id}`, { job_title: 'Buyer' })
      expect(body).toMatchObject({ ...given, name, email, job_title: 'Buyer' })
    })

    test('null clears a field', async () => {
      const { id } = await apiClient.contact({
        phone: apiClient.phone(),
        mobile: apiClient.phone(),
        unique_external_id: apiClient.unique('u'),
        address: '12 Fern Street',
        description: 'Met at the fair',
        job_title: 'Buyer',
      })
      const blank = {
        phone: null,
        mobile: null,
        unique_external_id: null,
        address: null,
        description: null,
        job_title: null,
      }
      expect(await apiClient.put(`/contacts/${id}`, blank)).toMatchObject({ status: 200, body: blank })
      expect(await apiClient.view(id)).toMatchObject(blank)
    })

    apiClient.given('ownAccount', 'a company sets view_all_tickets to false, and its removal to null', async () => {
      const company = await apiClient.made('/companies', { name: apiClient.unique('Moss & Fern') })
      const { id } = await apiClient.contact()
      const joined = await apiClient.put(`/contacts/${id}`, { company_id: company.id })
      expect(joined.body).toMatchObject({ company_id: company.id, view_all_tickets: false })
      const left = await apiClient.put(`/contacts/${id}`, { company_id: null })
      expect(left.body).toMatchObject({ company_id: null, view_all_tickets: null })
    })

    test.each([
      ['tags', ['Group 1', 'Group 2'], ['Group 1', 'Group 3']],
      ['tags', ['Group 1', 'Group 2'], []],
    ])('%s are replaced: %j then %j', async (field, before, after) => {
      const { id } = await apiClient.contact({ [field]: before })
      expect(await apiClient.put(`/contacts/${id}`, { [field]: after })).toMatchObject({
        status: 200,
        body: { [field]: after },
      })
      expect(await apiClient.view(id)).toMatchObject({ [field]: after })
    })

    test('other_emails are replaced', async () => {
      const [before, after] = [apiClient.person().email, apiClient.person().email]
      const { id } = await apiClient.contact({ other_emails: [before] })
      const { body } = await apiClient.put(`/contacts/${id}`, { other_emails: [after] })
      expect(body).toMatchObject({ other_emails: [after] })
    })

    test.each([
      ['email', () => apiClient.person().email],
      ['phone', () => apiClient.phone()],
      ['mobile', () => apiClient.phone()],
      ['unique_external_id', () => apiClient.unique('u')],
    ])('a new %s holds at once, and the old one is free', async (identifier, value) => {
      const [before, after] = [value(), value()]
      const { id } = await apiClient.contact({ [identifier]: before })
      await apiClient.put(`/contacts/${id}`, { [identifier]: after })
      expect(await apiClient.listed({ [identifier]: before })).toEqual([])
      expect(await apiClient.listed({ [identifier]: after })).toEqual([id])
      expect(await apiClient.post('/contacts', { name: 'Ben Hale', [identifier]: before })).toMatchObject({
        status: 201,
      })
    })

    test('an unknown field of an update returns 400, as for a create', async () => {
      const { id } = await apiClient.contact()
      expect(await apiClient.put(`/contacts/${id}`, { nickname: 'Addie' })).toMatchObject({
        status: 400,
        body: { errors: [{ field: 'nickname', code: 'invalid_field' }] },
      })
    })

    test('an update of a contact that is gone returns 404 with an empty body', async () => {
      const { id } = await apiClient.contact()
      await apiClient.delete(`/contacts/${id}/hard_delete?force=true`)
      expect(await apiClient.put(`/contacts/${id}`, { job_title: 'Buyer' })).toMatchObject({ status: 404, text: '' })
    })
  })

  describe('section 11: an update of a published client', () => {
    test.each(['Ada/Moss', 'Moss, Ada', 'Ada "Fern" Moss', 'www.ada.example'])(
      'an update with the name %s is refused',
      async name => {
        const { id } = await apiClient.contact()
        expect(await apiClient.put(`/contacts/${id}`, { name })).toMatchObject({
          status: 400,
          body: {
            description: 'Validation failed',
            errors: [{ field: 'name', message: '/,",www. not allowed in name' }],
          },
        })
      },
    )
  })
}
