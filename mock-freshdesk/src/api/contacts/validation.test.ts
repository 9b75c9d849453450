import { createCallApi } from '../../testing/call-api'

const invalid_field = 'Unexpected/invalid field in request'
const mismatch = (given: string, wanted: string) => `Value set is of type ${given}.It should be a/an ${wanted}`
const chars = (count: number, max: number) => `Has ${count} characters, it can have maximum of ${max} characters`
const BAD_EMAIL = "It should be in the 'valid email address' format"
const NO_COMPANY = 'There is no company matching the given company_id'
const IDENTIFIERS = 'Please fill at least 1 of email, mobile, phone, twitter_id, unique_external_id fields'

const seed = {
  contact_fields: [
    { name: 'signup_method' },
    { name: 'seats', type: 'custom_number' },
    { name: 'score', type: 'custom_decimal' },
    { name: 'vip', type: 'custom_checkbox' },
    { name: 'plan', type: 'custom_dropdown', choices: ['Free', 'Paid'] },
    { name: 'since', type: 'custom_date' },
    { name: 'site', type: 'custom_url' },
    { name: 'notes', type: 'custom_paragraph' },
    { name: 'fax', type: 'custom_phone_number' },
  ],
}
const { callApi } = createCallApi({ seed })

type Row = [field: string, given: unknown, message: string, code: string, where?: string]

test.each<Row>([
  ['name', 5, mismatch('Integer', 'String'), 'datatype_mismatch'],
  ['name', null, mismatch('Null', 'String'), 'datatype_mismatch'],
  ['name', '', 'It should not be blank as this is a mandatory field', 'invalid_value'],
  ['name', '  ', 'It should not be blank as this is a mandatory field', 'invalid_value'],
  ['name', 'x'.repeat(256), chars(256, 255), 'invalid_value'],
  ['email', 5, mismatch('Integer', 'String'), 'datatype_mismatch'],
  ['email', ['a@example.com'], mismatch('Array', 'String'), 'datatype_mismatch'],
  ['email', 'ada', BAD_EMAIL, 'invalid_value'],
  ['email', ' ada@example.com', BAD_EMAIL, 'invalid_value'],
  ['email', 'adä@example.com', BAD_EMAIL, 'invalid_value'],
  ['email', 'a*b@example.com', BAD_EMAIL, 'invalid_value'],
  ['email', 'ada@example', BAD_EMAIL, 'invalid_value'],
  ['email', `${'a'.repeat(250)}@example.com`, chars(262, 255), 'invalid_value'],
  ['phone', 441632960001, mismatch('Integer', 'String'), 'datatype_mismatch'],
  ['mobile', true, mismatch('Boolean', 'String'), 'datatype_mismatch'],
  ['twitter_id', {}, mismatch('key/value pair', 'String'), 'datatype_mismatch'],
  ['unique_external_id', 10101, mismatch('Integer', 'String'), 'datatype_mismatch'],
  ['job_title', 1.5, mismatch('Number', 'String'), 'datatype_mismatch'],
  ['job_title', 'x'.repeat(300), chars(300, 255), 'invalid_value'],
  ['company_id', '72000990001', mismatch('String', 'Positive Integer'), 'datatype_mismatch'],
  ['company_id', -1, mismatch('Integer', 'Positive Integer'), 'datatype_mismatch'],
  ['company_id', 1.5, mismatch('Number', 'Positive Integer'), 'datatype_mismatch'],
  ['company_id', 7, NO_COMPANY, 'invalid_value'],
  ['view_all_tickets', 'yes', mismatch('String', 'Boolean'), 'datatype_mismatch'],
  ['tags', 'a', mismatch('String', 'Array'), 'datatype_mismatch'],
  ['tags', null, mismatch('Null', 'Array'), 'datatype_mismatch'],
  ['tags', [1], 'It should contain elements of type String only', 'datatype_mismatch'],
  ['tags', ['x'.repeat(33)], 'It should contain elements that have maximum of 32 characters', 'invalid_value'],
  [
    'other_emails',
    ['a@example.com', 'b'],
    'It should contain elements of type valid email format only',
    'datatype_mismatch',
  ],
  [
    'other_emails',
    Array.from({ length: 11 }, (_, i) => `a${i}@example.com`),
    'Has 11 elements, a contact can have 10 addresses',
    'invalid_value',
  ],
  [
    'other_companies',
    Array.from({ length: 21 }, () => ({ company_id: 72000990002 })),
    'Has 21 elements, a contact can have 20 companies',
    'invalid_value',
  ],
  ['other_companies', 7, mismatch('Integer', 'Array'), 'datatype_mismatch'],
  ['other_companies', [7], 'It should contain elements of type key/value pair only', 'datatype_mismatch'],
  ['other_companies', [{ company_id: 7 }], NO_COMPANY, 'invalid_value', 'other_companies.company_id'],
  [
    'other_companies',
    [{ company_id: '7' }],
    mismatch('String', 'Positive Integer'),
    'datatype_mismatch',
    'other_companies.company_id',
  ],
  ['other_companies', [{}], 'It should be a/an Positive Integer', 'missing_field', 'other_companies.company_id'],
  ['other_companies', [{ company_id: 72000990001, x: 1 }], invalid_field, 'invalid_field', 'other_companies.x'],
  ['avatar', 'x.png', mismatch('String', 'valid file format'), 'datatype_mismatch'],
  ['first_name', 'Ada', invalid_field, 'invalid_field'],
  ['id', 7, invalid_field, 'invalid_field'],
  ['constructor', 7, invalid_field, 'invalid_field'],
  ['custom_fields', [], mismatch('Array', 'key/value pair'), 'datatype_mismatch'],
  ['custom_fields', null, mismatch('Null', 'key/value pair'), 'datatype_mismatch'],
  ['custom_fields', { nope: 1 }, invalid_field, 'invalid_field', 'custom_fields.nope'],
  [
    'custom_fields',
    { signup_method: 7 },
    mismatch('Integer', 'String'),
    'datatype_mismatch',
    'custom_fields.signup_method',
  ],
  [
    'custom_fields',
    { signup_method: 'x'.repeat(256) },
    chars(256, 255),
    'invalid_value',
    'custom_fields.signup_method',
  ],
  ['custom_fields', { seats: '7' }, mismatch('String', 'Integer'), 'datatype_mismatch', 'custom_fields.seats'],
  ['custom_fields', { seats: 7.5 }, mismatch('Number', 'Integer'), 'datatype_mismatch', 'custom_fields.seats'],
  ['custom_fields', { score: '7' }, mismatch('String', 'Number'), 'datatype_mismatch', 'custom_fields.score'],
  ['custom_fields', { vip: 'true' }, mismatch('String', 'Boolean'), 'datatype_mismatch', 'custom_fields.vip'],
  [
    'custom_fields',
    { plan: 'Gold' },
    "It should be one of these values: 'Free,Paid'",
    'invalid_value',
    'custom_fields.plan',
  ],
  [
    'custom_fields',
    { since: '05/01/2026' },
    "It should be in the 'yyyy-mm-dd' format",
    'invalid_value',
    'custom_fields.since',
  ],
  [
    'custom_fields',
    { since: '2026-02-30' },
    "It should be in the 'yyyy-mm-dd' format",
    'invalid_value',
    'custom_fields.since',
  ],
  [
    'custom_fields',
    { site: 'nowhere' },
    "It should be in the 'valid URL' format",
    'invalid_value',
    'custom_fields.site',
  ],
])('%s: %j is refused: %s', (field, given, message, code, where = field) => {
  const body = { name: 'Ada', phone: '1', [field]: given }
  const expected = { description: 'Validation failed', errors: [{ field: where, message, code }] }
  const created = callApi('POST', '/contacts', body)
  expect([created.status, created.json]).toEqual([400, expected])
  const updated = callApi('PUT', '/contacts/72009990004', { [field]: given })
  expect([updated.status, updated.json]).toEqual([400, expected])
})

test('a language and a zone that Freshdesk does not know: the response says which it knows', () => {
  const { errors } = callApi('POST', '/contacts', { name: 'A', phone: '1', language: 'xx', time_zone: 'Mars' }).json
  expect(errors.map((error: { field: string; code: string }) => [error.field, error.code])).toEqual([
    ['language', 'invalid_value'],
    ['time_zone', 'invalid_value'],
  ])
  expect(errors[0].message).toMatch(/^It should be one of these values: 'ar,bs,.*,vi'$/)
  expect(errors[1].message).toMatch(/Chennai/)
})

test.each([
  ['an identifier that is blank', { name: 'Ada', email: '' }],
  ['none at all', { name: 'Ada' }],
  ['a null', { name: 'Ada', phone: null }],
])('%s is no identifier', (_, body) => {
  expect(callApi('POST', '/contacts', body).json.errors).toEqual([
    { field: 'email', message: IDENTIFIERS, code: 'missing_field' },
  ])
})

test.each(['email', 'mobile', 'phone', 'twitter_id', 'unique_external_id'])('%s alone is identifier enough', field => {
  const value = field === 'email' ? 'only@example.com' : 'only'
  expect(callApi('POST', '/contacts', { name: 'Only', [field]: value }).status).toBe(201)
})

test('all that is wrong is said at once, in the order of the body, what is missing last', () => {
  const body = { zip: 1, tags: 'a', email: 'ada', custom_fields: { seats: 'x', nope: 1 } }
  expect(callApi('POST', '/contacts', body).json.errors).toEqual([
    { field: 'zip', message: invalid_field, code: 'invalid_field' },
    { field: 'tags', message: mismatch('String', 'Array'), code: 'datatype_mismatch' },
    { field: 'email', message: BAD_EMAIL, code: 'invalid_value' },
    { field: 'custom_fields.seats', message: mismatch('String', 'Integer'), code: 'datatype_mismatch' },
    { field: 'custom_fields.nope', message: invalid_field, code: 'invalid_field' },
    { field: 'name', message: 'It should be a/an String', code: 'missing_field' },
  ])
})

test.each([
  [
    'every type of custom field',
    {
      seats: 7,
      score: 7.5,
      vip: true,
      plan: 'Paid',
      since: '2026-02-28',
      site: 'https://x.example',
      notes: 'n'.repeat(1000),
      fax: '1',
    },
  ],
  ['nulls', { seats: null, score: null, vip: null, plan: null, since: null, site: null, notes: null, fax: null }],
  ['nothing', {}],
])('%s is taken as it is', (_, custom_fields) => {
  const { status, json } = callApi('POST', '/contacts', { name: 'Ada', phone: '1', custom_fields })
  expect(status).toBe(201)
  expect(json.custom_fields).toMatchObject(custom_fields)
})

test('fields that agents must fill in are missed in a create, not in an update', () => {
  const required = { required_for_agents: true }
  const { callApi } = createCallApi({
    seed: {
      contact_fields: [
        { name: 'seats', type: 'custom_number', ...required },
        { name: 'notes', ...required },
        { name: 'plan', type: 'custom_dropdown', choices: ['A', 'B'], ...required },
      ],
    },
  })
  expect(callApi('POST', '/contacts', { name: 'Ada', phone: '1' }).json.errors).toEqual([
    { field: 'custom_fields.seats', message: 'It should be a/an Integer', code: 'missing_field' },
    { field: 'custom_fields.notes', message: 'It should be a/an String', code: 'missing_field' },
    { field: 'custom_fields.plan', message: "It should be one of these values: 'A,B'", code: 'invalid_value' },
  ])
  expect(callApi('PUT', '/contacts/72009990004', { phone: '2' }).status).toBe(200)
})

test('a tag twice is a tag once', () => {
  expect(callApi('POST', '/contacts', { name: 'Ada', phone: '1', tags: ['a', 'b', 'a'] }).json.tags).toEqual(['a', 'b'])
})

test('lookup_parameter is taken, and must be one of two words', () => {
  const post = (lookup_parameter: string) =>
    callApi('POST', '/contacts', { name: 'Ada', phone: '1', lookup_parameter }).status
  expect([post('display_id'), post('primary_field_value'), post('other')]).toEqual([201, 201, 400])
})
