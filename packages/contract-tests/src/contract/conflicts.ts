import type { Desk } from './desk'

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

export function conflicts(desk: Desk) {
  describe('a value that somebody has', () => {
    test('a taken e-mail address is 409 and names its holder', async () => {
      const { id, email } = await desk.contact()
      expect(await desk.post('/contacts', { name: 'Ben Hale', email })).toMatchObject(taken('email', id))
    })

    test('in other letters it is the same address', async () => {
      const { id, email } = await desk.contact()
      const answer = await desk.post('/contacts', { name: 'Ben Hale', email: email.toUpperCase() })
      expect(answer).toMatchObject(taken('email', id))
    })

    test.each(['unique_external_id', 'twitter_id'])('a taken %s is 409', async field => {
      const value = desk.unique('u')
      await desk.contact({ [field]: value })
      expect(await desk.post('/contacts', { ...desk.person('Ben Hale'), [field]: value })).toMatchObject({
        status: 409,
        body: { description: 'Validation failed', errors: [{ field, code: 'duplicate_value' }] },
      })
    })

    test('an address among the other_emails of somebody is taken', async () => {
      const address = desk.person().email
      const { id } = await desk.contact({ other_emails: [address] })
      expect(await desk.post('/contacts', { name: 'Ben Hale', email: address })).toMatchObject(taken('email', id))
    })

    test('an address somebody has cannot be among the other_emails', async () => {
      const { email } = await desk.contact()
      expect(await desk.post('/contacts', { ...desk.person('Ben Hale'), other_emails: [email] })).toMatchObject({
        status: 409,
        body: { errors: [{ field: 'other_emails', code: 'duplicate_value' }] },
      })
    })

    test('a phone number may belong to two', async () => {
      const phone = desk.phone()
      await desk.contact({ phone })
      expect(await desk.post('/contacts', { ...desk.person('Ben Hale'), phone })).toMatchObject({ status: 201 })
    })

    test('an update meets the same conflict', async () => {
      const { id, email } = await desk.contact()
      const ben = await desk.contact(desk.person('Ben Hale'))
      expect(await desk.put(`/contacts/${ben.id}`, { email })).toMatchObject(taken('email', id))
    })

    test('an update may send again what is its own', async () => {
      const unique_external_id = desk.unique('u')
      const { id, email } = await desk.contact({ unique_external_id })
      expect(await desk.put(`/contacts/${id}`, { email, unique_external_id })).toMatchObject({ status: 200 })
    })

    test('of two creates at once for one new person, one is made and the other is told', async () => {
      const person = desk.person()
      const answers = await Promise.all([desk.post('/contacts', person), desk.post('/contacts', person)])
      const [made, refused] = answers.sort((a, b) => a.status - b.status) as [(typeof answers)[0], (typeof answers)[0]]
      expect(made.status).toBe(201)
      expect(refused).toMatchObject(taken('email', made.body.id))
    })
  })

  describe('a holder one cannot update', () => {
    test('a deleted contact keeps its e-mail, answers PUT with 405, and can be restored', async () => {
      const { id, email } = await desk.contact()
      await desk.delete(`/contacts/${id}`)
      expect(await desk.post('/contacts', { name: 'Ada Moss', email })).toMatchObject(taken('email', id))
      expect(await desk.put(`/contacts/${id}`, { job_title: 'Buyer' })).toMatchObject({
        status: 405,
        body: { message: ONLY_GET },
      })
      await desk.put(`/contacts/${id}/restore`)
      expect(await desk.put(`/contacts/${id}`, { job_title: 'Buyer' })).toMatchObject({ status: 200 })
    })

    test('a contact deleted for good leaves its e-mail free', async () => {
      const { id, email } = await desk.contact()
      await desk.delete(`/contacts/${id}/hard_delete?force=true`)
      expect(await desk.post('/contacts', { name: 'Ada Moss', email })).toMatchObject({ status: 201 })
    })

    desk.given('spamContact', 'a contact marked as spam does the same', async ({ id, email }) => {
      expect(await desk.post('/contacts', { name: 'Ada Moss', email })).toMatchObject(taken('email', id))
      expect(await desk.put(`/contacts/${id}`, { job_title: 'Buyer' })).toMatchObject({
        status: 405,
        body: { message: ONLY_GET },
      })
    })

    desk.given('otherAgent', 'an agent is named as the holder, and is 404 among contacts', async ({ id, email }) => {
      expect(await desk.post('/contacts', { name: 'Ada Moss', email })).toMatchObject(taken('email', id))
      expect(await desk.put(`/contacts/${id}`, { job_title: 'Buyer' })).toMatchObject({ status: 404, text: '' })
    })
  })
}
