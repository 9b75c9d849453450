import { ada, identifyAda } from '../../../test/helpers/ada'
import { acme, announcedRequestsOnly } from '../../../test/helpers/announced-requests'
import { deliver } from '../../../test/helpers/deliver'
import { taken } from '../../../test/helpers/error-bodies'

announcedRequestsOnly()

test('a person who is new to Freshdesk becomes a contact', async () => {
  acme().post('/api/v2/contacts', ada).reply(201, { id: 7001 })
  expect(await deliver(identifyAda)).toEqual({ outcome: 'created', contactId: 7001 })
})

test('a person whom Freshdesk knows is updated', async () => {
  acme()
    .post('/api/v2/contacts', ada)
    .reply(409, taken(['email', 7001], ['unique_external_id', 7001]))
  acme()
    .put('/api/v2/contacts/7001', {
      name: 'Ada Moss',
      phone: '+442079460958',
      unique_external_id: 'u-101',
      job_title: 'Botanist',
    })
    .reply(200, { id: 7001, tags: ['marketing-consent'] })
  expect(await deliver(identifyAda)).toEqual({ outcome: 'updated', contactId: 7001 })
})

test('a visitor without consent stays unknown', async () => {
  expect(await deliver({ ...identifyAda, context: {} })).toMatchObject({ outcome: 'dropped', reason: 'no-consent' })
})

test('an anonymous visitor is dropped', async () => {
  const event = { type: 'identify', anonymousId: 'a-1', traits: { name: 'Somebody' }, context: identifyAda.context }
  expect(await deliver(event)).toMatchObject({ outcome: 'dropped', reason: 'anonymous' })
})

test.each(['page', 'screen', 'group', 'alias'])('a %s call does not run this action', async type => {
  expect(await deliver({ ...identifyAda, type })).toBeUndefined()
})

test('all that can be mapped by hand arrives in Freshdesk’s words', async () => {
  const mapping = {
    mobile: '07700 900123',
    twitter_id: 'adamoss',
    address: { street: '1 Fern Row', city: 'Kew', postalCode: 'TW9 3AE', country: 'United Kingdom' },
    description: 'Knows mosses.\nAnd ferns.',
    language: 'en-GB',
    time_zone: 'Europe/London',
    tags: ['vip', 'Marketing-Consent'],
    custom_fields: { plan_tier: 'Paid', seats: 3, beta: true, empty: '', nothing: null },
    company_id: '5001',
  }
  acme()
    .post('/api/v2/contacts', {
      ...ada,
      company_id: 5001,
      mobile: '+447700900123',
      twitter_id: 'adamoss',
      address: '1 Fern Row, Kew, TW9 3AE, United Kingdom',
      description: 'Knows mosses.\nAnd ferns.',
      language: 'en',
      time_zone: 'London',
      tags: ['marketing-consent', 'vip'],
      custom_fields: { plan_tier: 'Paid', seats: 3, beta: true },
    } as never)
    .reply(201, { id: 7001 })
  expect(await deliver(identifyAda, { mapping: mapping as never })).toEqual({ outcome: 'created', contactId: 7001 })
})
