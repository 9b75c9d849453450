import { ada, identifyAda } from '../../test/helpers/ada'
import { acme, announcedRequestsOnly } from '../../test/helpers/announced-requests'
import { deliver, rejection } from '../../test/helpers/deliver'
import { refused, taken } from '../../test/helpers/error-bodies'

announcedRequestsOnly()

const { tags: _, ...adaWithoutTags } = ada
const { email: __, ...adaWithoutEmail } = adaWithoutTags
const updated = { outcome: 'updated', contactId: 7001 }

/** Ada is to be created, and others hold what is hers. */
const createIsRefused = (...holders: Parameters<typeof taken>) =>
  acme()
    .post('/api/v2/contacts', ada)
    .reply(409, taken(...holders))

/** Contact 7001 is updated with exactly this; it has the consent tag already. */
const updateIsTaken = (changes: object) =>
  acme()
    .put('/api/v2/contacts/7001', changes as never)
    .reply(200, { id: 7001, tags: ['marketing-consent'] })

test('a new person takes one request', async () => {
  acme().post('/api/v2/contacts', ada).reply(201, { id: 7001 })
  expect(await deliver(identifyAda)).toEqual({ outcome: 'created', contactId: 7001 })
})

test('a known person takes two: tags are not sent, nor the address that Freshdesk has', async () => {
  createIsRefused(['email', 7001])
  acme()
    .put('/api/v2/contacts/7001', adaWithoutEmail)
    .reply(200, { id: 7001, tags: ['vip', 'marketing-consent'] })
  expect(await deliver(identifyAda)).toEqual(updated)
})

test('the consent tag joins the tags of the agents when it is missing, with a third request', async () => {
  createIsRefused(['email', 7001])
  acme()
    .put('/api/v2/contacts/7001', adaWithoutEmail)
    .reply(200, { id: 7001, tags: ['vip', 'Gold'] })
  acme()
    .put('/api/v2/contacts/7001', { tags: ['vip', 'Gold', 'marketing-consent'] })
    .reply(200, { id: 7001 })
  expect(await deliver(identifyAda)).toEqual(updated)
})

test('tags that differ only in case are the same tag', async () => {
  acme()
    .post('/api/v2/contacts')
    .reply(409, taken(['email', 7001]))
  acme()
    .put('/api/v2/contacts/7001')
    .reply(200, { id: 7001, tags: ['Marketing-Consent'] })
  expect(await deliver(identifyAda)).toEqual(updated)
})

test('who changed address keeps one contact, and the new address is written', async () => {
  createIsRefused(['unique_external_id', 7001])
  updateIsTaken(adaWithoutTags)
  expect(await deliver(identifyAda)).toEqual(updated)
})

test('an address that the contact turns out to have among its secondary ones stays there', async () => {
  createIsRefused(['unique_external_id', 7001])
  acme()
    .put('/api/v2/contacts/7001', adaWithoutTags)
    .reply(409, taken(['email', 7001]))
  updateIsTaken(adaWithoutEmail)
  expect(await deliver(identifyAda)).toEqual(updated)
})

test('an address standing in for a name is never written over a name', async () => {
  const event = { ...identifyAda, traits: { email: 'ada.moss@example.com', title: 'Botanist' } }
  acme()
    .post('/api/v2/contacts', {
      name: 'ada.moss@example.com',
      email: 'ada.moss@example.com',
      unique_external_id: 'u-101',
      job_title: 'Botanist',
      tags: ['marketing-consent'],
    })
    .reply(409, taken(['email', 7001]))
  acme()
    .put('/api/v2/contacts/7001', { unique_external_id: 'u-101', job_title: 'Botanist' })
    .reply(200, { id: 7001, tags: ['marketing-consent'] })
  expect(await deliver(event)).toEqual(updated)
})

test.each([
  ['first', { firstName: 'Ada' }],
  ['last', { lastName: 'Moss' }],
])('a %s name alone makes a new contact, and is never written over a name', async (_, names) => {
  const event = { ...identifyAda, traits: { ...names, email: 'ada.moss@example.com', title: 'Botanist' } }
  acme()
    .post('/api/v2/contacts', {
      name: Object.values(names)[0],
      email: 'ada.moss@example.com',
      unique_external_id: 'u-101',
      job_title: 'Botanist',
      tags: ['marketing-consent'],
    })
    .reply(409, taken(['email', 7001]))
  updateIsTaken({ unique_external_id: 'u-101', job_title: 'Botanist' })
  expect(await deliver(event)).toEqual({
    ...updated,
    omitted: [{ field: 'name', reason: 'stays as it was: a first or last name alone does not replace a name' }],
  })
})

test('an address and a user id that the contact has take two requests, too, and no look-up', async () => {
  const event = { ...identifyAda, traits: { email: 'ada.moss@example.com' } }
  acme()
    .post('/api/v2/contacts')
    .reply(409, taken(['email', 7001], ['unique_external_id', 7001]))
  updateIsTaken({ unique_external_id: 'u-101' })
  expect(await deliver(event)).toEqual(updated)
})

test('an event with nothing but an address that Freshdesk has writes nothing: the contact is read, for its tags', async () => {
  const event = { type: 'identify', traits: { email: 'ada.moss@example.com' }, context: identifyAda.context }
  acme()
    .post('/api/v2/contacts')
    .reply(409, taken(['email', 7001]))
  acme()
    .get('/api/v2/contacts/7001')
    .reply(200, { id: 7001, tags: ['vip'] })
  acme()
    .put('/api/v2/contacts/7001', { tags: ['vip', 'marketing-consent'] })
    .reply(200, { id: 7001 })
  expect(await deliver(event)).toEqual(updated)
})

test('a name that Freshdesk takes on create only does not cost the rest of the update', async () => {
  const event = { ...identifyAda, traits: { name: 'Moss, Ada', email: 'ada.moss@example.com', title: 'Botanist' } }
  const changes = { name: 'Moss, Ada', unique_external_id: 'u-101', job_title: 'Botanist' }
  const { name, ...rest } = changes
  acme()
    .post('/api/v2/contacts')
    .reply(409, taken(['email', 7001]))
  acme()
    .put('/api/v2/contacts/7001', changes)
    .reply(400, refused(['name', '/,",www. not allowed in name', 'invalid_value']))
  updateIsTaken(rest)
  expect(await deliver(event)).toEqual({
    ...updated,
    omitted: [
      { field: 'name', reason: 'stays as it was: Freshdesk takes no / , " or www. in the new name of a contact' },
    ],
  })
})

test.each([
  [400, 400],
  [403, 403],
  [409, 502],
  [429, 429],
  [503, 503],
])('a tag that could not be added (%i) is no update', async (answered, status) => {
  createIsRefused(['email', 7001])
  acme().put('/api/v2/contacts/7001', adaWithoutEmail).reply(200, { id: 7001, tags: [] })
  acme()
    .put('/api/v2/contacts/7001', { tags: ['marketing-consent'] })
    .reply(answered)
  expect(await rejection(deliver(identifyAda))).toMatchObject({ status })
})

describe('nothing is changed, and the event is acknowledged, when', () => {
  test('the address belongs to an agent', async () => {
    createIsRefused(['email', 9001])
    acme().put('/api/v2/contacts/9001', adaWithoutEmail).reply(404)
    expect(await deliver(identifyAda)).toEqual({
      outcome: 'exists',
      reason: 'held-by-agent',
      message:
        'Freshdesk has no contact under the id that it named. Most likely the id is an agent’s, and an agent cannot be a contact. Nothing was changed.',
      written: false,
      contactId: 9001,
    })
  })

  test('the contact is deleted or in spam', async () => {
    createIsRefused(['email', 7001])
    acme()
      .put('/api/v2/contacts/7001', adaWithoutEmail)
      .reply(405, { message: 'PUT method is not allowed. It should be one of these method(s): GET' })
    expect(await deliver(identifyAda)).toMatchObject({
      outcome: 'exists',
      reason: 'held-by-deleted-contact',
      contactId: 7001,
    })
  })

  test('the contact is deleted, and the event has nothing to write', async () => {
    const event = { type: 'identify', traits: { email: 'ada.moss@example.com' }, context: identifyAda.context }
    acme()
      .post('/api/v2/contacts')
      .reply(409, taken(['email', 7001]))
    acme().get('/api/v2/contacts/7001').reply(200, { id: 7001, deleted: true, tags: [] })
    expect(await deliver(event)).toMatchObject({ outcome: 'exists', reason: 'held-by-deleted-contact' })
  })

  test.each([
    [405, 'held-by-deleted-contact'],
    [404, 'held-by-agent'],
  ])('the contact can be read but not written to (%i)', async (status, reason) => {
    const event = { type: 'identify', traits: { email: 'ada.moss@example.com' }, context: identifyAda.context }
    acme()
      .post('/api/v2/contacts')
      .reply(409, taken(['email', 7001]))
    acme().get('/api/v2/contacts/7001').reply(200, { id: 7001, tags: [] })
    acme()
      .put('/api/v2/contacts/7001', { tags: ['marketing-consent'] })
      .reply(status)
    expect(await deliver(event)).toMatchObject({ outcome: 'exists', reason, contactId: 7001 })
  })

  test('the conflict names no contact and the look-up finds two', async () => {
    createIsRefused(['email'])
    acme()
      .get('/api/v2/contacts?email=ada.moss%40example.com')
      .reply(200, [{ id: 7001 }, { id: 7002 }])
    expect(await deliver(identifyAda)).toMatchObject({ outcome: 'exists', reason: 'holder-unknown' })
  })

  test('the conflict names no contact and the look-up finds none', async () => {
    createIsRefused(['email'])
    acme().get('/api/v2/contacts?email=ada.moss%40example.com').reply(200, [])
    expect(await deliver(identifyAda)).toMatchObject({ outcome: 'exists', reason: 'holder-unknown' })
  })
})

describe('the user id decides between two owners, and the e-mail is left out:', () => {
  const result = {
    ...updated,
    omitted: [{ field: 'email', reason: 'is taken: contact 7002 in Freshdesk already has it' }],
  }

  test('a 409 that names both updates the owner of the user id', async () => {
    createIsRefused(['email', 7002], ['unique_external_id', 7001])
    updateIsTaken(adaWithoutEmail)
    expect(await deliver(identifyAda)).toEqual(result)
  })

  test('a 409 that names the owner of the e-mail first updates the owner of the user id', async () => {
    createIsRefused(['email', 7002])
    acme()
      .put('/api/v2/contacts/7002', adaWithoutEmail)
      .reply(409, taken(['unique_external_id', 7001]))
    updateIsTaken(adaWithoutEmail)
    expect(await deliver(identifyAda)).toEqual(result)
  })

  test('a 409 that names the owner of the user id first leaves the e-mail out of the update', async () => {
    createIsRefused(['unique_external_id', 7001])
    acme()
      .put('/api/v2/contacts/7001', adaWithoutTags)
      .reply(409, taken(['email', 7002]))
    updateIsTaken(adaWithoutEmail)
    expect(await deliver(identifyAda)).toEqual(result)
  })

  test('a 409 that names no owner of the user id makes one look-up by the user id', async () => {
    createIsRefused(['email', 7002])
    acme()
      .put('/api/v2/contacts/7002', adaWithoutEmail)
      .reply(409, taken(['unique_external_id']))
    acme()
      .get('/api/v2/contacts?unique_external_id=u-101')
      .reply(200, [{ id: 7001 }])
    updateIsTaken(adaWithoutEmail)
    expect(await deliver(identifyAda)).toEqual(result)
  })
})

describe('a conflict that names no contact leads to one look-up, by the field in conflict:', () => {
  test('by the address', async () => {
    createIsRefused(['email'])
    acme()
      .get('/api/v2/contacts?email=ada.moss%40example.com')
      .reply(200, [{ id: 7001 }])
    updateIsTaken(adaWithoutEmail)
    expect(await deliver(identifyAda)).toEqual(updated)
  })

  test('by the user id', async () => {
    createIsRefused(['unique_external_id'])
    acme()
      .get('/api/v2/contacts?unique_external_id=u-101')
      .reply(200, [{ id: 7001 }])
    updateIsTaken(adaWithoutTags)
    expect(await deliver(identifyAda)).toEqual(updated)
  })

  test('by each identifier, the user id first, when the 409 names no field', async () => {
    acme()
      .post('/api/v2/contacts', ada)
      .reply(409, { description: 'Validation failed', errors: [{ code: 'duplicate_value' }] })
    acme().get('/api/v2/contacts?unique_external_id=u-101').reply(200, [])
    acme()
      .get('/api/v2/contacts?email=ada.moss%40example.com')
      .reply(200, [{ id: 7001 }])
    updateIsTaken(adaWithoutEmail)
    expect(await deliver(identifyAda)).toEqual(updated)
  })

  test.each(['', '<html>Conflict</html>', '{"description":"Validation fai', '[]', '{}', '{"errors":[]}'])(
    'a 409 with the body %p confirms nothing and is tried again',
    async body => {
      acme().post('/api/v2/contacts').reply(409, body, { 'content-type': 'application/json' })
      expect(await rejection(deliver(identifyAda))).toMatchObject({ status: 502, code: 'RETRYABLE_ERROR' })
    },
  )

  test('and a look-up that failed is no "not found": the event is tried again', async () => {
    createIsRefused(['email'])
    acme().get('/api/v2/contacts?email=ada.moss%40example.com').reply(429, '', { 'retry-after': '9' })
    expect(await rejection(deliver(identifyAda))).toMatchObject({ status: 429, retryAfter: 9 })
  })
})

describe('a detail that two people may share never identifies a contact:', () => {
  const { phone: ____, ...adaWithoutPhone } = ada

  test('a new contact is made without the phone that another has', async () => {
    createIsRefused(['phone', 7009])
    acme().post('/api/v2/contacts', adaWithoutPhone).reply(201, { id: 7001 })
    expect(await deliver(identifyAda)).toEqual({
      outcome: 'created',
      contactId: 7001,
      omitted: [{ field: 'phone', reason: 'is taken: contact 7009 in Freshdesk already has it' }],
    })
  })

  test('a known contact is updated without the phone that another has', async () => {
    const { phone: _____, ...rest } = adaWithoutEmail
    createIsRefused(['email', 7001])
    acme()
      .put('/api/v2/contacts/7001', adaWithoutEmail)
      .reply(409, taken(['phone', 7009]))
    updateIsTaken(rest)
    expect(await deliver(identifyAda)).toEqual({
      ...updated,
      omitted: [{ field: 'phone', reason: 'is taken: contact 7009 in Freshdesk already has it' }],
    })
  })

  test('nor does it when the address, which the contact has, is no part of the update', async () => {
    const { unique_external_id, ...adaWithoutId } = ada
    const changes = { name: 'Ada Moss', phone: '+442079460958', job_title: 'Botanist' }
    const { phone, ...rest } = changes
    acme()
      .post('/api/v2/contacts', adaWithoutId)
      .reply(409, taken(['email', 7001]))
    acme()
      .put('/api/v2/contacts/7001', changes)
      .reply(409, taken(['phone', 7009]))
    updateIsTaken(rest)
    expect(await deliver({ ...identifyAda, userId: undefined })).toMatchObject({
      ...updated,
      omitted: [{ field: 'phone' }],
    })
  })

  test.each([['twitter_id', 'adamoss']])('but a contact known only by its %s is found by it', async (field, value) => {
    const event = { type: 'identify', traits: { name: 'Ada Moss' }, context: identifyAda.context }
    acme()
      .post('/api/v2/contacts')
      .reply(409, taken([field, 7001]))
    updateIsTaken({ name: 'Ada Moss', [field]: value })
    expect(await deliver(event, { mapping: { [field]: value } })).toEqual(updated)
  })

  test('a unique custom field that another contact has is left out', async () => {
    const mapping = { custom_fields: { plan_code: 'P-1', tier: 'gold' } }
    acme()
      .post('/api/v2/contacts', { ...ada, custom_fields: { plan_code: 'P-1', tier: 'gold' } })
      .reply(409, taken(['custom_fields.plan_code', 7009]))
    acme()
      .post('/api/v2/contacts', { ...ada, custom_fields: { tier: 'gold' } })
      .reply(201, { id: 7001 })
    expect(await deliver(identifyAda, { mapping })).toMatchObject({
      outcome: 'created',
      omitted: [{ field: 'custom_fields.plan_code' }],
    })
  })
})

describe('custom fields come in the type that Freshdesk asks for, where that loses nothing:', () => {
  const cases: [asked: string, given: string | number | boolean, sent: unknown][] = [
    ['Value set is of type String.It should be a/an Integer', '3', 3],
    ['Value set is of type String.It should be a/an Positive Integer', '3', 3],
    ['Value set is of type String. It should be a/an Number.', '3.5', 3.5],
    ['Value set is of type String.It should be a/an Boolean', 'TRUE', true],
    ['Value set is of type Integer.It should be a/an String', 42, '42'],
  ]
  test.each(cases)('%s: %p becomes %p', async (message, given, sent) => {
    acme()
      .post('/api/v2/contacts', { ...ada, custom_fields: { x: given } })
      .reply(400, refused(['custom_fields.x', message, 'datatype_mismatch']))
    acme()
      .post('/api/v2/contacts', { ...ada, custom_fields: { x: sent } } as never)
      .reply(201, { id: 7001 })
    expect(await deliver(identifyAda, { mapping: { custom_fields: { x: given } } })).toEqual({
      outcome: 'created',
      contactId: 7001,
    })
  })
})

describe('a body is repaired at most three times:', () => {
  const digits = { a: '1', b: '2', c: '3', d: '4' }
  const one = { ...digits, a: 1 }
  const two = { ...one, b: 2 }
  const three = { ...two, c: 3 }
  const wanted = (field: string) =>
    refused([`custom_fields.${field}`, 'Value set is of type String.It should be a/an Integer', 'datatype_mismatch'])

  test('the third is still tried for a new contact', async () => {
    const post = (custom_fields: object) => acme().post('/api/v2/contacts', { ...ada, custom_fields } as never)
    post(digits).reply(400, wanted('a'))
    post(one).reply(400, wanted('b'))
    post(two).reply(400, wanted('c'))
    post(three).reply(201, { id: 7001 })
    expect(await deliver(identifyAda, { mapping: { custom_fields: digits } })).toEqual({
      outcome: 'created',
      contactId: 7001,
    })
  })

  test('a fourth refusal of an update is final', async () => {
    const put = (custom_fields: object) =>
      acme().put('/api/v2/contacts/7001', { ...adaWithoutEmail, custom_fields } as never)
    acme()
      .post('/api/v2/contacts')
      .reply(409, taken(['email', 7001]))
    put(digits).reply(400, wanted('a'))
    put(one).reply(400, wanted('b'))
    put(two).reply(400, wanted('c'))
    put(three).reply(400, wanted('d'))
    expect(await rejection(deliver(identifyAda, { mapping: { custom_fields: digits } }))).toMatchObject({ status: 400 })
  })
})

test('a name refused for another reason than its characters is not left out of an update', async () => {
  createIsRefused(['email', 7001])
  acme()
    .put('/api/v2/contacts/7001', adaWithoutEmail)
    .reply(400, refused(['name', 'It should not be blank', 'invalid_value']))
  expect(await rejection(deliver(identifyAda))).toMatchObject({ status: 400 })
})

test('two events for one new person at the same moment end as one contact', async () => {
  acme().post('/api/v2/contacts', ada).reply(201, { id: 7001 })
  createIsRefused(['email', 7001], ['unique_external_id', 7001])
  updateIsTaken(adaWithoutEmail)
  const results = await Promise.all([deliver(identifyAda), deliver(identifyAda)])
  expect(results).toEqual(expect.arrayContaining([{ outcome: 'created', contactId: 7001 }, updated]))
})

test('ids go into URLs, so an id that is not a number finds no contact', async () => {
  acme()
    .post('/api/v2/contacts', ada)
    .reply(409, {
      errors: [
        {
          field: 'email',
          additional_info: { user_id: '../agents/1' },
          message: 'It should be a unique value',
          code: 'duplicate_value',
        },
      ],
    })
  acme()
    .get('/api/v2/contacts?email=ada.moss%40example.com')
    .reply(200, [{ id: '1/hard_delete' }])
  expect(await deliver(identifyAda)).toMatchObject({ reason: 'holder-unknown' })
})
