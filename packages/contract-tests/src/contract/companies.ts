import type { Desk } from './desk'

const CREATED = [
  'id',
  'name',
  'description',
  'note',
  'domains',
  'custom_fields',
  'created_at',
  'updated_at',
  'health_score',
  'account_tier',
  'renewal_date',
  'industry',
]
const LISTED = [
  ...CREATED.slice(0, 5),
  'created_at',
  'updated_at',
  'custom_fields',
  'health_score',
  'account_tier',
  'renewal_date',
  'industry',
]

const among = (keys: readonly string[], object: object) => Object.keys(object).filter(key => keys.includes(key))

interface Company {
  id: number
  name: string
}

export function companies(desk: Desk) {
  const company = (values: object = {}) =>
    desk.made<Company>('/companies', { name: desk.unique('Moss & Fern'), ...values })

  describe('companies', () => {
    desk.given('ownAccount', 'creating answers 201 with the company and the place where it is', async () => {
      const name = desk.unique('Moss & Fern')
      const answer = await desk.post('/companies', { name })
      expect(answer).toMatchObject({
        status: 201,
        headers: { location: expect.stringMatching(new RegExp(`/api/v2/companies/${answer.body?.id}$`)) },
        body: {
          id: expect.any(Number),
          name,
          description: null,
          note: null,
          domains: [],
          custom_fields: expect.any(Object),
          health_score: null,
          account_tier: null,
          renewal_date: null,
          industry: null,
        },
      })
      expect(among(CREATED, answer.body)).toEqual(CREATED)
      expect(answer.body.created_at).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/)
    })

    desk.given(
      'newerKeys',
      'newer accounts show an organisation: a number when created, a text in the list',
      async () => {
        const made = await desk.post('/companies', { name: desk.unique('Aaa') })
        expect(made.text).toMatch(/"org_company_id":\d+[,}]/)
        const listed = await desk.get('/companies?per_page=100')
        const company = listed.body.find(({ id }: Company) => id === made.body.id)
        expect(company.org_company_id).toMatch(/^\d+$/)
      },
    )

    desk.given('ownAccount', 'it keeps what it is given', async () => {
      const given = {
        description: 'Seeds',
        note: 'Pays late',
        domains: [`${desk.unique('moss').replaceAll('.', '-')}.example`],
        health_score: 'Happy',
        account_tier: 'Premium',
        industry: 'Food Products',
      }
      const { id } = await company(given)
      expect(await desk.get(`/companies/${id}`)).toMatchObject({ status: 200, body: given })
    })

    desk.given('ownAccount', 'the renewal date goes in as a day and comes out as its midnight', async () => {
      expect(await company({ renewal_date: '2020-02-02' })).toMatchObject({ renewal_date: '2020-02-02T00:00:00Z' })
    })

    desk.given('ownAccount', 'viewing and updating show the keys that creating shows', async () => {
      const { id } = await company()
      const viewed = await desk.get(`/companies/${id}`)
      const updated = await desk.put(`/companies/${id}`, { note: 'Pays late' })
      expect(updated).toMatchObject({ status: 200, body: { note: 'Pays late' } })
      expect(updated.headers).not.toHaveProperty('location')
      for (const { body } of [viewed, updated]) expect(among(CREATED, body)).toEqual(CREATED)
    })

    desk.given('ownAccount', 'null and [] clear', async () => {
      const domains = [`${desk.unique('moss').replaceAll('.', '-')}.example`]
      const { id } = await company({ note: 'Pays late', domains })
      const { body } = await desk.put(`/companies/${id}`, { note: null, domains: [] })
      expect(body).toMatchObject({ note: null, domains: [] })
    })

    desk.given('ownAccount', 'a company needs a name', async () => {
      expect(await desk.post('/companies', { note: 'Nameless' })).toMatchObject({
        status: 400,
        body: { errors: [{ field: 'name', code: 'missing_field' }] },
      })
    })

    desk.given('ownAccount', 'a taken name is 409', async () => {
      const { name } = await company()
      expect(await desk.post('/companies', { name })).toMatchObject({
        status: 409,
        body: { description: 'Validation failed', errors: [{ field: 'name', code: 'duplicate_value' }] },
      })
    })

    desk.given('ownAccount', 'a field that does not exist is refused', async () => {
      expect(await desk.post('/companies', { name: desk.unique('Fern'), size: 7 })).toMatchObject({
        status: 400,
        body: {
          errors: [{ field: 'size', message: 'Unexpected/invalid field in request', code: 'invalid_field' }],
        },
      })
    })

    desk.given('ownAccount', 'the list is sorted by name, with the timestamps before the custom fields', async () => {
      const word = desk.unique('Aaa')
      for (const letter of ['C', 'A', 'B']) await company({ name: `${word} ${letter}` })
      const { status, body } = await desk.get('/companies?per_page=100')
      expect(status).toBe(200)
      const names = body.map(({ name }: Company) => name).filter((name: string) => name.startsWith(word))
      expect(names).toEqual([`${word} A`, `${word} B`, `${word} C`])
      expect(among(LISTED, body[0])).toEqual(LISTED)
    })

    desk.given('ownAccount', 'the list can leave out who has not changed since, by both names', async () => {
      await company()
      for (const since of ['updated_since', '_updated_since']) {
        expect(await desk.get(`/companies?${since}=2100-01-01T00:00:00Z`)).toMatchObject({ status: 200, body: [] })
        expect((await desk.get(`/companies?${since}=2000-01-01T00:00:00Z`)).body).not.toEqual([])
      }
    })

    desk.given('ownAccount', 'are found by name, fuzzily: compare before you believe', async () => {
      const word = desk.unique('Fern').replaceAll('.', '')
      const made = [await company({ name: `${word} Company 1` }), await company({ name: `${word} Company 4` })]
      const answer = await desk.get(`/companies/autocomplete?${new URLSearchParams({ name: `${word} Company 4` })}`)
      expect(answer.status).toBe(200)
      expect(Object.keys(answer.body)).toEqual(['companies'])
      expect(answer.body.companies[0]).toEqual({ id: made[1]?.id, name: `${word} Company 4` })
      expect(answer.body.companies).toContainEqual({ id: made[0]?.id, name: `${word} Company 1` })
    })

    desk.given('ownAccount', 'autocomplete matches every word of two or more characters', async () => {
      const word = desk.unique('Fern').replaceAll('.', '')
      for (const n of [1, 2, 3, 4, 112]) await company({ name: `${word} Company ${n}` })
      const namesOf = async (name: string) => {
        const { body } = await desk.get(`/companies/autocomplete?${new URLSearchParams({ name })}`)
        return body.companies.map((found: Company) => found.name.split(' ').at(-1))
      }
      expect(await namesOf(`${word} Company 112`)).toEqual(['112'])
      expect(await namesOf(`${word} Company 130`)).toEqual([])
      expect((await namesOf(`${word} Company 4`)).slice(0, 4)).toEqual(['4', '1', '2', '3'])
    })

    desk.given('ownAccount', 'GET /search/companies finds a company by its domain', async () => {
      const domain = `${desk.unique('moss').replaceAll('.', '-')}.example`
      const { id, name } = await company({ domains: [domain] })
      const search = (query: string) => desk.get(`/search/companies?${new URLSearchParams({ query: `"${query}"` })}`)
      expect(await search(`domain:'${domain}'`)).toMatchObject({
        status: 200,
        body: { total: 1, results: [{ id, name }] },
      })
      expect(await search(`domain:'${domain}' AND created_at:>'2100-01-01'`)).toMatchObject({
        status: 200,
        body: { total: 0, results: [] },
      })
      expect(await search("email:'ada@example.com'")).toMatchObject({ status: 400 })
    })

    desk.given('ownAccount', 'deleting answers 204 and leaves the contacts without it', async () => {
      const { id } = await company()
      const ada = await desk.contact({ company_id: id })
      expect(await desk.delete(`/companies/${id}`)).toMatchObject({ status: 204, text: '' })
      expect(await desk.get(`/companies/${id}`)).toMatchObject({ status: 404, text: '' })
      expect(await desk.view(ada.id)).toMatchObject({ company_id: null })
    })

    desk.given('ownAccount', 'a required choice that is left out gets the choices, not "missing"', async () => {
      const field = await desk.made<{ id: number; name: string }>('/company_fields', {
        label: desk.unique('Support plan').replaceAll('.', ' '),
        type: 'custom_dropdown',
        required_for_agents: true,
        choices: [
          { value: 'Gold', position: 1 },
          { value: 'Silver', position: 2 },
        ],
      })
      const answer = await desk.post('/companies', { name: desk.unique('Moss & Fern') })
      await desk.delete(`/company_fields/${field.id}`)
      expect(answer).toMatchObject({
        status: 400,
        body: {
          errors: [
            {
              field: `custom_fields.${field.name}`,
              message: "It should be one of these values: 'Gold,Silver'",
              code: 'invalid_value',
            },
          ],
        },
      })
    })
  })
}
