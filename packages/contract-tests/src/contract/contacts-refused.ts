import type { ApiClient } from './api-client'

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

export function contactsRefused(apiClient: ApiClient) {
  describe('a contact that is refused', () => {
    test('a field that does not exist is named', async () => {
      const response = await apiClient.post('/contacts', { ...apiClient.person(), nickname: 'Addie' })
      expect(response).toMatchObject(refusal(unexpectedField('nickname')))
      expect(Object.keys(response.body)).toEqual(['description', 'errors'])
    })

    test('all that is wrong is said at once', async () => {
      const response = await apiClient.post('/contacts', {
        ...apiClient.person(),
        nickname: 'Addie',
        company_id: 'seven',
      })
      expect(response.status).toBe(400)
      const fields = response.body.errors.map((error: { field: string }) => error.field)
      expect(fields.sort()).toEqual(['company_id', 'nickname'])
    })

    test('the name is missing', async () => {
      const { email } = apiClient.person()
      expect(await apiClient.post('/contacts', { email })).toMatchObject(
        refusal({ field: 'name', message: expect.any(String), code: 'missing_field' }),
      )
    })

    test('there is no identifier', async () => {
      expect(await apiClient.post('/contacts', { name: 'Ada Moss' })).toMatchObject({
        status: 400,
        body: { description: 'Validation failed', errors: [{ message: expect.any(String), code: 'missing_field' }] },
      })
    })

    test('an id is a text', async () => {
      const response = await apiClient.post('/contacts', { ...apiClient.person(), company_id: 'seven' })
      expect(response).toMatchObject(
        refusal({
          field: 'company_id',
          message: shouldBe('String', 'Positive Integer'),
          code: 'datatype_mismatch',
        }),
      )
    })

    test('a list is a text', async () => {
      const response = await apiClient.post('/contacts', { ...apiClient.person(), tags: 'newsletter' })
      expect(response).toMatchObject(
        refusal({ field: 'tags', message: shouldBe('String', 'Array'), code: 'datatype_mismatch' }),
      )
    })

    test('a list holds what it should not', async () => {
      const response = await apiClient.post('/contacts', {
        ...apiClient.person(),
        tags: ['newsletter', { name: 'fair' }],
      })
      const message = expect.stringMatching(/^It should contain elements of type .+ only$/)
      expect(response).toMatchObject(refusal({ field: 'tags', message, code: 'datatype_mismatch' }))
    })

    test('a tag has more than 32 characters', async () => {
      const response = await apiClient.post('/contacts', { ...apiClient.person(), tags: ['a'.repeat(33)] })
      expect(response).toMatchObject({ status: 400, body: { errors: [{ field: 'tags' }] } })
    })

    test.each(['josé.moss@example.com', 'ada*moss@example.com', 'ada.moss', 'ada@', '@example.com'])(
      'the e-mail address is %s',
      async email => {
        const response = await apiClient.post('/contacts', { ...apiClient.person(), email })
        expect(response).toMatchObject({ status: 400, body: { errors: [{ field: 'email' }] } })
      },
    )

    test('view_all_tickets is true and there is no company', async () => {
      const response = await apiClient.post('/contacts', { ...apiClient.person(), view_all_tickets: true })
      expect(response).toMatchObject({
        status: 400,
        body: { errors: [{ message: 'Company ID is required for a contact to view all tickets' }] },
      })
      expect(await apiClient.post('/contacts', { ...apiClient.person(), view_all_tickets: false })).toMatchObject({
        status: 201,
      })
    })

    test('there are more than ten e-mail addresses', async () => {
      const other_emails = Array.from({ length: 10 }, () => apiClient.person().email)
      const response = await apiClient.post('/contacts', { ...apiClient.person(), other_emails })
      expect(response).toMatchObject({ status: 400, body: { errors: [{ field: 'other_emails' }] } })
    })

    test('a custom field does not exist', async () => {
      const response = await apiClient.post('/contacts', {
        ...apiClient.person(),
        custom_fields: { no_such_field: 'email' },
      })
      expect(response).toMatchObject(refusal(unexpectedField(expect.stringMatching(/no_such_field$/))))
    })

    test('custom_fields is a list: what PHP makes of an empty array', async () => {
      const response = await apiClient.post('/contacts', { ...apiClient.person(), custom_fields: [] })
      expect(response).toMatchObject({
        status: 400,
        body: { errors: [{ field: 'custom_fields', code: 'datatype_mismatch' }] },
      })
    })

    test('the body is not JSON', async () => {
      const response = await apiClient.post('/contacts', {}, { raw: '{"name": "Ada Moss",' })
      expect(response).toMatchObject({ status: 400, body: { code: 'invalid_json', message: expect.any(String) } })
      expect(Object.keys(response.body)).toEqual(['code', 'message'])
    })
  })
}
