import type { ApiClient } from './api-client'

export function contactsList(apiClient: ApiClient) {
  describe('section 7: listing contacts', () => {
    test.each([
      ['email', () => apiClient.person().email],
      ['phone', () => apiClient.phone()],
      ['mobile', () => apiClient.phone()],
      ['unique_external_id', () => apiClient.unique('u')],
    ])('a list finds the contact with this %s', async (identifier, value) => {
      const given = value()
      const { id } = await apiClient.contact({ [identifier]: given })
      expect(await apiClient.listed({ [identifier]: given })).toEqual([id])
    })

    test.each(['email', 'phone', 'mobile', 'unique_external_id'])(
      'a list without a match for %s returns 200 and an empty list',
      async identifier => {
        const response = await apiClient.get(`/contacts?${identifier}=${apiClient.person('Nobody').email}`)
        expect(response).toMatchObject({ status: 200, body: [] })
      },
    )

    test('an e-mail address is found in whatever case', async () => {
      const { id, email } = await apiClient.contact()
      expect(await apiClient.listed({ email: email.toUpperCase() })).toEqual([id])
    })

    test('two filters find the contacts that fit both', async () => {
      const phone = apiClient.phone()
      const ada = await apiClient.contact({ phone })
      const ben = await apiClient.contact({ ...apiClient.person('Ben Hale'), phone })
      expect(await apiClient.listed({ phone, email: ben.email })).toEqual([ben.id])
      expect((await apiClient.listed({ phone })).sort()).toEqual([ada.id, ben.id].sort())
    })

    apiClient.given('ownAccount', 'a list finds the contacts of a company', async () => {
      const company = await apiClient.made('/companies', { name: apiClient.unique('Moss & Fern') })
      const { id } = await apiClient.contact({ company_id: company.id })
      await apiClient.contact()
      expect(await apiClient.listed({ company_id: `${company.id}` })).toEqual([id])
    })

    test('a list shows a create, an update and a hard delete at once', async () => {
      const { id, email } = await apiClient.contact()
      expect(await apiClient.listed({ email })).toEqual([id])
      const next = apiClient.person().email
      await apiClient.put(`/contacts/${id}`, { email: next })
      expect(await apiClient.listed({ email })).toEqual([])
      expect(await apiClient.listed({ email: next })).toEqual([id])
      await apiClient.delete(`/contacts/${id}/hard_delete?force=true`)
      expect(await apiClient.listed({ email: next })).toEqual([])
    })

    test('a list takes a contact_type', async () => {
      const { id, email } = await apiClient.contact()
      expect(await apiClient.listed({ email, contact_type: 'contact' })).toEqual([id])
    })

    test('a list is sorted by name', async () => {
      const phone = apiClient.phone()
      for (const name of ['Cleo Park', 'Ada Moss', 'Ben Hale'])
        await apiClient.contact({ ...apiClient.person(name), phone })
      const { body } = await apiClient.get(`/contacts?${new URLSearchParams({ phone })}`)
      expect(body.map((contact: { name: string }) => contact.name)).toEqual(['Ada Moss', 'Ben Hale', 'Cleo Park'])
    })

    describe('by state', () => {
      test('a deleted contact is only among the deleted', async () => {
        const { id, email } = await apiClient.contact()
        await apiClient.delete(`/contacts/${id}`)
        expect(await apiClient.listed({ email })).toEqual([])
        expect(await apiClient.listed({ email, state: 'deleted' })).toEqual([id])
      })

      test('a list takes the state "all", which clients request', async () => {
        const { id, email } = await apiClient.contact()
        expect(await apiClient.listed({ email, state: 'all' })).toEqual([id])
      })

      test('a new contact is unverified', async () => {
        const { id, email } = await apiClient.contact()
        expect(await apiClient.listed({ email, state: 'unverified' })).toEqual([id])
        expect(await apiClient.listed({ email, state: 'verified' })).toEqual([])
      })

      apiClient.given('spamContact', 'a contact marked as spam is only among the blocked', async ({ id, email }) => {
        expect(await apiClient.listed({ email })).toEqual([])
        expect(await apiClient.listed({ email, state: 'blocked' })).toEqual([id])
      })
    })

    test.each(['updated_since', '_updated_since'])('%s leaves out contacts without a later change', async since => {
      const { id, email, created_at } = await apiClient.contact()
      expect(await apiClient.listed({ email, [since]: created_at })).toEqual([id])
      expect(await apiClient.listed({ email, [since]: '2100-01-01T00:00:00Z' })).toEqual([])
    })

    describe('page by page', () => {
      test('a Link leads to the next page while there is one', async () => {
        const phone = apiClient.phone()
        const ada = await apiClient.contact({ ...apiClient.person('Ada Moss'), phone })
        const ben = await apiClient.contact({ ...apiClient.person('Ben Hale'), phone })
        const path = `/contacts?${new URLSearchParams({ phone, per_page: '1' })}`

        const one = await apiClient.get(`${path}&page=1`)
        expect(one.body).toMatchObject([{ id: ada.id }])
        const link = /^< ?(https?:\/\/[^>]+)>; ?rel="next"$/.exec(one.headers.link ?? '')?.[1] as string
        const next = new URL(link)
        expect(next.pathname).toBe('/api/v2/contacts')
        expect(next.searchParams.get('page')).toBe('2')

        const two = await apiClient.get(`/contacts${next.search}`)
        expect(two.body).toMatchObject([{ id: ben.id }])
        expect(two.headers).not.toHaveProperty('link')
      })

      test('a page past the last is empty', async () => {
        const { email } = await apiClient.contact()
        expect(await apiClient.listed({ email, page: '2' })).toEqual([])
      })

      apiClient.given('ownAccount', 'a page has 30 contacts unless asked for up to 100', async () => {
        const phone = apiClient.phone()
        for (let i = 0; i < 31; i++) await apiClient.contact({ phone })
        expect(await apiClient.listed({ phone })).toHaveLength(30)
        expect(await apiClient.listed({ phone, page: '2' })).toHaveLength(1)
        expect(await apiClient.listed({ phone, page: '1', per_page: '100' })).toHaveLength(31)
      })

      test.each(['101', '0', 'many'])('per_page=%s is refused', async perPage => {
        expect(await apiClient.get(`/contacts?per_page=${perPage}`)).toMatchObject({
          status: 400,
          body: { errors: [{ field: 'per_page' }] },
        })
      })
    })
  })

  describe('section 3: a list that is refused', () => {
    test('an unknown query parameter returns invalid_field', async () => {
      expect(await apiClient.get('/contacts?nickname=Addie')).toMatchObject({
        status: 400,
        body: {
          description: 'Validation failed',
          errors: [{ field: 'nickname', message: 'Unexpected/invalid field in request', code: 'invalid_field' }],
        },
      })
    })
  })

  describe('section 11: parameters without a value', () => {
    test.each(['state=', '=', 'company_id=', 'page=', 'updated_since='])(
      'GET /contacts?%s counts it as absent',
      async parameter => {
        const { id, email } = await apiClient.contact()
        const response = await apiClient.get(`/contacts?email=${email}&${parameter}`)
        expect(response).toMatchObject({ status: 200, body: [{ id }] })
      },
    )
  })

  describe('section 7: contacts by the beginning of a word of the name', () => {
    const terms = [
      ['the first word', (surname: string) => `ada ${surname}`],
      ['the second word', (surname: string) => surname],
      ['capitals', (surname: string) => surname.toUpperCase()],
      ['half a word', (surname: string) => surname.slice(0, -2)],
    ] as const

    apiClient.given('ownAccount', 'autocomplete finds contacts with id and name, and no other key', async () => {
      const surname = apiClient.unique('zeh').replaceAll('.', '')
      const { id } = await apiClient.contact({ name: `Ada ${surname}` })
      for (const [, term] of terms) {
        const response = await apiClient.get(`/contacts/autocomplete?${new URLSearchParams({ term: term(surname) })}`)
        expect(response).toMatchObject({ status: 200, body: [{ id, name: `Ada ${surname}` }] })
        expect(Object.keys(response.body[0])).toEqual(['id', 'name'])
      }
    })

    apiClient.given('ownAccount', 'autocomplete finds a contact by the beginning of its e-mail address', async () => {
      const { id, email, name } = await apiClient.contact()
      const response = await apiClient.get(`/contacts/autocomplete?${new URLSearchParams({ term: email })}`)
      expect(response).toMatchObject({ status: 200, body: [{ id, name }] })
    })
  })
}
