import { createAsk } from '../../testing/ask'

const AGENT = 72009990001

function started() {
  const asked = createAsk()
  const { ask } = asked
  const make = (body: object) => ask('POST', '/contacts', { name: 'X', ...body }).json.id as number
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
  const { ask, ada } = started()
  const answer = ask('POST', '/contacts', { name: 'X', email: 'ADA@Example.com' })
  expect(answer.status).toBe(409)
  expect(answer.text).toBe(
    '{"description":"Validation failed","errors":[{"field":"email",' +
      `"additional_info":{"user_id":${ada}},"message":"It should be a unique value","code":"duplicate_value"}]}`,
  )
})

test('the address is the second address of a contact', () => {
  const { ask, ada } = started()
  expect(ask('POST', '/contacts', { name: 'X', email: 'moss@example.com' }).json.errors).toEqual([taken('email', ada)])
})

test('several values that are taken are named together, each with its holder', () => {
  const { ask, ada, make } = started()
  const ben = make({ phone: '1', unique_external_id: 'u-2' })
  const eve = make({ twitter_id: 'eve' })
  const body = {
    name: 'X',
    email: 'ada@example.com',
    unique_external_id: 'u-2',
    twitter_id: 'eve',
    other_emails: ['new@example.com', 'MOSS@example.com'],
  }
  const answer = ask('POST', '/contacts', body)
  expect(answer.status).toBe(409)
  expect(answer.json.errors).toEqual([
    taken('email', ada),
    taken('other_emails', ada),
    taken('twitter_id', eve),
    taken('unique_external_id', ben),
  ])
})

test('an agent holds addresses too: the id named is no contact', () => {
  const { ask } = started()
  const answer = ask('POST', '/contacts', { name: 'X', email: 'lee.park@helpdesk.example' })
  expect([answer.status, answer.json.errors]).toEqual([409, [taken('email', AGENT)]])
  const update = ask('PUT', `/contacts/${AGENT}`, { name: 'X' })
  expect([update.status, update.text]).toEqual([404, ''])
})

test('a second address that an agent has is taken as well', () => {
  const { ask, account } = started()
  const email = account.store.agents.get(AGENT)?.email
  const answer = ask('POST', '/contacts', { name: 'X', phone: '1', other_emails: [email] })
  expect([answer.status, answer.json.errors]).toEqual([409, [taken('other_emails', AGENT)]])
})

test('a deleted contact holds what it had until it is gone for ever', () => {
  const { ask, ada } = started()
  ask('DELETE', `/contacts/${ada}`)
  expect(ask('POST', '/contacts', { name: 'X', email: 'ada@example.com' }).json.errors).toEqual([taken('email', ada)])
  const update = ask('PUT', `/contacts/${ada}`, { name: 'X' })
  expect([update.status, update.text]).toEqual([
    405,
    '{"message":"PUT method is not allowed. It should be one of these method(s): GET"}',
  ])
  ask('DELETE', `/contacts/${ada}/hard_delete`)
  expect(ask('POST', '/contacts', { name: 'X', email: 'ada@example.com' }).status).toBe(201)
})

test('so does one who was marked as spam', () => {
  const { ask } = createAsk({ seed: { contacts: [{ id: 5, name: 'Spam', email: 'spam@example.com', blocked: true }] } })
  expect(ask('POST', '/contacts', { name: 'X', email: 'spam@example.com' }).json.errors).toEqual([taken('email', 5)])
  expect(ask('PUT', '/contacts/5', { name: 'X' }).status).toBe(405)
})

test('an update is refused the values of others', () => {
  const { ask, ada, make } = started()
  const ben = make({ phone: '1' })
  const answer = ask('PUT', `/contacts/${ben}`, { email: 'moss@example.com', unique_external_id: 'u-1' })
  expect([answer.status, answer.json.errors]).toEqual([409, [taken('email', ada), taken('unique_external_id', ada)]])
  expect(ask('GET', `/contacts/${ben}`).json.email).toBeNull()
})

test('numbers may be shared, unless the account forbids it', () => {
  const { ask, account, make } = started()
  const ben = make({ phone: '1', mobile: '2' })
  expect(ask('POST', '/contacts', { name: 'X', phone: '1', mobile: '2' }).status).toBe(201)
  account.settings.uniquePhone = true
  account.settings.uniqueMobile = true
  expect(ask('POST', '/contacts', { name: 'X', phone: '1', mobile: '2' }).json.errors).toEqual([
    taken('phone', ben),
    taken('mobile', ben),
  ])
})

test('a custom text field can be unique too', () => {
  const { ask, make } = started()
  const field = { label: 'Badge', label_for_customers: 'Badge', type: 'custom_text', unique: true }
  ask('POST', '/contact_fields', field)
  const ben = make({ phone: '1', custom_fields: { badge: 'b-1' } })
  expect(ask('POST', '/contacts', { name: 'X', phone: '2', custom_fields: { badge: 'b-1' } }).json.errors).toEqual([
    taken('custom_fields.badge', ben),
  ])
  expect(ask('PUT', `/contacts/${ben}`, { custom_fields: { badge: 'b-1' } }).status).toBe(200)
})

test('when something is wrong besides, only that is said: 400', () => {
  const { ask } = started()
  const answer = ask('POST', '/contacts', { name: 5, email: 'ada@example.com' })
  expect(answer.status).toBe(400)
  expect(answer.json.errors.map((error: { field: string }) => error.field)).toEqual(['name'])
})
