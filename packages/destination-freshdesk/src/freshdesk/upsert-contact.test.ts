import { acme, ada, announcedRequestsOnly, deliver, identifyAda, refused, rejection, taken } from '../testing/deliver'

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

describe('nothing is changed, and the event is acknowledged, when', () => {
  test('e-mail and user id belong to two contacts', async () => {
    createIsRefused(['email', 7001], ['unique_external_id', 7002])
    expect(await deliver(identifyAda)).toEqual({
      outcome: 'exists',
      reason: 'two-owners',
      message:
        'The e-mail address belongs to one contact in Freshdesk and the user id to another, so nothing was changed. Merge the two contacts there.',
      holders: [7001, 7002],
    })
  })

  test('Freshdesk names the owner of the address first and the owner of the user id when it comes to the update', async () => {
    createIsRefused(['email', 7001])
    acme()
      .put('/api/v2/contacts/7001', adaWithoutEmail)
      .reply(409, taken(['unique_external_id', 7002]))
    expect(await deliver(identifyAda)).toMatchObject({ outcome: 'exists', reason: 'two-owners', holders: [7001, 7002] })
  })

  test('the address belongs to an agent', async () => {
    createIsRefused(['email', 9001])
    acme().put('/api/v2/contacts/9001', adaWithoutEmail).reply(404)
    expect(await deliver(identifyAda)).toEqual({
      outcome: 'exists',
      reason: 'held-by-agent',
      message: 'The e-mail address belongs to an agent in Freshdesk, who cannot be a contact too. Nothing was changed.',
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

  test('the conflict names nobody and the look-up finds nobody', async () => {
    createIsRefused(['email'])
    acme().get('/api/v2/contacts?email=ada.moss%40example.com').reply(200, [])
    expect(await deliver(identifyAda)).toMatchObject({ outcome: 'exists', reason: 'holder-unknown' })
  })
})

describe('a conflict that names nobody is looked up once, by the field in conflict:', () => {
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

  test('by the address where the answer says nothing at all', async () => {
    acme().post('/api/v2/contacts', ada).reply(409)
    acme()
      .get('/api/v2/contacts?email=ada.moss%40example.com')
      .reply(200, [{ id: 7001 }])
    updateIsTaken(adaWithoutEmail)
    expect(await deliver(identifyAda)).toEqual(updated)
  })

  test('and a look-up that failed is no "not found": the event is tried again', async () => {
    createIsRefused(['email'])
    acme().get('/api/v2/contacts?email=ada.moss%40example.com').reply(429, '', { 'retry-after': '9' })
    expect(await rejection(deliver(identifyAda))).toMatchObject({ status: 429, retryAfter: 9 })
  })
})

describe('a detail that two people may share never decides who somebody is:', () => {
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

  test('but a contact known only by its phone is found by it', async () => {
    const event = {
      type: 'identify',
      traits: { name: 'Ada Moss', phone: '020 7946 0958' },
      context: identifyAda.context,
    }
    acme()
      .post('/api/v2/contacts')
      .reply(409, taken(['phone', 7001]))
    acme()
      .put('/api/v2/contacts/7001', { name: 'Ada Moss', phone: '+442079460958' })
      .reply(200, { id: 7001, tags: ['marketing-consent'] })
    expect(await deliver(event)).toEqual(updated)
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

  const lossy: [asked: string, given: string][] = [
    ['Value set is of type String.It should be a/an Integer', '007'],
    ['Value set is of type String.It should be a/an Integer', '3.5'],
    ['Value set is of type String.It should be a/an Integer', 'three'],
    ['Value set is of type String.It should be a/an Integer', '12345678901234567890'],
    ['Value set is of type String.It should be a/an Boolean', 'yes'],
  ]
  test.each(lossy)('%s: %p would lose something, so the event is refused', async (message, given) => {
    acme()
      .post('/api/v2/contacts')
      .reply(400, refused(['custom_fields.x', message, 'datatype_mismatch']))
    expect(await rejection(deliver(identifyAda, { mapping: { custom_fields: { x: given } } }))).toMatchObject({
      status: 400,
    })
  })
})

test('two events for one new person at the same moment end as one contact', async () => {
  acme().post('/api/v2/contacts', ada).reply(201, { id: 7001 })
  createIsRefused(['email', 7001], ['unique_external_id', 7001])
  updateIsTaken(adaWithoutEmail)
  const results = await Promise.all([deliver(identifyAda), deliver(identifyAda)])
  expect(results).toEqual(expect.arrayContaining([{ outcome: 'created', contactId: 7001 }, updated]))
})

test('ids go into URLs, so one that is no number is nobody', async () => {
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
