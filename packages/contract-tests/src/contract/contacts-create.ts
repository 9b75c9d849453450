import type { ApiClient } from './api-client'

export function contactsCreate(apiClient: ApiClient) {
  describe('creating a contact', () => {
    test('answers 201 with the contact and the place where it is', async () => {
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

    test.each([
      ['email', () => apiClient.person().email],
      ['phone', () => apiClient.phone()],
      ['mobile', () => apiClient.phone()],
      ['unique_external_id', () => apiClient.unique('u')],
      ['twitter_id', () => apiClient.unique('ada')],
    ])('needs a name and one identifier: %s alone will do', async (identifier, value) => {
      const given = { name: 'Ada Moss', [identifier]: value() }
      expect(await apiClient.post('/contacts', given)).toMatchObject({ status: 201, body: given })
    })

    test('keeps what it is given', async () => {
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

    test.each(['display_id', 'primary_field_value'])('takes the lookup_parameter %s', async lookup_parameter => {
      expect(await apiClient.post('/contacts', { ...apiClient.person(), lookup_parameter })).toMatchObject({
        status: 201,
      })
    })

    test('folds the e-mail address to lower case', async () => {
      const { email } = apiClient.person()
      const contact = await apiClient.contact({ email: email.toUpperCase() })
      expect(contact.email).toBe(email)
    })

    test.each(['777770101', '(257)-715-491', '+44 7700 900123'])('leaves the phone number %s as it is', async phone => {
      const contact = await apiClient.contact({ phone })
      expect(contact.phone).toBe(phone)
    })

    test('a unique_external_id of digits stays a string', async () => {
      const digits = `${Date.now()}`
      expect(await apiClient.contact({ unique_external_id: digits })).toMatchObject({ unique_external_id: digits })
    })

    test('a tag may have 32 characters', async () => {
      const tag = 'a'.repeat(32)
      expect(await apiClient.contact({ tags: [tag] })).toMatchObject({ tags: [tag] })
    })

    test.each(['Ada/Moss', 'Moss, Ada', 'Ada "Fern" Moss', 'www.ada.example'])('a name may be %s', async name => {
      expect(await apiClient.contact({ name })).toMatchObject({ name })
    })

    test('takes view_all_tickets: false from a contact without a company, as clients send it', async () => {
      const given = { ...apiClient.person(), view_all_tickets: false, description: 'Met at the fair' }
      expect(await apiClient.post('/contacts', given)).toMatchObject({ status: 201 })
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
}
