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
  describe('section 3: a contact that is refused', () => {
    test('an unknown field returns 400 with its name', async () => {
      const response = await apiClient.post('/contacts', { ...apiClient.person(), nickname: 'Addie' })
      expect(response).toMatchObject(refusal(unexpectedField('nickname')))
      expect(Object.keys(response.body)).toEqual(['description', 'errors'])
    })

    test('two errors come in one response', async () => {
      const response = await apiClient.post('/contacts', {
        ...apiClient.person(),
        nickname: 'Addie',
        company_id: 'seven',
      })
      expect(response.status).toBe(400)
      const fields = response.body.errors.map((error: { field: string }) => error.field)
      expect(fields.sort()).toEqual(['company_id', 'nickname'])
    })

    test('a contact without a name returns missing_field', async () => {
      const { email } = apiClient.person()
      expect(await apiClient.post('/contacts', { email })).toMatchObject(
        refusal({ field: 'name', message: expect.any(String), code: 'missing_field' }),
      )
    })

    test('a contact without an identifier returns missing_field', async () => {
      expect(await apiClient.post('/contacts', { name: 'Ada Moss' })).toMatchObject({
        status: 400,
        body: { description: 'Validation failed', errors: [{ message: expect.any(String), code: 'missing_field' }] },
      })
    })

    test('a text in place of an id returns datatype_mismatch', async () => {
      const response = await apiClient.post('/contacts', { ...apiClient.person(), company_id: 'seven' })
      expect(response).toMatchObject(
        refusal({
          field: 'company_id',
          message: shouldBe('String', 'Positive Integer'),
          code: 'datatype_mismatch',
        }),
      )
    })

    test('a text in place of a list returns datatype_mismatch', async () => {
      const response = await apiClient.post('/contacts', { ...apiClient.person(), tags: 'newsletter' })
      expect(response).toMatchObject(
        refusal({ field: 'tags', message: shouldBe('String', 'Array'), code: 'datatype_mismatch' }),
      )
    })

    test('a list with an element of a wrong type returns datatype_mismatch', async () => {
      const response = await apiClient.post('/contacts', {
        ...apiClient.person(),
        tags: ['newsletter', { name: 'fair' }],
      })
      const message = expect.stringMatching(/^It should contain elements of type .+ only$/)
      expect(response).toMatchObject(refusal({ field: 'tags', message, code: 'datatype_mismatch' }))
    })

    test('an unknown custom field returns invalid_field', async () => {
      const response = await apiClient.post('/contacts', {
        ...apiClient.person(),
        custom_fields: { no_such_field: 'email' },
      })
      expect(response).toMatchObject(refusal(unexpectedField(expect.stringMatching(/no_such_field$/))))
    })

    test('a body that is not JSON returns the sentence of Freshdesk', async () => {
      const response = await apiClient.post('/contacts', {}, { raw: '{"name": "Ada Moss",' })
      expect(response.body).toEqual({ code: 'invalid_json', message: 'Request body has invalid json format' })
    })

    test('a body that is not JSON returns invalid_json in a flat body', async () => {
      const response = await apiClient.post('/contacts', {}, { raw: '{"name": "Ada Moss",' })
      expect(response).toMatchObject({ status: 400, body: { code: 'invalid_json', message: expect.any(String) } })
      expect(Object.keys(response.body)).toEqual(['code', 'message'])
    })
  })

  describe('section 2: a value that a contact cannot have', () => {
    test('a tag of 33 characters is refused', async () => {
      const response = await apiClient.post('/contacts', { ...apiClient.person(), tags: ['a'.repeat(33)] })
      expect(response).toMatchObject({ status: 400, body: { errors: [{ field: 'tags' }] } })
    })

    test.each(['josé.moss@example.com', 'ada*moss@example.com', 'ada.moss', 'ada@', '@example.com'])(
      'the e-mail address %s is refused',
      async email => {
        const response = await apiClient.post('/contacts', { ...apiClient.person(), email })
        expect(response).toMatchObject({ status: 400, body: { errors: [{ field: 'email' }] } })
      },
    )

    apiClient.given('ownAccount', 'a contact has up to twenty companies, and a twenty-first is refused', async () => {
      const companies = []
      for (let i = 0; i < 21; i++)
        companies.push(await apiClient.made('/companies', { name: apiClient.unique('Moss') }))
      const [main, ...others] = companies.map(({ id }) => id)
      const other_companies = others.map(company_id => ({ company_id, view_all_tickets: false }))
      const given = { ...apiClient.person(), company_id: main, other_companies }
      expect(await apiClient.post('/contacts', given)).toMatchObject({ status: 400 })
      const twenty = { ...given, other_companies: other_companies.slice(1) }
      expect(await apiClient.post('/contacts', twenty)).toMatchObject({ status: 201 })
    })

    apiClient.ofGenerations([2026], 'an eleventh social_handler is refused', async () => {
      const social_handler = Array.from({ length: 11 }, () => apiClient.unique('ada'))
      const response = await apiClient.post('/contacts', { ...apiClient.person(), social_handler })
      expect(response).toMatchObject({ status: 400, body: { errors: [{ field: 'social_handler' }] } })
    })

    test('an eleventh e-mail address is refused', async () => {
      const other_emails = Array.from({ length: 10 }, () => apiClient.person().email)
      const response = await apiClient.post('/contacts', { ...apiClient.person(), other_emails })
      expect(response).toMatchObject({ status: 400, body: { errors: [{ field: 'other_emails' }] } })
    })
  })

  describe('section 10: a create that integrations get wrong', () => {
    test('view_all_tickets without a company is refused', async () => {
      const response = await apiClient.post('/contacts', { ...apiClient.person(), view_all_tickets: true })
      expect(response).toMatchObject({
        status: 400,
        body: { errors: [{ message: 'Company ID is required for a contact to view all tickets' }] },
      })
      expect(await apiClient.post('/contacts', { ...apiClient.person(), view_all_tickets: false })).toMatchObject({
        status: 201,
      })
    })

    test('custom_fields as a list is refused: PHP encodes an empty array so', async () => {
      const response = await apiClient.post('/contacts', { ...apiClient.person(), custom_fields: [] })
      expect(response).toMatchObject({
        status: 400,
        body: { errors: [{ field: 'custom_fields', code: 'datatype_mismatch' }] },
      })
    })
  })
}
