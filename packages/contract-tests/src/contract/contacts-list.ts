import type { Desk } from './desk'

export function contactsList(desk: Desk) {
  describe('listing contacts', () => {
    test.each([
      ['email', () => desk.person().email],
      ['phone', () => desk.phone()],
      ['mobile', () => desk.phone()],
      ['unique_external_id', () => desk.unique('u')],
    ])('finds the one contact with this %s', async (identifier, value) => {
      const given = value()
      const { id } = await desk.contact({ [identifier]: given })
      expect(await desk.listed({ [identifier]: given })).toEqual([id])
    })

    test.each(['email', 'phone', 'mobile', 'unique_external_id'])(
      'nobody with this %s is 200 and an empty list',
      async identifier => {
        const answer = await desk.get(`/contacts?${identifier}=${desk.person('Nobody').email}`)
        expect(answer).toMatchObject({ status: 200, body: [] })
      },
    )

    test('an e-mail address is found in whatever case', async () => {
      const { id, email } = await desk.contact()
      expect(await desk.listed({ email: email.toUpperCase() })).toEqual([id])
    })

    test('filters combine', async () => {
      const phone = desk.phone()
      const ada = await desk.contact({ phone })
      const ben = await desk.contact({ ...desk.person('Ben Hale'), phone })
      expect(await desk.listed({ phone, email: ben.email })).toEqual([ben.id])
      expect((await desk.listed({ phone })).sort()).toEqual([ada.id, ben.id].sort())
    })

    desk.given('ownAccount', 'finds the contacts of a company', async () => {
      const company = await desk.made('/companies', { name: desk.unique('Moss & Fern') })
      const { id } = await desk.contact({ company_id: company.id })
      await desk.contact()
      expect(await desk.listed({ company_id: `${company.id}` })).toEqual([id])
    })

    test('is as the last write left it: created, changed, hard-deleted', async () => {
      const { id, email } = await desk.contact()
      expect(await desk.listed({ email })).toEqual([id])
      const next = desk.person().email
      await desk.put(`/contacts/${id}`, { email: next })
      expect(await desk.listed({ email })).toEqual([])
      expect(await desk.listed({ email: next })).toEqual([id])
      await desk.delete(`/contacts/${id}/hard_delete?force=true`)
      expect(await desk.listed({ email: next })).toEqual([])
    })

    test('can be asked for a contact_type', async () => {
      const { id, email } = await desk.contact()
      expect(await desk.listed({ email, contact_type: 'contact' })).toEqual([id])
    })

    test('is sorted by name', async () => {
      const phone = desk.phone()
      for (const name of ['Cleo Park', 'Ada Moss', 'Ben Hale']) await desk.contact({ ...desk.person(name), phone })
      const { body } = await desk.get(`/contacts?${new URLSearchParams({ phone })}`)
      expect(body.map((contact: { name: string }) => contact.name)).toEqual(['Ada Moss', 'Ben Hale', 'Cleo Park'])
    })

    describe('by state', () => {
      test('a deleted contact is only among the deleted', async () => {
        const { id, email } = await desk.contact()
        await desk.delete(`/contacts/${id}`)
        expect(await desk.listed({ email })).toEqual([])
        expect(await desk.listed({ email, state: 'deleted' })).toEqual([id])
      })

      test('"all" is a state as well, that clients ask for', async () => {
        const { id, email } = await desk.contact()
        expect(await desk.listed({ email, state: 'all' })).toEqual([id])
      })

      test('a new contact is unverified', async () => {
        const { id, email } = await desk.contact()
        expect(await desk.listed({ email, state: 'unverified' })).toEqual([id])
        expect(await desk.listed({ email, state: 'verified' })).toEqual([])
      })

      desk.given('spamContact', 'a contact marked as spam is only among the blocked', async ({ id, email }) => {
        expect(await desk.listed({ email })).toEqual([])
        expect(await desk.listed({ email, state: 'blocked' })).toEqual([id])
      })
    })

    test.each(['updated_since', '_updated_since'])('%s leaves out who has not changed since', async since => {
      const { id, email, created_at } = await desk.contact()
      expect(await desk.listed({ email, [since]: created_at })).toEqual([id])
      expect(await desk.listed({ email, [since]: '2100-01-01T00:00:00Z' })).toEqual([])
    })

    describe('page by page', () => {
      test('a Link leads to the next page while there is one', async () => {
        const phone = desk.phone()
        const ada = await desk.contact({ ...desk.person('Ada Moss'), phone })
        const ben = await desk.contact({ ...desk.person('Ben Hale'), phone })
        const path = `/contacts?${new URLSearchParams({ phone, per_page: '1' })}`

        const one = await desk.get(`${path}&page=1`)
        expect(one.body).toMatchObject([{ id: ada.id }])
        const link = /^< ?(https?:\/\/[^>]+)>; ?rel="next"$/.exec(one.headers.link ?? '')?.[1] as string
        const next = new URL(link)
        expect(next.pathname).toBe('/api/v2/contacts')
        expect(next.searchParams.get('page')).toBe('2')

        const two = await desk.get(`/contacts${next.search}`)
        expect(two.body).toMatchObject([{ id: ben.id }])
        expect(two.headers).not.toHaveProperty('link')
      })

      test('a page past the last is empty', async () => {
        const { email } = await desk.contact()
        expect(await desk.listed({ email, page: '2' })).toEqual([])
      })

      desk.given('ownAccount', 'a page has 30 contacts unless asked for up to 100', async () => {
        const phone = desk.phone()
        for (let i = 0; i < 31; i++) await desk.contact({ phone })
        expect(await desk.listed({ phone })).toHaveLength(30)
        expect(await desk.listed({ phone, page: '2' })).toHaveLength(1)
        expect(await desk.listed({ phone, page: '1', per_page: '100' })).toHaveLength(31)
      })

      test.each(['101', '0', 'many'])('per_page=%s is refused', async perPage => {
        expect(await desk.get(`/contacts?per_page=${perPage}`)).toMatchObject({
          status: 400,
          body: { errors: [{ field: 'per_page' }] },
        })
      })
    })

    test('a parameter that does not exist is refused', async () => {
      expect(await desk.get('/contacts?nickname=Addie')).toMatchObject({
        status: 400,
        body: {
          description: 'Validation failed',
          errors: [{ field: 'nickname', message: 'Unexpected/invalid field in request', code: 'invalid_field' }],
        },
      })
    })
  })

  describe('parameters without a value', () => {
    test.each(['state=', '=', 'company_id=', 'page=', 'updated_since='])(
      'GET /contacts?%s counts it as absent',
      async parameter => {
        const { id, email } = await desk.contact()
        const answer = await desk.get(`/contacts?email=${email}&${parameter}`)
        expect(answer).toMatchObject({ status: 200, body: [{ id }] })
      },
    )
  })

  describe('contacts by the beginning of a word of the name', () => {
    const terms = [
      ['the first word', (surname: string) => `ada ${surname}`],
      ['the second word', (surname: string) => surname],
      ['capitals', (surname: string) => surname.toUpperCase()],
      ['half a word', (surname: string) => surname.slice(0, -2)],
    ] as const

    desk.given('ownAccount', 'are found at once, with id and name and no more', async () => {
      const surname = desk.unique('zeh').replaceAll('.', '')
      const { id } = await desk.contact({ name: `Ada ${surname}` })
      for (const [, term] of terms) {
        const answer = await desk.get(`/contacts/autocomplete?${new URLSearchParams({ term: term(surname) })}`)
        expect(answer).toMatchObject({ status: 200, body: [{ id, name: `Ada ${surname}` }] })
        expect(Object.keys(answer.body[0])).toEqual(['id', 'name'])
      }
    })

    desk.given('ownAccount', 'or by the beginning of the e-mail address', async () => {
      const { id, email, name } = await desk.contact()
      const answer = await desk.get(`/contacts/autocomplete?${new URLSearchParams({ term: email })}`)
      expect(answer).toMatchObject({ status: 200, body: [{ id, name }] })
    })
  })
}
