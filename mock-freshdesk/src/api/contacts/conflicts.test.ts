import { createCallApi } from '../../testing/call-api'

const AGENT = 72009990001

function started() {
  const asked = createCallApi()
  const { callApi } = asked
  const make = (body: object) => callApi('POST', '/contacts', { name: 'X', ...body }).json.id as number
  const ada = make({ email: 'ada@example.com', other_emails: ['moss@example.com'], unique_external_id: 'u-1' })
  return { ...asked, make, ada }
}

const taken = (field: string, user_id: number) => ({
  field,
  additional_info: { user_id },
  message: 'It should be a unique value',
  code: 'duplicate_value',
})

test('a duplicate email, with the exact response', () => {
  const { callApi, ada } = started()
  const response = callApi('POST', '/contacts', { name: 'X', email: 'ADA@Example.com' })
  expect(response.status).toBe(409)
  expect(response.text).toBe(
    '{"description":"Validation failed","errors":[{"field":"email",' +
      `"additional_info":{"user_id":${ada}},"message":"It should be a unique value","code":"duplicate_value"}]}`,
  )
})

test('the address is the second address of a contact', () => {
  const { callApi, ada } = started()
  expect(callApi('POST', '/contacts', { name: 'X', email: 'moss@example.com' }).json.errors).toEqual([
    taken('email', ada),
  ])
})

test('several values that are taken are named together, each with its holder', () => {
  const { callApi, ada, make } = started()
  const ben = make({ phone: '1', unique_external_id: 'u-2' })
  const eve = make({ twitter_id: 'eve' })
  const body = {
    name: 'X',
    email: 'ada@example.com',
    unique_external_id: 'u-2',
    twitter_id: 'eve',
    other_emails: ['new@example.com', 'MOSS@example.com'],
  }
  const response = callApi('POST', '/contacts', body)
  expect(response.status).toBe(409)
  expect(response.json.errors).toEqual([
    taken('email', ada),
    taken('other_emails', ada),
    taken('twitter_id', eve),
    taken('unique_external_id', ben),
  ])
})

test('an agent holds addresses too: the id named is no contact', () => {
  const { callApi } = started()
  const response = callApi('POST', '/contacts', { name: 'X', email: 'lee.park@helpdesk.example' })
  expect([response.status, response.json.errors]).toEqual([409, [taken('email', AGENT)]])
  const update = callApi('PUT', `/contacts/${AGENT}`, { name: 'X' })
  expect([update.status, update.text]).toEqual([404, ''])
})

test('a second address that an agent has is taken as well', () => {
  const { callApi, account } = started()
  const email = account.store.agents.get(AGENT)?.email
  const response = callApi('POST', '/contacts', { name: 'X', phone: '1', other_emails: [email] })
  expect([response.status, response.json.errors]).toEqual([409, [taken('other_emails', AGENT)]])
})

test('a deleted contact holds what it had until it is gone for ever', () => {
  const { callApi, ada } = started()
  callApi('DELETE', `/contacts/${ada}`)
  expect(callApi('POST', '/contacts', { name: 'X', email: 'ada@example.com' }).json.errors).toEqual([
    taken('email', ada),
  ])
  const update = callApi('PUT', `/contacts/${ada}`, { name: 'X' })
  expect([update.status, update.text]).toEqual([
    405,
    '{"message":"PUT method is not allowed. It should be one of these method(s): GET"}',
  ])
  callApi('DELETE', `/contacts/${ada}/hard_delete`)
  expect(callApi('POST', '/contacts', { name: 'X', email: 'ada@example.com' }).status).toBe(201)
})

test('so does one who was marked as spam', () => {
  const { callApi } = createCallApi({
    seed: { contacts: [{ id: 5, name: 'Spam', email: 'spam@example.com', blocked: true }] },
  })
  expect(callApi('POST', '/contacts', { name: 'X', email: 'spam@example.com' }).json.errors).toEqual([
    taken('email', 5),
  ])
  expect(callApi('PUT', '/contacts/5', { name: 'X' }).status).toBe(405)
})

test('an update is refused the values of others', () => {
  const { callApi, ada, make } = started()
  const ben = make({ phone: '1' })
  const response = callApi('PUT', `/contacts/${ben}`, { email: 'moss@example.com', unique_external_id: 'u-1' })
  expect([response.status, response.json.errors]).toEqual([
    409,
    [taken('email', ada), taken('unique_external_id', ada)],
  ])
  expect(callApi('GET', `/contacts/${ben}`).json.email).toBeNull()
})

test('numbers may be shared, unless the account forbids it', () => {
  const { callApi, account, make } = started()
  const ben = make({ phone: '1', mobile: '2' })
  expect(callApi('POST', '/contacts', { name: 'X', phone: '1', mobile: '2' }).status).toBe(201)
  account.settings.uniquePhone = true
  account.settings.uniqueMobile = true
  expect(callApi('POST', '/contacts', { name: 'X', phone: '1', mobile: '2' }).json.errors).toEqual([
    taken('phone', ben),
    taken('mobile', ben),
  ])
})

test('a custom text field can be unique too', () => {
  const { callApi, make } = started()
  const field = { label: 'Badge', label_for_customers: 'Badge', type: 'custom_text', unique: true }
  callApi('POST', '/contact_fields', field)
  const ben = make({ phone: '1', custom_fields: { badge: 'b-1' } })
  expect(callApi('POST', '/contacts', { name: 'X', phone: '2', custom_fields: { badge: 'b-1' } }).json.errors).toEqual([
    taken('custom_fields.badge', ben),
  ])
  expect(callApi('PUT', `/contacts/${ben}`, { custom_fields: { badge: 'b-1' } }).status).toBe(200)
})

test('when something is wrong besides, only that is said: 400', () => {
  const { callApi } = started()
  const response = callApi('POST', '/contacts', { name: 5, email: 'ada@example.com' })
  expect(response.status).toBe(400)
  expect(response.json.errors.map((error: { field: string }) => error.field)).toEqual(['name'])
})
