import { createCallApi } from '../../testing/call-api'

test('a created company, to the letter', () => {
  const { callApi } = createCallApi()
  const response = callApi('POST', '/companies', { name: 'Moss & Fern Ltd', domains: ['MossFern.example'] })
  expect(response.status).toBe(201)
  expect(response.headers.Location).toBe('http://acme.freshdesk.com/api/v2/companies/72000990003')
  expect(response.text).toBe(
    '{"id":72000990003,"name":"Moss & Fern Ltd","description":null,"note":null,"domains":["mossfern.example"],' +
      '"custom_fields":{},"created_at":"2026-01-05T09:00:00Z","updated_at":"2026-01-05T09:00:00Z","health_score":null,' +
      '"account_tier":null,"renewal_date":null,"industry":null,"org_company_id":1847477729013763072}',
  )
})

test('in a list the times stand before the custom fields, and the organisation is a text', () => {
  const { callApi } = createCallApi()
  const [first] = callApi('GET', '/companies').json
  expect(Object.keys(first).join(' ')).toBe(
    'id name description note domains created_at updated_at custom_fields health_score account_tier renewal_date industry org_company_id',
  )
  expect(first.org_company_id).toBe('1847477729013761024')
})

test('all a company can be given comes back', () => {
  const { callApi } = createCallApi({ seed: { company_fields: [{ name: 'plan' }] } })
  const given = {
    name: 'Fern',
    description: 'd',
    note: 'n',
    domains: ['fern.example', 'fern.test'],
    health_score: 'Happy',
    account_tier: 'Premium',
    industry: 'Software',
    custom_fields: { plan: 'free' },
  }
  const { json } = callApi('POST', '/companies', {
    ...given,
    renewal_date: '2020-02-02',
    lookup_parameter: 'display_id',
  })
  expect(callApi('GET', `/companies/${json.id}`).json).toMatchObject({ ...given, renewal_date: '2020-02-02T00:00:00Z' })
})

test('an update leaves alone what is not sent; null and [] clear', () => {
  const { callApi, clock } = createCallApi()
  clock.advance(1_000)
  const { json } = callApi('PUT', '/companies/72000990001', { note: 'n' })
  expect(json).toMatchObject({
    name: 'Quillfarm',
    note: 'n',
    industry: 'Food Products',
    updated_at: '2026-01-05T09:00:01Z',
  })
  expect(callApi('PUT', '/companies/72000990001', { note: null, domains: [] }).json).toMatchObject({
    note: null,
    domains: [],
  })
  expect(callApi('PUT', '/companies/1', { note: 'n' }).status).toBe(404)
  expect(callApi('PUT', '/companies/72000990001', {}).status).toBe(400)
})

test('a name is taken whatever its case; the response names no holder', () => {
  const { callApi } = createCallApi()
  const response = callApi('POST', '/companies', { name: 'QUILLFARM' })
  expect(response.status).toBe(409)
  expect(response.text).toBe(
    '{"description":"Validation failed","errors":[{"field":"name","message":"It should be a unique value","code":"duplicate_value"}]}',
  )
  expect(callApi('PUT', '/companies/72000990002', { name: 'Quillfarm' }).status).toBe(409)
  expect(callApi('PUT', '/companies/72000990001', { name: 'Quillfarm' }).status).toBe(200)
})

test.each<[object, string, string]>([
  [{}, 'name', 'missing_field'],
  [{ name: null }, 'name', 'datatype_mismatch'],
  [{ name: 'x'.repeat(256) }, 'name', 'invalid_value'],
  [{ name: 'A', domains: 'a.example' }, 'domains', 'datatype_mismatch'],
  [{ name: 'A', renewal_date: 'soon' }, 'renewal_date', 'invalid_value'],
  [{ name: 'A', health_score: 'Fine' }, 'health_score', 'invalid_value'],
  [{ name: 'A', custom_fields: { x: 1 } }, 'custom_fields.x', 'invalid_field'],
  [{ name: 'A', id: 7 }, 'id', 'invalid_field'],
])('%j is refused', (body, field, code) => {
  const response = createCallApi().callApi('POST', '/companies', body)
  expect([response.status, response.json.errors]).toEqual([400, [expect.objectContaining({ field, code })]])
})

test('a deleted company is gone; its contacts stay without it', () => {
  const { callApi } = createCallApi()
  const other_companies = [{ company_id: 72000990001, view_all_tickets: true }]
  callApi('PUT', '/contacts/72009990005', { other_companies })
  expect(callApi('DELETE', '/companies/72000990001').status).toBe(204)
  expect(callApi('GET', '/contacts/72009990005').json.other_companies).toEqual([])
  expect(callApi('GET', '/companies/72000990001').status).toBe(404)
  expect(callApi('GET', '/contacts/72009990004').json).toMatchObject({ company_id: null, view_all_tickets: null })
  expect(callApi('POST', '/contacts', { name: 'Jo', email: 'jo@quillfarm.example' }).json.company_id).toBeNull()
})

test('a list by name, in pages, since a moment', () => {
  const { callApi } = createCallApi({
    seed: {
      companies: [
        { name: 'b', updated_at: '2026-01-01T00:00:00Z' },
        { name: 'C', updated_at: '2026-01-03T00:00:00Z' },
        { name: 'a', updated_at: '2026-01-02T00:00:00Z' },
      ],
    },
  })
  const names = (query: string) =>
    callApi('GET', `/companies${query}`).json.map((company: { name: string }) => company.name)
  expect(names('')).toEqual(['a', 'b', 'C'])
  expect(names('?per_page=2&page=2')).toEqual(['C'])
  expect(names('?updated_since=2026-01-02')).toEqual(['a', 'C'])
  expect(names('?_updated_since=2026-01-03')).toEqual(['C'])
  expect(callApi('GET', '/companies?per_page=2').headers.Link).toContain('page=2')
  expect(callApi('GET', '/companies?name=a').status).toBe(400)
})

test('autocomplete is fuzzy: asked for one it names its likes too, that one first', () => {
  const companies = [1, 2, 3, 4].map(i => ({ id: i, name: `Test Company ${i}` }))
  const { callApi } = createCallApi({ seed: { companies: [...companies, { id: 5, name: 'Other' }] } })
  const { json } = callApi('GET', '/companies/autocomplete?name=Test%20Company%204')
  expect(json.companies[0]).toEqual({ id: 4, name: 'Test Company 4' })
  expect(json.companies.map((company: { id: number }) => company.id)).toEqual([4, 1, 2, 3])
  expect(callApi('GET', '/companies/autocomplete?name=zz').json).toEqual({ companies: [] })
  expect(callApi('GET', '/companies/autocomplete').status).toBe(400)
})
