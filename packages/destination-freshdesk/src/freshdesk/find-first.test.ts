import { ada, adaSignsUp, identifyAda } from '../../test/helpers/ada'
import { acme, announcedRequestsOnly } from '../../test/helpers/announced-requests'
import { eachTestADayLater } from '../../test/helpers/clock'
import { deliver, rejection } from '../../test/helpers/deliver'
import { taken } from '../../test/helpers/error-bodies'

announcedRequestsOnly()
eachTestADayLater()

const TAGGED = { id: 7001, tags: ['marketing-consent'] }
const PHONE = '/api/v2/contacts?phone=%2B447911123456'
const USER_ID = '/api/v2/contacts?unique_external_id=u-101'

describe('a person known by phone alone', () => {
  const zed = {
    type: 'identify',
    anonymousId: 'a1',
    traits: { name: 'Zed Vale', phone: '07911 123456' },
    context: identifyAda.context,
  }
  const created = { name: 'Zed Vale', phone: '+447911123456', tags: ['marketing-consent'] }
  const finds = (...contacts: object[]) => acme().get(PHONE).reply(200, contacts)
  const updates = (id: number) =>
    acme()
      .put(`/api/v2/contacts/${id}`, { name: 'Zed Vale', phone: '+447911123456' })
      .reply(200, { ...TAGGED, id })

  test('is looked up, and created when Freshdesk has no contact with that phone', async () => {
    finds()
    acme().post('/api/v2/contacts', created).reply(201, { id: 7001 })
    expect(await deliver(zed)).toEqual({ outcome: 'created', contactId: 7001 })
  })

  test('is updated when Freshdesk has one contact with that phone', async () => {
    finds({ id: 7001, name: 'Zed', email: null, unique_external_id: null, phone: '+447911123456' })
    updates(7001)
    expect(await deliver(zed)).toEqual({ outcome: 'updated', contactId: 7001 })
  })

  test('stays one contact when three events come and the list lags behind', async () => {
    finds()
    acme().post('/api/v2/contacts', created).reply(201, { id: 7001 })
    expect(await deliver(zed)).toMatchObject({ outcome: 'created' })
    for (const _ of [2, 3]) {
      acme().get('/api/v2/contacts/7001').reply(200, TAGGED)
      updates(7001)
      expect(await deliver(zed)).toEqual({ outcome: 'updated', contactId: 7001 })
    }
  })

  test('stays one contact when two events come at the same moment', async () => {
    finds()
    acme().post('/api/v2/contacts', created).reply(201, { id: 7001 })
    acme().get('/api/v2/contacts/7001').reply(200, TAGGED)
    updates(7001)
    const results = await Promise.all([deliver(zed), deliver(zed)])
    expect(results.map(result => result?.outcome).sort()).toEqual(['created', 'updated'])
  })

  test('stays one contact when the response to the create is lost', async () => {
    finds()
    acme()
      .post('/api/v2/contacts')
      .replyWithError(Object.assign(new Error('x'), { code: 'ECONNRESET' }))
    expect(await rejection(deliver(zed))).toMatchObject({ status: 503 })
    finds({ id: 7001, name: 'Zed Vale', phone: '+447911123456' })
    updates(7001)
    expect(await deliver(zed)).toEqual({ outcome: 'updated', contactId: 7001 })
  })

  test('is looked up again when the remembered contact is gone', async () => {
    finds()
    acme().post('/api/v2/contacts', created).reply(201, { id: 7001 })
    await deliver(zed)
    acme().get('/api/v2/contacts/7001').reply(404)
    finds({ id: 7002, name: 'Zed Vale', phone: '+447911123456' })
    updates(7002)
    expect(await deliver(zed)).toEqual({ outcome: 'updated', contactId: 7002 })
  })

  test.each([null, '+12025550123'])('is looked up again when the remembered contact has the phone %p', async phone => {
    finds()
    acme().post('/api/v2/contacts', created).reply(201, { id: 7001 })
    await deliver(zed)
    acme()
      .get('/api/v2/contacts/7001')
      .reply(200, { ...TAGGED, name: 'Amy Vale', phone })
    finds({ id: 7002, name: 'Zed Vale', phone: '+447911123456' })
    updates(7002)
    expect(await deliver(zed)).toEqual({ outcome: 'updated', contactId: 7002 })
  })

  test.each([
    [200, '{"id":', 502],
    [200, {}, 502],
    [429, '', 429],
    [503, '', 503],
  ])(
    'is not written when the remembered contact answers %i %j, which confirms nothing',
    async (status, body, error) => {
      finds()
      acme().post('/api/v2/contacts', created).reply(201, { id: 7001 })
      await deliver(zed)
      acme().get('/api/v2/contacts/7001').reply(status, body)
      expect(await rejection(deliver(zed))).toMatchObject({ status: error })
      updates(7001)
      acme()
        .get('/api/v2/contacts/7001')
        .reply(200, { ...TAGGED, phone: '+447911123456' })
      expect(await deliver(zed)).toEqual({ outcome: 'updated', contactId: 7001 })
    },
  )

  test('is the namesake among several contacts with that phone', async () => {
    finds(
      { id: 7001, name: 'Amy Vale', phone: '+447911123456' },
      { id: 7002, name: 'zed vale', phone: '+447911123456' },
    )
    updates(7002)
    expect(await deliver(zed)).toEqual({ outcome: 'updated', contactId: 7002 })
  })

  test('is not a contact with a different name and an email address: families share a phone', async () => {
    finds({ id: 7001, name: 'Amy Vale', email: 'amy@example.com', phone: '+447911123456' })
    acme().post('/api/v2/contacts', created).reply(201, { id: 7002 })
    expect(await deliver(zed)).toEqual({ outcome: 'created', contactId: 7002 })
  })

  test('is not written when several contacts are equally likely', async () => {
    finds({ id: 7001, name: 'Amy' }, { id: 7002, name: 'Bob' })
    expect(await deliver(zed)).toMatchObject({
      outcome: 'exists',
      reason: 'two-owners',
      holders: [7001, 7002],
      written: false,
    })
  })

  test.each([[429], [500], [200]])('is not created when the look-up fails with %i', async status => {
    acme().get(PHONE).reply(status, '<html>')
    expect(await rejection(deliver(zed))).toMatchObject({ status: status === 200 ? 502 : status })
  })

  test('is not a contact from a list that ignores the filter', async () => {
    finds({ id: 1, name: 'Zed Vale', phone: '+12025550123' })
    expect(await rejection(deliver(zed))).toMatchObject({ status: 502 })
  })

  test('who signs up and is a contact already stays as it is', async () => {
    finds({ id: 7001, name: 'Zed Vale', phone: '+447911123456' })
    expect(await deliver({ ...zed, type: 'track', event: 'Signed Up' })).toMatchObject({
      outcome: 'exists',
      reason: 'already-exists',
      contactId: 7001,
      written: false,
    })
  })
})

describe('an event that cannot create a contact', () => {
  const cfo = { ...identifyAda, traits: { title: 'CFO' } }

  test('updates the contact with its user id', async () => {
    acme()
      .get(USER_ID)
      .reply(200, [{ id: 7001, unique_external_id: 'u-101' }])
    acme().put('/api/v2/contacts/7001', { unique_external_id: 'u-101', job_title: 'CFO' }).reply(200, TAGGED)
    expect(await deliver(cfo)).toEqual({ outcome: 'updated', contactId: 7001 })
  })

  test('is rejected, with a fix, when Freshdesk has no such contact', async () => {
    acme().get(USER_ID).reply(200, [])
    const error = await rejection(deliver(cfo))
    expect(error).toMatchObject({ status: 400, code: 'PAYLOAD_VALIDATION_FAILED' })
    expect(error.message).toContain('Freshdesk has no contact with the identifiers of the event.')
  })

  test('names the e-mail address that Freshdesk does not take', async () => {
    acme().get(USER_ID).reply(200, [])
    const error = await rejection(deliver({ ...identifyAda, traits: { email: 'josé@example.com' } }))
    expect(error.message).toMatch(/email is not an e-mail address (that )?Freshdesk (takes|accepts)/)
  })

  test('writes nothing when a list shows another person', async () => {
    acme()
      .get(USER_ID)
      .reply(200, [{ id: 1, unique_external_id: 'u-1' }])
    expect(await rejection(deliver(cfo))).toMatchObject({ status: 502 })
  })

  test('is tried again when the look-up meets the rate limit', async () => {
    acme().get(USER_ID).reply(429, '', { 'retry-after': '7' })
    expect(await rejection(deliver(cfo))).toMatchObject({ status: 429, retryAfter: 7 })
  })
})

describe('a sign-up of a contact that Freshdesk has', () => {
  const alone = { ...adaSignsUp, traits: {} }
  const complete = { settings: { existingContact: 'complete' } }
  const finds = (contacts: object[]) => acme().get(USER_ID).reply(200, contacts)
  const shows = (contact: object) => acme().get('/api/v2/contacts/7001').reply(200, contact)
  const EMPTY = {
    ...TAGGED,
    name: 'Ada',
    email: 'ada.moss@example.com',
    phone: null,
    job_title: '',
    custom_fields: { signup_method: null },
  }

  test('with nothing but a user id is dropped, and is no error of the sender', async () => {
    expect(await deliver(alone)).toMatchObject({ outcome: 'dropped', reason: 'no-details', written: false })
  })

  test('with a broken e-mail address and no name is an error of the sender', async () => {
    const event = { ...adaSignsUp, traits: { email: 'not-an-address' } }
    expect(await rejection(deliver(event))).toMatchObject({ status: 400 })
  })

  test('with a user id alone is completed when the setting says so', async () => {
    finds([{ id: 7001 }])
    shows(EMPTY)
    acme()
      .put('/api/v2/contacts/7001', { unique_external_id: 'u-101', custom_fields: { signup_method: 'email' } } as never)
      .reply(200, TAGGED)
    expect(await deliver(alone, complete)).toEqual({ outcome: 'updated', contactId: 7001 })
  })

  test('with a user id that Freshdesk does not know is dropped, and is no error of the sender', async () => {
    finds([])
    expect(await deliver(alone, complete)).toMatchObject({
      outcome: 'dropped',
      reason: 'no-such-contact',
      written: false,
    })
  })

  test('fills the empty fields and changes no value', async () => {
    acme()
      .post('/api/v2/contacts')
      .reply(409, taken(['email', 7001]))
    shows({ ...EMPTY, job_title: 'Head of Botany', unique_external_id: 'u-7', tags: ['vip'] })
    acme()
      .put('/api/v2/contacts/7001', {
        phone: ada.phone,
        custom_fields: { signup_method: 'email' },
        tags: ['vip', 'marketing-consent'],
      } as never)
      .reply(200, TAGGED)
    expect(await deliver(adaSignsUp, complete)).toEqual({ outcome: 'updated', contactId: 7001 })
  })

  test('writes nothing when no field is empty', async () => {
    acme()
      .post('/api/v2/contacts')
      .reply(409, taken(['email', 7001]))
    shows({ ...TAGGED, ...ada, custom_fields: { signup_method: 'google' } })
    expect(await deliver(adaSignsUp, complete)).toMatchObject({
      outcome: 'exists',
      reason: 'already-exists',
      written: false,
    })
  })

  test.each([
    [404, {}, 'held-by-agent'],
    [200, { id: 7001, deleted: true, tags: [] }, 'held-by-deleted-contact'],
  ])('says why nothing could be completed (%i)', async (status, body, reason) => {
    acme()
      .post('/api/v2/contacts')
      .reply(409, taken(['email', 7001]))
    acme().get('/api/v2/contacts/7001').reply(status, body)
    expect(await deliver(adaSignsUp, complete)).toMatchObject({ outcome: 'exists', reason, written: false })
  })
})

describe('a person who refuses the consent category', () => {
  const refuses = { ...identifyAda, context: { consent: { categoryPreferences: { marketing: false } } } }
  const removes = { settings: { onConsentWithdrawn: 'remove-tag' } }
  const finds = (contacts: object[]) => acme().get(USER_ID).reply(200, contacts)
  const shows = (contact: object) => acme().get('/api/v2/contacts/7001').reply(200, contact)
  const withdrawn = { outcome: 'updated', reason: 'consent-withdrawn', contactId: 7001 }

  test('keeps the tag by default, and nothing is sent', async () => {
    expect(await deliver(refuses)).toMatchObject({ outcome: 'dropped', reason: 'no-consent', written: false })
  })

  test.each([identifyAda, adaSignsUp])('loses the tag by the setting, and nothing else is sent', async event => {
    finds([{ id: 7001 }])
    shows({ id: 7001, tags: ['vip', 'Marketing-Consent'] })
    acme()
      .put('/api/v2/contacts/7001', { tags: ['vip'] })
      .reply(200, { id: 7001, tags: ['vip'] })
    expect(await deliver({ ...event, context: refuses.context }, removes)).toMatchObject(withdrawn)
  })

  test('is found by e-mail when the user id finds no contact', async () => {
    finds([])
    acme()
      .get('/api/v2/contacts?email=ada.moss%40example.com')
      .reply(200, [{ id: 7001 }])
    shows({ id: 7001, tags: ['marketing-consent'] })
    acme().put('/api/v2/contacts/7001', { tags: [] }).reply(200, { id: 7001, tags: [] })
    expect(await deliver(refuses, removes)).toMatchObject(withdrawn)
  })

  test('has nothing to lose when the contact has no tag', async () => {
    finds([{ id: 7001 }])
    shows({ id: 7001, tags: ['vip'] })
    expect(await deliver(refuses, removes)).toMatchObject({ outcome: 'dropped', reason: 'no-consent', written: false })
  })

  test('and is no contact is dropped', async () => {
    finds([])
    acme().get('/api/v2/contacts?email=ada.moss%40example.com').reply(200, [])
    acme().get('/api/v2/contacts?phone=%2B442079460958').reply(200, [])
    expect(await deliver(refuses, removes)).toMatchObject({ outcome: 'dropped', reason: 'no-consent', written: false })
  })

  test('and is anonymous is dropped', async () => {
    const event = { type: 'identify', anonymousId: 'a', traits: {}, context: refuses.context }
    expect(await deliver(event, removes)).toMatchObject({ outcome: 'dropped', reason: 'no-consent', written: false })
  })

  test('and has no usable identifier is dropped, and is no error of the sender', async () => {
    const event = { ...refuses, userId: undefined, traits: { email: 'not-an-address' } }
    expect(await deliver(event, removes)).toMatchObject({ outcome: 'dropped', reason: 'no-consent', written: false })
  })

  test('is tried again when the response to the update is unreadable', async () => {
    finds([{ id: 7001 }])
    shows({ id: 7001, tags: ['marketing-consent'] })
    acme().put('/api/v2/contacts/7001').reply(200, '<html>')
    expect(await rejection(deliver(refuses, removes))).toMatchObject({ status: 502 })
  })

  test('by silence alone keeps the tag: an absence is no refusal', async () => {
    expect(await deliver({ ...identifyAda, context: {} }, removes)).toMatchObject({
      outcome: 'dropped',
      reason: 'no-consent',
    })
  })
})
