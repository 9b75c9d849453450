import { adaSignsUp, settings } from '../../../test/helpers/ada'
import { acme, announcedRequestsOnly } from '../../../test/helpers/announced-requests'
import { deliver } from '../../../test/helpers/deliver'

announcedRequestsOnly()

const signUp = { ...adaSignsUp, event: 'Signed Up' }

test('John Doe signs up by e-mail, and Freshdesk gets exactly this', async () => {
  const event = {
    type: 'track',
    event: 'Signed Up',
    userId: 'usr_123',
    properties: { method: 'email' },
    traits: { name: 'John Doe', email: 'John.Doe@example.com', phone: '07700 900123', title: 'Head of Growth' },
    context: { consent: { categoryPreferences: { marketing: true } } },
  }
  let body = ''
  acme()
    .post('/api/v2/contacts', sent => {
      body = JSON.stringify(sent)
      return true
    })
    .reply(201, { id: 72009990001 })
  expect(await deliver(event)).toEqual({ outcome: 'created', contactId: 72009990001 })
  expect(body).toBe(
    '{"name":"John Doe","email":"john.doe@example.com","phone":"+447700900123","unique_external_id":"usr_123","job_title":"Head of Growth","tags":["marketing-consent"],"custom_fields":{"signup_method":"email"}}',
  )
})

test('a sign-up without a method sends no custom fields at all', async () => {
  acme()
    .post('/api/v2/contacts', (sent: object) => !('custom_fields' in sent))
    .reply(201, { id: 7001 })
  expect(await deliver({ ...signUp, properties: {} })).toMatchObject({ outcome: 'created' })
})

test('a sign-up method joins the custom fields that are mapped', async () => {
  acme()
    .post(
      '/api/v2/contacts',
      (sent: { custom_fields: object }) =>
        JSON.stringify(sent.custom_fields) === '{"plan":"gold","signup_method":"email"}',
    )
    .reply(201, { id: 7001 })
  await deliver(signUp, { mapping: { custom_fields: { plan: 'gold' } } })
})

test('without consent nothing is sent', async () => {
  const event = { ...signUp, context: { consent: { categoryPreferences: { marketing: false } } } }
  expect(await deliver(event)).toEqual({
    outcome: 'dropped',
    reason: 'no-consent',
    message: 'The visitor has not granted the consent category, so nothing was sent.',
    written: false,
  })
})

test('a different track event does not run this action', async () => {
  expect(await deliver({ ...signUp, event: 'Order Completed' })).toBeUndefined()
})

test('the consent category of the settings counts', async () => {
  const event = { ...signUp, context: { consent: { categoryPreferences: { Advertising: true } } } }
  acme().post('/api/v2/contacts').reply(201, { id: 7001 })
  expect(await deliver(event, { settings: { ...settings, consentCategory: 'advertising' } })).toMatchObject({
    outcome: 'created',
  })
})
