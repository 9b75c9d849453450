import { createCallApi } from '../../testing/call-api'

function started() {
  const asked = createCallApi()
  const make = (body: object) => asked.callApi('POST', '/contacts', { name: 'X', ...body }).json.id as number
  const ada = make({ email: 'ada@example.com', phone: '1', tags: ['kept'] })
  const moss = make({ email: 'moss@example.com', other_emails: ['m@example.com'], mobile: '2' })
  const merge = (body: object) => asked.callApi('POST', '/contacts/merge', body)
  return { ...asked, make, ada, moss, merge }
}

test('the primary contact has what it lacked, and all addresses; the others are gone', () => {
  const { callApi, ada, moss, merge } = started()
  const response = merge({ primary_contact_id: ada, secondary_contact_ids: [moss] })
  expect([response.status, response.text]).toEqual([204, ''])
  expect(callApi('GET', `/contacts/${ada}`).json).toMatchObject({
    email: 'ada@example.com',
    other_emails: ['moss@example.com', 'm@example.com'],
    phone: '1',
    mobile: '2',
    tags: ['kept'],
  })
  expect(callApi('GET', `/contacts/${moss}`).status).toBe(404)
  expect(callApi('GET', '/contacts?email=m@example.com').json.map((contact: { id: number }) => contact.id)).toEqual([
    ada,
  ])
})

test('what both have must be decided by the caller', () => {
  const { callApi, ada, make, merge } = started()
  const ben = make({ phone: '9', unique_external_id: 'u-9' })
  const body = { primary_contact_id: ada, secondary_contact_ids: [ben] }
  expect(merge(body).json.errors).toEqual([
    { field: 'contact.phone', message: 'It should be a/an String', code: 'missing_field' },
  ])
  expect(merge({ ...body, contact: { phone: '9', company_ids: [72000990001, 72000990002] } }).status).toBe(204)
  expect(callApi('GET', `/contacts/${ada}`).json).toMatchObject({
    phone: '9',
    unique_external_id: 'u-9',
    company_id: 72000990001,
    view_all_tickets: false,
    other_companies: [{ company_id: 72000990002, view_all_tickets: false }],
  })
})

test('an address of one who is not merged is a conflict', () => {
  const { ada, moss, make, merge } = started()
  const ben = make({ email: 'ben@example.com' })
  const response = merge({
    primary_contact_id: ada,
    secondary_contact_ids: [moss],
    contact: { email: 'moss@example.com', other_emails: ['ben@example.com'] },
  })
  expect([response.status, response.json.errors[0]]).toMatchObject([
    409,
    { field: 'other_emails', additional_info: { user_id: ben } },
  ])
})

test('twenty companies are the most', () => {
  const { callApi, ada, moss, merge } = started()
  const companies = Array.from({ length: 21 }, (_, i) => callApi('POST', '/companies', { name: `Fern ${i}` }).json.id)
  const into = (company_ids: number[]) =>
    merge({ primary_contact_id: ada, secondary_contact_ids: [moss], contact: { company_ids } })
  expect(into(companies).json.errors).toEqual([
    {
      field: 'contact.company_ids',
      message: 'Has 21 elements, a contact can have 20 companies',
      code: 'invalid_value',
    },
  ])
  expect(into([...companies.slice(1), ...companies.slice(1)]).status).toBe(204)
  expect(callApi('GET', `/contacts/${ada}`).json.other_companies).toHaveLength(19)
})

test.each<[string, object, [string, string][]]>([
  [
    'nothing',
    {},
    [
      ['primary_contact_id', 'missing_field'],
      ['secondary_contact_ids', 'missing_field'],
    ],
  ],
  [
    'nobody',
    { primary_contact_id: 1, secondary_contact_ids: [2] },
    [
      ['primary_contact_id', 'invalid_value'],
      ['secondary_contact_ids', 'invalid_value'],
    ],
  ],
  ['no list', { primary_contact_id: 1, secondary_contact_ids: 2 }, [['secondary_contact_ids', 'datatype_mismatch']]],
  ['an empty list', { primary_contact_id: 1, secondary_contact_ids: [] }, [['secondary_contact_ids', 'invalid_value']]],
  [
    'texts',
    { primary_contact_id: '1', secondary_contact_ids: ['2'] },
    [
      ['primary_contact_id', 'datatype_mismatch'],
      ['secondary_contact_ids', 'datatype_mismatch'],
    ],
  ],
  [
    'itself',
    { primary_contact_id: 72009990004, secondary_contact_ids: [72009990004] },
    [['secondary_contact_ids', 'invalid_value']],
  ],
  [
    'an unknown value',
    { primary_contact_id: 72009990004, secondary_contact_ids: [72009990005], contact: { name: 'x' }, x: 1 },
    [
      ['contact.name', 'invalid_field'],
      ['x', 'invalid_field'],
    ],
  ],
  [
    'an unknown company',
    { primary_contact_id: 72009990004, secondary_contact_ids: [72009990005], contact: { company_ids: [7] } },
    [['contact.company_ids', 'invalid_value']],
  ],
])('merging with %s is refused', (_, body, expected) => {
  const { callApi } = createCallApi()
  const response = callApi('POST', '/contacts/merge', body)
  expect(response.status).toBe(400)
  expect(response.json.errors.map((error: { field: string; code: string }) => [error.field, error.code])).toEqual(
    expected,
  )
})
