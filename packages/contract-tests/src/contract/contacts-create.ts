import type { ApiClient } from './api-client'

export function contactsCreate(apiClient: ApiClient) {
  describe('section 1: the response to a create', () => {
    test('POST /contacts returns 201 with the contact and its Location', async () => {
      const person = apiClient.person()
      const response = await apiClient.post('/contacts', person)
      expect(response).toMatchObject({
        status: 201,
        body: person,
        headers: {
          'content-type': 'application/json; charset=utf-8',
          location: expect.stringMatching(new RegExp(`^https?://.+/api/v2/contacts/${response.body.id}$`)),
        },
      })
    })
  })

  describe('section 2: creating a contact', () => {
    test.each([
      ['email', () => apiClient.person().email],
      ['phone', () => apiClient.phone()],
      ['mobile', () => apiClient.phone()],
      ['unique_external_id', () => apiClient.unique('u')],
      ['twitter_id', () => apiClient.unique('ada')],
    ])('a contact with a name and %s alone is created', async (identifier, value) => {
      const given = { name: 'Ada Moss', [identifier]: value() }
      expect(await apiClient.post('/contacts', given)).toMatchObject({ status: 201, body: given })
    })

    test('a contact keeps every value of its create', async () => {
      const given = {
        ...apiClient.person(),
        phone: apiClient.phone(),
        mobile: apiClient.phone(),
        twitter_id: apiClient.unique('ada'),
        unique_external_id: apiClient.unique('u'),
        other_emails: [apiClient.person().email],
        address: '12 Fern Street',
        description: 'Met at the fair',
        job_title: 'Buyer',
        language: 'en',
        time_zone: 'Chennai',
        tags: ['newsletter', 'fair'],
      }
      const { id } = await apiClient.contact(given)
      expect(await apiClient.view(id)).toMatchObject(given)
    })

    test.each(['display_id', 'primary_field_value'])(
      'a create takes the lookup_parameter %s',
      async lookup_parameter => {
        expect(await apiClient.post('/contacts', { ...apiClient.person(), lookup_parameter })).toMatchObject({
          status: 201,
        })
      },
    )

    test('an e-mail address in capitals is stored in lower case', async () => {
      const { email } = apiClient.person()
      const contact = await apiClient.contact({ email: email.toUpperCase() })
      expect(contact.email).toBe(email)
    })

    test.each(['777770101', '(257)-715-491', '+44 7700 900123'])(
      'the phone number %s is stored as it is',
      async phone => {
        const contact = await apiClient.contact({ phone })
        expect(contact.phone).toBe(phone)
      },
    )

    apiClient.ofGenerations([2026], 'a contact with a name and social_handler alone is created', async () => {
      const given = { name: 'Ada Moss', social_handler: [apiClient.unique('ada'), apiClient.unique('moss')] }
      const response = await apiClient.post('/contacts', given)
      expect(response).toMatchObject({ status: 201, body: given })
      expect(await apiClient.view(response.body.id)).toMatchObject(given)
    })

    test('a unique_external_id of digits stays a string', async () => {
      const digits = `${Date.now()}`
      expect(await apiClient.contact({ unique_external_id: digits })).toMatchObject({ unique_external_id: digits })
    })

    test('a tag may have 32 characters', async () => {
      const tag = 'a'.repeat(32)
      expect(await apiClient.contact({ tags: [tag] })).toMatchObject({ tags: [tag] })
    })

    apiClient.given('ownAccount', 'a company adopts contacts whose e-mail is of its domain', async () => {
      const domain = `${apiClient.unique('moss')}.example.com`.replace('.', '-')
      const company = await apiClient.made('/companies', { name: apiClient.unique('Moss & Fern'), domains: [domain] })
      const contact = await apiClient.contact({ email: `ada@${domain}` })
      expect(contact).toMatchObject({ company_id: company.id, view_all_tickets: false })
    })

    apiClient.given('ownAccount', 'a contact may belong to other companies as well', async () => {
      const [main, other] = [
        await apiClient.made('/companies', { name: apiClient.unique('Moss & Fern') }),
        await apiClient.made('/companies', { name: apiClient.unique('Quillfarm') }),
      ]
      const other_companies = [{ company_id: other.id, view_all_tickets: true }]
      const contact = await apiClient.contact({ company_id: main.id, view_all_tickets: true, other_companies })
      expect(contact).toMatchObject({ company_id: main.id, view_all_tickets: true, other_companies })
    })
  })

  describe('section 11: a create of a published client', () => {
    test.each(['Ada/Moss', 'Moss, Ada', 'Ada "Fern" Moss', 'www.ada.example'])(
      'a create takes the name %s',
      async name => {
        expect(await apiClient.contact({ name })).toMatchObject({ name })
      },
    )

    test('a create takes view_all_tickets: false without a company', async () => {
      const given = { ...apiClient.person(), view_all_tickets: false, description: 'Met at the fair' }
      expect(await apiClient.post('/contacts', given)).toMatchObject({ status: 201 })
    })
  })
}
