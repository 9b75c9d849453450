import type { Desk } from './desk'

export function contactsUpdate(desk: Desk) {
  describe('updating a contact', () => {
    test('answers 200 with the whole contact and no Location', async () => {
      const { id, email } = await desk.contact()
      const answer = await desk.put(`/contacts/${id}`, { job_title: 'Buyer' })
      expect(answer).toMatchObject({ status: 200, body: { id, email, job_title: 'Buyer', deleted: false } })
      expect(answer.headers).not.toHaveProperty('location')
    })

    test('PATCH /contacts/:id updates as PUT does', async () => {
      const { id, email } = await desk.contact({ tags: ['newsletter'] })
      const answer = await desk.send('PATCH', `/contacts/${id}`, { job_title: 'Buyer' })
      expect(answer).toMatchObject({ status: 200, body: { id, email, job_title: 'Buyer', tags: ['newsletter'] } })
      expect(answer.headers).not.toHaveProperty('location')
    })

    test('leaves alone what is not sent', async () => {
      const given = { phone: desk.phone(), tags: ['newsletter'], language: 'en', time_zone: 'Chennai' }
      const { id, name, email } = await desk.contact(given)
      const { body } = await desk.put(`/contacts/${id}`, { job_title: 'Buyer' })
      expect(body).toMatchObject({ ...given, name, email, job_title: 'Buyer' })
    })

    test('null clears', async () => {
      const { id } = await desk.contact({
        phone: desk.phone(),
        mobile: desk.phone(),
        unique_external_id: desk.unique('u'),
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
      expect(await desk.put(`/contacts/${id}`, blank)).toMatchObject({ status: 200, body: blank })
      expect(await desk.view(id)).toMatchObject(blank)
    })

    desk.given('ownAccount', 'a company brings view_all_tickets: false, and takes it away again', async () => {
      const company = await desk.made('/companies', { name: desk.unique('Moss & Fern') })
      const { id } = await desk.contact()
      const joined = await desk.put(`/contacts/${id}`, { company_id: company.id })
      expect(joined.body).toMatchObject({ company_id: company.id, view_all_tickets: false })
      const left = await desk.put(`/contacts/${id}`, { company_id: null })
      expect(left.body).toMatchObject({ company_id: null, view_all_tickets: null })
    })

    test.each([
      ['tags', ['Group 1', 'Group 2'], ['Group 1', 'Group 3']],
      ['tags', ['Group 1', 'Group 2'], []],
    ])('%s are replaced: %j then %j', async (field, before, after) => {
      const { id } = await desk.contact({ [field]: before })
      expect(await desk.put(`/contacts/${id}`, { [field]: after })).toMatchObject({
        status: 200,
        body: { [field]: after },
      })
      expect(await desk.view(id)).toMatchObject({ [field]: after })
    })

    test('other_emails are replaced', async () => {
      const [before, after] = [desk.person().email, desk.person().email]
      const { id } = await desk.contact({ other_emails: [before] })
      const { body } = await desk.put(`/contacts/${id}`, { other_emails: [after] })
      expect(body).toMatchObject({ other_emails: [after] })
    })

    test.each([
      ['email', () => desk.person().email],
      ['phone', () => desk.phone()],
      ['mobile', () => desk.phone()],
      ['unique_external_id', () => desk.unique('u')],
    ])('a new %s holds at once, and the old one is free', async (identifier, value) => {
      const [before, after] = [value(), value()]
      const { id } = await desk.contact({ [identifier]: before })
      await desk.put(`/contacts/${id}`, { [identifier]: after })
      expect(await desk.listed({ [identifier]: before })).toEqual([])
      expect(await desk.listed({ [identifier]: after })).toEqual([id])
      expect(await desk.post('/contacts', { name: 'Ben Hale', [identifier]: before })).toMatchObject({ status: 201 })
    })

    test.each(['Ada/Moss', 'Moss, Ada', 'Ada "Fern" Moss', 'www.ada.example'])(
      'a name such as %s is refused, although a new contact may have it',
      async name => {
        const { id } = await desk.contact()
        expect(await desk.put(`/contacts/${id}`, { name })).toMatchObject({
          status: 400,
          body: {
            description: 'Validation failed',
            errors: [{ field: 'name', message: '/,",www. not allowed in name' }],
          },
        })
      },
    )

    test('what is wrong is said as for a new contact', async () => {
      const { id } = await desk.contact()
      expect(await desk.put(`/contacts/${id}`, { nickname: 'Addie' })).toMatchObject({
        status: 400,
        body: { errors: [{ field: 'nickname', code: 'invalid_field' }] },
      })
    })

    test('a contact that is gone is 404 with an empty body', async () => {
      const { id } = await desk.contact()
      await desk.delete(`/contacts/${id}/hard_delete?force=true`)
      expect(await desk.put(`/contacts/${id}`, { job_title: 'Buyer' })).toMatchObject({ status: 404, text: '' })
    })
  })
}
