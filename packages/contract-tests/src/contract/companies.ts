import type { ApiClient } from './api-client'

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

export function companies(apiClient: ApiClient) {
  const company = (values: object = {}) =>
    apiClient.made<Company>('/companies', { name: apiClient.unique('Moss & Fern'), ...values })

  describe('section 9: companies', () => {
    apiClient.given('ownAccount', 'POST /companies returns 201 with the company and its Location', async () => {
      const name = apiClient.unique('Moss & Fern')
      const response = await apiClient.post('/companies', { name })
      expect(response).toMatchObject({
        status: 201,
        headers: { location: expect.stringMatching(new RegExp(`/api/v2/companies/${response.body?.id}$`)) },
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
      expect(among(CREATED, response.body)).toEqual(CREATED)
      expect(response.body.created_at).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/)
    })

    apiClient.ofGenerations(
      [2024, 2026],
      'accounts since 2024 show an organization: a number when created, a text in the list',
      async () => {
        const made = await apiClient.post('/companies', { name: apiClient.unique('Aaa') })
        expect(made.text).toMatch(/"org_company_id":\d+[,}]/)
        const listed = await apiClient.get('/companies?per_page=100')
        const company = listed.body.find(({ id }: Company) => id === made.body.id)
        expect(company.org_company_id).toMatch(/^\d+$/)
      },
    )

    apiClient.given('ownAccount', 'a company keeps every value of its create', async () => {
      const given = {
        description: 'Seeds',
        note: 'Pays late',
        domains: [`${apiClient.unique('moss').replaceAll('.', '-')}.example`],
        health_score: 'Happy',
        account_tier: 'Premium',
        industry: 'Food Products',
      }
      const { id } = await company(given)
      expect(await apiClient.get(`/companies/${id}`)).toMatchObject({ status: 200, body: given })
    })

    apiClient.given('ownAccount', 'the renewal date goes in as a day and comes out as its midnight', async () => {
      expect(await company({ renewal_date: '2020-02-02' })).toMatchObject({ renewal_date: '2020-02-02T00:00:00Z' })
    })

    apiClient.given('ownAccount', 'a viewed and an updated company have the keys of a created one', async () => {
      const { id } = await company()
      const viewed = await apiClient.get(`/companies/${id}`)
      const updated = await apiClient.put(`/companies/${id}`, { note: 'Pays late' })
      expect(updated).toMatchObject({ status: 200, body: { note: 'Pays late' } })
      expect(updated.headers).not.toHaveProperty('location')
      for (const { body } of [viewed, updated]) expect(among(CREATED, body)).toEqual(CREATED)
    })

    apiClient.given('ownAccount', 'null and [] clear a field of a company', async () => {
      const domains = [`${apiClient.unique('moss').replaceAll('.', '-')}.example`]
      const { id } = await company({ note: 'Pays late', domains })
      const { body } = await apiClient.put(`/companies/${id}`, { note: null, domains: [] })
      expect(body).toMatchObject({ note: null, domains: [] })
    })

    apiClient.given('ownAccount', 'a company needs a name', async () => {
      expect(await apiClient.post('/companies', { note: 'Nameless' })).toMatchObject({
        status: 400,
        body: { errors: [{ field: 'name', code: 'missing_field' }] },
      })
    })

    apiClient.given('ownAccount', 'a taken name of a company returns 409', async () => {
      const { name } = await company()
      expect(await apiClient.post('/companies', { name })).toMatchObject({
        status: 409,
        body: { description: 'Validation failed', errors: [{ field: 'name', code: 'duplicate_value' }] },
      })
    })

    apiClient.given(
      'ownAccount',
      'a list of companies is sorted by name, with the timestamps before the custom fields',
      async () => {
        const word = apiClient.unique('Aaa')
        for (const letter of ['C', 'A', 'B']) await company({ name: `${word} ${letter}` })
        const { status, body } = await apiClient.get('/companies?per_page=100')
        expect(status).toBe(200)
        const names = body.map(({ name }: Company) => name).filter((name: string) => name.startsWith(word))
        expect(names).toEqual([`${word} A`, `${word} B`, `${word} C`])
        expect(among(LISTED, body[0])).toEqual(LISTED)
      },
    )

    apiClient.given(
      'ownAccount',
      'autocomplete of companies finds similar names, so a client must compare',
      async () => {
        const word = apiClient.unique('Fern').replaceAll('.', '')
        const made = [await company({ name: `${word} Company 1` }), await company({ name: `${word} Company 4` })]
        const response = await apiClient.get(
          `/companies/autocomplete?${new URLSearchParams({ name: `${word} Company 4` })}`,
        )
        expect(response.status).toBe(200)
        expect(Object.keys(response.body)).toEqual(['companies'])
        expect(response.body.companies[0]).toEqual({ id: made[1]?.id, name: `${word} Company 4` })
        expect(response.body.companies).toContainEqual({ id: made[0]?.id, name: `${word} Company 1` })
      },
    )

    apiClient.given(
      'ownAccount',
      'autocomplete of companies matches every word of two or more characters',
      async () => {
        const word = apiClient.unique('Fern').replaceAll('.', '')
        for (const n of [1, 2, 3, 4, 112]) await company({ name: `${word} Company ${n}` })
        const namesOf = async (name: string) => {
          const { body } = await apiClient.get(`/companies/autocomplete?${new URLSearchParams({ name })}`)
          return body.companies.map((found: Company) => found.name.split(' ').at(-1))
        }
        expect(await namesOf(`${word} Company 112`)).toEqual(['112'])
        expect(await namesOf(`${word} Company 130`)).toEqual([])
        expect((await namesOf(`${word} Company 4`)).slice(0, 4)).toEqual(['4', '1', '2', '3'])
      },
    )

    apiClient.given('ownAccount', 'DELETE /companies/:id returns 204, and its contacts stay without it', async () => {
      const { id } = await company()
      const ada = await apiClient.contact({ company_id: id })
      expect(await apiClient.delete(`/companies/${id}`)).toMatchObject({ status: 204, text: '' })
      expect(await apiClient.get(`/companies/${id}`)).toMatchObject({ status: 404, text: '' })
      expect(await apiClient.view(ada.id)).toMatchObject({ company_id: null })
    })
  })

  describe('section 3: a company that is refused', () => {
    apiClient.given('ownAccount', 'an unknown field of a company returns invalid_field', async () => {
      expect(await apiClient.post('/companies', { name: apiClient.unique('Fern'), size: 7 })).toMatchObject({
        status: 400,
        body: {
          errors: [{ field: 'size', message: 'Unexpected/invalid field in request', code: 'invalid_field' }],
        },
      })
    })

    apiClient.given(
      'ownAccount',
      'a required dropdown that is left out returns its choices and invalid_value',
      async () => {
        const field = await apiClient.made<{ id: number; name: string }>('/company_fields', {
          label: apiClient.unique('Support plan').replaceAll('.', ' '),
          type: 'custom_dropdown',
          required_for_agents: true,
          choices: [
            { value: 'Gold', position: 1 },
            { value: 'Silver', position: 2 },
          ],
        })
        const response = await apiClient.post('/companies', { name: apiClient.unique('Moss & Fern') })
        await apiClient.delete(`/company_fields/${field.id}`)
        expect(response).toMatchObject({
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
      },
    )
  })

  describe('section 11: companies that published clients ask for', () => {
    apiClient.given('ownAccount', 'a list of companies takes updated_since and _updated_since', async () => {
      await company()
      for (const since of ['updated_since', '_updated_since']) {
        expect(await apiClient.get(`/companies?${since}=2100-01-01T00:00:00Z`)).toMatchObject({ status: 200, body: [] })
        expect((await apiClient.get(`/companies?${since}=2000-01-01T00:00:00Z`)).body).not.toEqual([])
      }
    })

    apiClient.given('ownAccount', 'GET /search/companies finds a company by its domain', async () => {
      const domain = `${apiClient.unique('moss').replaceAll('.', '-')}.example`
      const { id, name } = await company({ domains: [domain] })
      const search = (query: string) =>
        apiClient.get(`/search/companies?${new URLSearchParams({ query: `"${query}"` })}`)
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
  })
}
