import type { Desk } from './desk'

/** A refusal with just this error. */
const refusal = (error: object) => ({
  status: 400,
  body: { description: 'Validation failed', errors: [error] },
})

const unexpectedField = (field: string) => ({
  field,
  message: 'Unexpected/invalid field in request',
  code: 'invalid_field',
})

/** Some logs have a space after the full stop, others none. */
const shouldBe = (given: string, wanted: string) =>
  expect.stringMatching(new RegExp(`^Value set is of type ${given}\\. ?It should be a/an ${wanted}`))

export function contactsRefused(desk: Desk) {
  describe('a contact that is refused', () => {
    test('a field that does not exist is named', async () => {
      const answer = await desk.post('/contacts', { ...desk.person(), nickname: 'Addie' })
      expect(answer).toMatchObject(refusal(unexpectedField('nickname')))
      expect(Object.keys(answer.body)).toEqual(['description', 'errors'])
    })

    test('all that is wrong is said at once', async () => {
      const answer = await desk.post('/contacts', { ...desk.person(), nickname: 'Addie', company_id: 'seven' })
      expect(answer.status).toBe(400)
      const fields = answer.body.errors.map((error: { field: string }) => error.field)
      expect(fields.sort()).toEqual(['company_id', 'nickname'])
    })

    test('the name is missing', async () => {
      const { email } = desk.person()
      expect(await desk.post('/contacts', { email })).toMatchObject(
        refusal({ field: 'name', message: expect.any(String), code: 'missing_field' }),
      )
    })

    test('there is no identifier', async () => {
      expect(await desk.post('/contacts', { name: 'Ada Moss' })).toMatchObject({
        status: 400,
        body: { description: 'Validation failed', errors: [{ message: expect.any(String), code: 'missing_field' }] },
      })
    })

    test('an id is a text', async () => {
      const answer = await desk.post('/contacts', { ...desk.person(), company_id: 'seven' })
      expect(answer).toMatchObject(
        refusal({
          field: 'company_id',
          message: shouldBe('String', 'Positive Integer'),
          code: 'datatype_mismatch',
        }),
      )
    })

    test('a list is a text', async () => {
      const answer = await desk.post('/contacts', { ...desk.person(), tags: 'newsletter' })
      expect(answer).toMatchObject(
        refusal({ field: 'tags', message: shouldBe('String', 'Array'), code: 'datatype_mismatch' }),
      )
    })

    test('a list holds what it should not', async () => {
      const answer = await desk.post('/contacts', { ...desk.person(), tags: ['newsletter', { name: 'fair' }] })
      const message = expect.stringMatching(/^It should contain elements of type .+ only$/)
      expect(answer).toMatchObject(refusal({ field: 'tags', message, code: 'datatype_mismatch' }))
    })

    test('a tag has more than 32 characters', async () => {
      const answer = await desk.post('/contacts', { ...desk.person(), tags: ['a'.repeat(33)] })
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'tags' }] } })
    })

    test.each(['josé.moss@example.com', 'ada*moss@example.com', 'ada.moss', 'ada@', '@example.com'])(
      'the e-mail address is %s',
      async email => {
        const answer = await desk.post('/contacts', { ...desk.person(), email })
        expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'email' }] } })
      },
    )

    test('view_all_tickets is true and there is no company', async () => {
      const answer = await desk.post('/contacts', { ...desk.person(), view_all_tickets: true })
      expect(answer).toMatchObject({
        status: 400,
        body: { errors: [{ message: 'Company ID is required for a contact to view all tickets' }] },
      })
      expect(await desk.post('/contacts', { ...desk.person(), view_all_tickets: false })).toMatchObject({ status: 201 })
    })

    test('there are more than ten e-mail addresses', async () => {
      const other_emails = Array.from({ length: 10 }, () => desk.person().email)
      const answer = await desk.post('/contacts', { ...desk.person(), other_emails })
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'other_emails' }] } })
    })

    test('a custom field does not exist', async () => {
      const answer = await desk.post('/contacts', { ...desk.person(), custom_fields: { no_such_field: 'email' } })
      expect(answer).toMatchObject(refusal(unexpectedField(expect.stringMatching(/no_such_field$/))))
    })

    test('custom_fields is a list: what PHP makes of an empty array', async () => {
      const answer = await desk.post('/contacts', { ...desk.person(), custom_fields: [] })
      expect(answer).toMatchObject({
        status: 400,
        body: { errors: [{ field: 'custom_fields', code: 'datatype_mismatch' }] },
      })
    })

    test('the body is not JSON', async () => {
      const answer = await desk.post('/contacts', {}, { raw: '{"name": "Ada Moss",' })
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_json', message: expect.any(String) } })
      expect(Object.keys(answer.body)).toEqual(['code', 'message'])
    })
  })
}
