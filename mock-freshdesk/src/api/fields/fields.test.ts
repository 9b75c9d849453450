import { createCallApi } from '../../testing/call-api'

const PLAN = {
  label: 'Plan tier',
  label_for_customers: 'Plan',
  type: 'custom_dropdown',
  choices: [{ value: 'Free' }, { value: 'Paid' }],
}

test('contact fields: those every account has, then its own', () => {
  const { json } = createCallApi().callApi('GET', '/contact_fields')
  expect(json.map((field: { name: string }) => field.name)).toEqual([
    ...['name', 'job_title', 'email', 'phone', 'mobile', 'twitter_id', 'company_name', 'client_manager', 'address'],
    ...['time_zone', 'language', 'tag_names', 'description', 'unique_external_id', 'twitter_profile_status'],
    ...['twitter_followers_count', 'signup_method'],
  ])
  expect(json.map((field: { position: number }) => field.position)).toEqual(json.map((_: unknown, i: number) => i + 1))
  expect(json[9].choices.Chennai).toBe('(GMT+05:30) Chennai')
  expect(json[10].choices.en).toBe('English')
  expect(json.at(-1)).toEqual({
    editable_in_signup: false,
    id: 72000110001,
    name: 'signup_method',
    label: 'Signup method',
    position: 17,
    required_for_agents: false,
    type: 'custom_text',
    default: false,
    customers_can_edit: false,
    label_for_customers: 'Signup method',
    required_for_customers: false,
    displayed_for_customers: false,
    created_at: '2026-01-05T09:00:00Z',
    updated_at: '2026-01-05T09:00:00Z',
  })
})

test('an account of 2021 shows fewer keys', () => {
  const { callApi } = createCallApi({ year: 2022 })
  expect(Object.keys(callApi('GET', '/contact_fields').json[0]).join(' ')).toBe(
    'editable_in_signup id name label position required_for_agents type default customers_can_edit label_for_customers required_for_customers displayed_for_customers created_at updated_at',
  )
})

test('company fields', () => {
  const { json } = createCallApi().callApi('GET', '/company_fields')
  expect(json.map((field: { name: string }) => field.name)).toEqual([
    ...['name', 'description', 'note', 'domains', 'health_score', 'account_tier', 'renewal_date', 'industry'],
  ])
  expect(json[4].choices).toEqual(['At risk', 'Doing okay', 'Happy'])
  expect(Object.keys(json[0]).join(' ')).toBe(
    'id name label position required_for_agents type default created_at updated_at',
  )
})

describe('a field of one’s own', () => {
  test('is made, is listed, holds values, and shows its choices as objects by itself', () => {
    const { callApi } = createCallApi()
    const created = callApi('POST', '/contact_fields', PLAN)
    expect([created.status, created.json.name, created.json.position]).toEqual([201, 'plan_tier', 1])
    expect(created.headers.Location).toBe(`http://acme.freshdesk.com/api/v2/contact_fields/${created.json.id}`)
    expect(created.json.choices).toEqual([
      { id: 1, label: 'Free', value: 'Free', position: 1 },
      { id: 2, label: 'Paid', value: 'Paid', position: 2 },
    ])
    expect(callApi('GET', `/contact_fields/${created.json.id}`).json).toEqual(created.json)
    expect(callApi('GET', '/contact_fields').json[0]).toMatchObject({ name: 'plan_tier', choices: ['Free', 'Paid'] })
    const contact = callApi('POST', '/contacts', { name: 'A', phone: '1', custom_fields: { plan_tier: 'Paid' } })
    expect(contact.json.custom_fields).toEqual({ plan_tier: 'Paid', signup_method: null })
  })

  test('can be changed, but for its type', () => {
    const { callApi } = createCallApi()
    const { id } = callApi('POST', '/contact_fields', PLAN).json
    const choices = [
      { id: 2, deleted: true },
      { value: 'Gold', position: 2 },
      { value: 'Free', position: 1 },
    ]
    expect(callApi('PUT', `/contact_fields/${id}`, { label: 'Tier', choices }).json).toMatchObject({
      name: 'plan_tier',
      label: 'Tier',
      choices: [{ value: 'Free' }, { value: 'Gold' }],
    })
    expect(callApi('PUT', `/contact_fields/${id}`, { type: 'custom_text' }).json.errors[0]).toMatchObject({
      field: 'type',
    })
    expect(callApi('PUT', `/contact_fields/${id}`, {}).status).toBe(400)
  })

  test('cannot get the label of a different field, and may keep its label', () => {
    const { callApi } = createCallApi()
    const { id } = callApi('POST', '/contact_fields', PLAN).json
    const taken = callApi('PUT', `/contact_fields/${id}`, { label: 'SIGNUP method' })
    expect([taken.status, taken.json.errors]).toEqual([
      409,
      [{ field: 'label', message: 'It should be a unique value', code: 'duplicate_value' }],
    ])
    expect(callApi('PUT', `/contact_fields/${id}`, { label: 'PLAN tier' }).json.label).toBe('PLAN tier')
  })

  test('is deleted with all its values', () => {
    const { callApi } = createCallApi()
    const { id } = callApi('POST', '/contact_fields', PLAN).json
    const contact = callApi('POST', '/contacts', { name: 'A', phone: '1', custom_fields: { plan_tier: 'Paid' } }).json
    expect(callApi('DELETE', `/contact_fields/${id}`).status).toBe(204)
    expect(callApi('GET', `/contacts/${contact.id}`).json.custom_fields).toEqual({ signup_method: null })
    expect(callApi('PUT', `/contacts/${contact.id}`, { custom_fields: { plan_tier: 'Free' } }).status).toBe(400)
    callApi('POST', '/contact_fields', PLAN)
    expect(callApi('GET', `/contacts/${contact.id}`).json.custom_fields.plan_tier).toBeNull()
  })

  test('takes its name from its label; one that is taken already gets another', () => {
    const { callApi } = createCallApi()
    const name = (label: string) => callApi('POST', '/contact_fields', { ...PLAN, label }).json.name
    expect(name('Company Name')).toBe('custom_company_name')
    expect(name('Plan!')).toBe('plan')
    expect(name('Plan?')).toBe('plan_1')
    expect(name('__proto__')).toBe('proto')
    expect(name('計画')).toBe('field')
    expect(callApi('POST', '/contact_fields', { ...PLAN, label: 'PLAN!' }).status).toBe(409)
  })

  test('of companies has nothing to do with customers', () => {
    const { callApi } = createCallApi()
    const { status, json } = callApi('POST', '/company_fields', { label: 'Support plan', type: 'custom_text' })
    expect([status, json.name]).toEqual([201, 'support_plan'])
    expect(json).not.toHaveProperty('label_for_customers')
    expect(
      callApi('POST', '/companies', { name: 'A', custom_fields: { support_plan: 'x' } }).json.custom_fields,
    ).toEqual({
      support_plan: 'x',
    })
    expect(callApi('DELETE', `/company_fields/${json.id}`).status).toBe(204)
  })

  test.each<[object, string, string]>([
    [{}, 'label', 'missing_field'],
    [{ ...PLAN, type: 'custom_nothing' }, 'type', 'invalid_value'],
    [{ ...PLAN, choices: undefined }, 'choices', 'missing_field'],
    [{ ...PLAN, choices: ['Free'] }, 'choices', 'datatype_mismatch'],
    [{ ...PLAN, choices: [null] }, 'choices', 'datatype_mismatch'],
    [{ ...PLAN, position: 99 }, 'position', 'invalid_value'],
    [{ ...PLAN, position: '1' }, 'position', 'datatype_mismatch'],
    [{ ...PLAN, unique: true }, 'unique', 'invalid_value'],
    [{ ...PLAN, name: 'x' }, 'name', 'invalid_field'],
  ])('%j is refused', (body, field, code) => {
    const response = createCallApi().callApi('POST', '/contact_fields', body)
    expect(response.status).toBe(400)
    expect(response.json.errors[0]).toMatchObject({ field, code })
  })

  test('default fields are there to stay', () => {
    const { callApi } = createCallApi()
    const { id } = callApi('GET', '/contact_fields').json[0]
    expect(callApi('DELETE', `/contact_fields/${id}`).status).toBe(405)
    expect(callApi('PUT', `/contact_fields/${id}`, { label: 'x' }).status).toBe(405)
    expect(callApi('DELETE', '/contact_fields/1').status).toBe(404)
  })
})

test('a field named constructor is null in contacts and companies until it is set', () => {
  const name = 'constructor'
  const { callApi } = createCallApi()
  callApi('POST', '/contact_fields', { label: name, label_for_customers: name, type: 'custom_text' })
  callApi('POST', '/company_fields', { label: name, type: 'custom_text' })
  const contact = callApi('POST', '/contacts', { name: 'Ada Moss', email: 'ada@example.com' }).text
  expect(contact).toContain(`"${name}":null`)
  expect(callApi('POST', '/companies', { name: 'Moss & Fern' }).text).toContain(`"${name}":null`)
  expect(callApi('GET', `/search/contacts?query="${name}:null"`).json.total).toBeGreaterThan(0)
})
