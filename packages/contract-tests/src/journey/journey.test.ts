import { createHost } from '@datafly/delivery'
import definition from '@datafly/destination-freshdesk'
import { identify, openTestEnvironment, signsUp, type TestEnvironment } from './test-environment'

let environment: TestEnvironment
beforeEach(async () => {
  environment = await openTestEnvironment()
})
afterEach(() => environment.close())

const JOHN = { name: 'John Doe', email: 'John.Doe@example.com', phone: '07700 900123', title: 'Head of Growth' }
const ADA = { name: 'Ada Moss', email: 'ada.moss@example.com', title: 'Botanist' }

test('John Doe signs up, and Freshdesk gets exactly this and nothing else', async () => {
  const report = await environment.host.deliver(signsUp('usr_123', JOHN))
  const [request, ...others] = await environment.journal()
  expect(others).toEqual([])
  expect(request).toMatchObject({ method: 'POST', path: '/api/v2/contacts', status: 201 })
  expect(request?.request.body).toBe(
    '{"name":"John Doe","email":"john.doe@example.com","phone":"+447700900123","unique_external_id":"usr_123","job_title":"Head of Growth","tags":["marketing-consent"],"custom_fields":{"signup_method":"email"}}',
  )
  expect(report).toMatchObject({
    messageId: 'signed-up-usr_123',
    action: 'signedUp',
    outcome: 'created',
    status: 201,
    attempts: 1,
  })
})

test('and a person can read the contact back', async () => {
  const { contactId } = await environment.host.deliver(signsUp('usr_123', JOHN))
  const { status, data } = await environment.call('GET', `/contacts/${contactId}`)
  expect(status).toBe(200)
  expect(data).toMatchObject({
    id: contactId,
    name: 'John Doe',
    email: 'john.doe@example.com',
    phone: '+447700900123',
    unique_external_id: 'usr_123',
    job_title: 'Head of Growth',
    tags: ['marketing-consent'],
    custom_fields: { signup_method: 'email' },
  })
})

test('the key travels as Basic authentication, and the journal does not show it', async () => {
  await environment.host.deliver(signsUp('usr_123', JOHN))
  expect(JSON.stringify(await environment.journal())).not.toContain(btoa('mock-api-key:X'))
})

test('who signs up twice stays as they were: 409 is final', async () => {
  const first = await environment.host.deliver(signsUp('usr_123', JOHN))
  const second = await environment.host.deliver(signsUp('usr_123', { ...JOHN, title: 'Different Title' }))
  expect(second).toMatchObject({ outcome: 'exists', reason: 'already-exists', contactId: first.contactId, attempts: 1 })
  expect((await environment.journal()).map(({ method, status }) => [method, status])).toEqual([
    ['POST', 201],
    ['POST', 409],
  ])
})

test('who is identified again is updated, and what agents wrote stays', async () => {
  const { contactId } = await environment.host.deliver(identify('u-1', ADA))
  await environment.call('PUT', `/contacts/${contactId}`, {
    tags: ['vip'],
    description: 'Likes ferns',
    mobile: '07700 900124',
  })
  const report = await environment.host.deliver(identify('u-1', { ...ADA, title: 'Head of Botany' }))
  expect(report).toMatchObject({ outcome: 'updated', contactId })
  const { data } = await environment.call('GET', `/contacts/${contactId}`)
  expect(data).toMatchObject({
    name: 'Ada Moss',
    job_title: 'Head of Botany',
    description: 'Likes ferns',
    mobile: '07700 900124',
    tags: ['vip', 'marketing-consent'],
  })
})

test('who changes address stays one contact, with the new address', async () => {
  const { contactId } = await environment.host.deliver(identify('u-1', ADA))
  await environment.host.deliver(identify('u-1', { ...ADA, email: 'ada@moss.example' }))
  expect(await environment.contacts()).toEqual([expect.objectContaining({ id: contactId, email: 'ada@moss.example' })])
})

test('who comes back under a second address of theirs keeps the first as the primary one', async () => {
  const { contactId } = await environment.host.deliver(identify('u-1', ADA))
  await environment.call('PUT', `/contacts/${contactId}`, { other_emails: ['moss@home.example'] })
  const report = await environment.host.deliver(identify('u-1', { ...ADA, email: 'moss@home.example' }))
  expect(report).toMatchObject({ outcome: 'updated', contactId })
  const { data } = await environment.call('GET', `/contacts/${contactId}`)
  expect(data).toMatchObject({ email: 'ada.moss@example.com', other_emails: ['moss@home.example'] })
})

test('an event with the user id of one contact and the email of a second one updates the owner of the user id', async () => {
  const ada = await environment.host.deliver(identify('u-1', ADA))
  const bea = await environment.host.deliver(identify('u-2', { name: 'Bea Fern', email: 'bea@example.com' }))
  const report = await environment.host.deliver(
    identify('u-2', { name: 'Bea Fern', email: 'ada.moss@example.com', title: 'Gardener' }),
  )
  expect(report).toMatchObject({
    outcome: 'updated',
    contactId: bea.contactId,
    omitted: [{ field: 'email', reason: `is taken: contact ${ada.contactId} in Freshdesk already has it` }],
  })
  expect(await environment.contacts()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ id: ada.contactId, email: 'ada.moss@example.com', job_title: 'Botanist' }),
      expect.objectContaining({ id: bea.contactId, email: 'bea@example.com', job_title: 'Gardener' }),
    ]),
  )
})

test('an event of a contact in the trash creates no second contact, and the report names the reason', async () => {
  const { contactId } = await environment.host.deliver(identify('u-1', ADA))
  await environment.call('DELETE', `/contacts/${contactId}`)
  const report = await environment.host.deliver(identify('u-1', ADA))
  expect(report).toMatchObject({ outcome: 'exists', reason: 'held-by-deleted-contact', contactId, attempts: 1 })
})

test('the address of an agent is left to the agent', async () => {
  const { data } = await environment.call('GET', '/agents/me')
  const { contact } = data as { contact: { email: string } }
  const report = await environment.host.deliver(identify('u-1', { name: 'Ada Moss', email: contact.email }))
  expect(report).toMatchObject({ outcome: 'exists', reason: 'held-by-agent', attempts: 1 })
})

test('fifty events for one new person at the same moment end as one contact', async () => {
  const reports = await Promise.all(Array.from({ length: 50 }, () => environment.host.deliver(identify('u-1', ADA))))
  expect(new Set(reports.map(({ contactId }) => contactId)).size).toBe(1)
  expect(await environment.contacts()).toHaveLength(1)
})

test('two hosts that race for one new person end as one contact', async () => {
  const other = createHost({ definition, settings: { domain: 'acme', apiKey: 'mock-api-key' } })
  const reports = await Promise.all([
    environment.host.deliver(identify('u-1', ADA)),
    other.deliver(identify('u-1', ADA)),
  ])
  expect(reports.map(({ outcome }) => outcome).sort()).toEqual(['created', 'updated'])
  expect(await environment.contacts()).toHaveLength(1)
})

test('a custom field of the wrong type is sent again in the right one', async () => {
  await environment.call('POST', '/contact_fields', {
    label: 'seats',
    type: 'custom_number',
    label_for_customers: 'seats',
  })
  const [preset] = (definition.presets ?? []).filter(({ partnerAction }) => partnerAction === 'identified')
  if (preset?.type !== 'automatic') throw new Error('no preset')
  const subscriptions = [{ ...preset, mapping: { ...preset.mapping, custom_fields: { seats: '3' } } }]
  const host = createHost({ definition, settings: { domain: 'acme', apiKey: 'mock-api-key' }, subscriptions })
  const report = await host.deliver(identify('u-1', ADA))
  expect(report).toMatchObject({ outcome: 'created', attempts: 1 })
  expect(await environment.contacts()).toEqual([
    expect.objectContaining({ custom_fields: expect.objectContaining({ seats: 3 }) }),
  ])
})

test('the name of a known person that Freshdesk does not take in an update costs only the name', async () => {
  await environment.host.deliver(identify('u-1', ADA))
  const report = await environment.host.deliver(identify('u-1', { ...ADA, name: 'Moss, Ada', title: 'Head of Botany' }))
  expect(report).toMatchObject({ outcome: 'updated', omitted: [{ field: 'name' }] })
  expect(await environment.contacts()).toEqual([
    expect.objectContaining({ name: 'Ada Moss', job_title: 'Head of Botany' }),
  ])
})
