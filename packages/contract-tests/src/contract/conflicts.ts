import type { ApiClient } from './api-client'

const taken = (field: string, holder: number) => ({
  status: 409,
  body: {
    description: 'Validation failed',
    errors: [
      {
        field,
        additional_info: { user_id: holder },
        message: expect.stringMatching(/unique value/),
        code: 'duplicate_value',
      },
    ],
  },
})

const ONLY_GET = 'PUT method is not allowed. It should be one of these method(s): GET'

export function conflicts(apiClient: ApiClient) {
  describe('section 4: a value that a contact has', () => {
    test('a taken e-mail address returns 409 with the id of its holder', async () => {
      const { id, email } = await apiClient.contact()
      expect(await apiClient.post('/contacts', { name: 'Ben Hale', email })).toMatchObject(taken('email', id))
    })

    test('an e-mail address in capitals is the same address', async () => {
      const { id, email } = await apiClient.contact()
      const response = await apiClient.post('/contacts', { name: 'Ben Hale', email: email.toUpperCase() })
      expect(response).toMatchObject(taken('email', id))
    })

    test.each(['unique_external_id', 'twitter_id'])('a taken %s returns 409', async field => {
      const value = apiClient.unique('u')
      await apiClient.contact({ [field]: value })
      expect(await apiClient.post('/contacts', { ...apiClient.person('Ben Hale'), [field]: value })).toMatchObject({
        status: 409,
        body: { description: 'Validation failed', errors: [{ field, code: 'duplicate_value' }] },
      })
    })

    apiClient.ofGenerations([2026], 'a taken social_handler returns 409', async () => {
      const handler = apiClient.unique('ada')
      const { id } = await apiClient.contact({ social_handler: [handler] })
      const given = { ...apiClient.person('Ben Hale'), social_handler: [apiClient.unique('ben'), handler] }
      expect(await apiClient.post('/contacts', given)).toMatchObject({
        status: 409,
        body: { description: 'Validation failed', errors: [{ field: 'social_handler', code: 'duplicate_value' }] },
      })
      expect(await apiClient.put(`/contacts/${id}`, { social_handler: [handler] })).toMatchObject({ status: 200 })
    })

    test('an address among the other_emails of a contact is taken', async () => {
      const address = apiClient.person().email
      const { id } = await apiClient.contact({ other_emails: [address] })
      expect(await apiClient.post('/contacts', { name: 'Ben Hale', email: address })).toMatchObject(taken('email', id))
    })

    test('the address of a contact cannot be among the other_emails', async () => {
      const { email } = await apiClient.contact()
      expect(
        await apiClient.post('/contacts', { ...apiClient.person('Ben Hale'), other_emails: [email] }),
      ).toMatchObject({
        status: 409,
        body: { errors: [{ field: 'other_emails', code: 'duplicate_value' }] },
      })
    })

    test('two contacts may have one phone number', async () => {
      const phone = apiClient.phone()
      await apiClient.contact({ phone })
      expect(await apiClient.post('/contacts', { ...apiClient.person('Ben Hale'), phone })).toMatchObject({
        status: 201,
      })
    })

    test('an update with a taken e-mail address returns 409', async () => {
      const { id, email } = await apiClient.contact()
      const ben = await apiClient.contact(apiClient.person('Ben Hale'))
      expect(await apiClient.put(`/contacts/${ben.id}`, { email })).toMatchObject(taken('email', id))
    })

    test('an update with the values of the contact itself returns 200', async () => {
      const unique_external_id = apiClient.unique('u')
      const { id, email } = await apiClient.contact({ unique_external_id })
      expect(await apiClient.put(`/contacts/${id}`, { email, unique_external_id })).toMatchObject({ status: 200 })
    })
  })

  describe('sections 4 and 10: two creates at the same time', () => {
    test('of two simultaneous creates for one new person, one returns 201 and the other 409', async () => {
      const person = apiClient.person()
      const answers = await Promise.all([apiClient.post('/contacts', person), apiClient.post('/contacts', person)])
      const [made, refused] = answers.sort((a, b) => a.status - b.status) as [(typeof answers)[0], (typeof answers)[0]]
      expect(made.status).toBe(201)
      expect(refused).toMatchObject(taken('email', made.body.id))
    })
  })

  describe('sections 4 and 10: a holder that cannot be updated', () => {
    test('a deleted contact keeps its e-mail, answers PUT with 405, and can be restored', async () => {
      const { id, email } = await apiClient.contact()
      await apiClient.delete(`/contacts/${id}`)
      expect(await apiClient.post('/contacts', { name: 'Ada Moss', email })).toMatchObject(taken('email', id))
      expect(await apiClient.put(`/contacts/${id}`, { job_title: 'Buyer' })).toMatchObject({
        status: 405,
        body: { message: ONLY_GET },
      })
      await apiClient.put(`/contacts/${id}/restore`)
      expect(await apiClient.put(`/contacts/${id}`, { job_title: 'Buyer' })).toMatchObject({ status: 200 })
    })

    test('a contact deleted for good leaves its e-mail free', async () => {
      const { id, email } = await apiClient.contact()
      await apiClient.delete(`/contacts/${id}/hard_delete?force=true`)
      expect(await apiClient.post('/contacts', { name: 'Ada Moss', email })).toMatchObject({ status: 201 })
    })

    apiClient.given(
      'spamContact',
      'a contact marked as spam keeps its e-mail, and answers PUT with 405',
      async ({ id, email }) => {
        expect(await apiClient.post('/contacts', { name: 'Ada Moss', email })).toMatchObject(taken('email', id))
        expect(await apiClient.put(`/contacts/${id}`, { job_title: 'Buyer' })).toMatchObject({
          status: 405,
          body: { message: ONLY_GET },
        })
      },
    )

    apiClient.given(
      'otherAgent',
      'an agent is named as the holder, and is 404 among contacts',
      async ({ id, email }) => {
        expect(await apiClient.post('/contacts', { name: 'Ada Moss', email })).toMatchObject(taken('email', id))
        expect(await apiClient.put(`/contacts/${id}`, { job_title: 'Buyer' })).toMatchObject({ status: 404, text: '' })
      },
    )
  })
}
