import { ada, identifyAda } from '../../test/helpers/ada'
import { acme, announcedRequestsOnly } from '../../test/helpers/announced-requests'
import { eachTestADayLater } from '../../test/helpers/clock'
import { deliver, rejection } from '../../test/helpers/deliver'
import { refused, taken } from '../../test/helpers/error-bodies'

announcedRequestsOnly()
eachTestADayLater()

const posts = (body: object) => acme().post('/api/v2/contacts', body as never)
const without = (key: keyof typeof ada) => Object.fromEntries(Object.entries(ada).filter(([name]) => name !== key))
const INVALID = 'It should be a valid value'

describe('an optional field that a 400 names is left out and reported:', () => {
  test.each(['email', 'phone', 'unique_external_id', 'job_title'] as const)('%s', async field => {
    posts(ada).reply(400, refused([field, INVALID, 'invalid_value']))
    posts(without(field)).reply(201, { id: 7001 })
    expect(await deliver(identifyAda)).toEqual({
      outcome: 'created',
      contactId: 7001,
      omitted: [{ field, reason: `is refused by Freshdesk: ${INVALID}` }],
    })
  })

  test('company_id that the account’s plan does not allow', async () => {
    posts({ ...ada, company_id: 5 }).reply(
      400,
      refused(['company_id', 'Unexpected/invalid field in request', 'invalid_field']),
    )
    posts(ada).reply(201, { id: 7001 })
    expect(await deliver(identifyAda, { mapping: { company_id: 5 } })).toMatchObject({
      outcome: 'created',
      omitted: [{ field: 'company_id' }],
    })
  })

  test('several at once, in one more request', async () => {
    posts(ada).reply(400, refused(['phone', INVALID, 'invalid_value'], ['job_title', INVALID, 'invalid_value']))
    const { phone, job_title, ...rest } = ada
    posts(rest).reply(201, { id: 7001 })
    expect(await deliver(identifyAda)).toMatchObject({ omitted: [{ field: 'phone' }, { field: 'job_title' }] })
  })

  test('a text that is too long is cut instead', async () => {
    const message = 'Has 8 characters, it can have maximum of 5 characters'
    posts(ada).reply(400, refused(['job_title', message, 'invalid_value']))
    posts({ ...ada, job_title: 'Botan' }).reply(201, { id: 7001 })
    expect(await deliver(identifyAda)).toMatchObject({
      omitted: [{ field: 'job_title', reason: 'was cut to 5 characters' }],
    })
  })

  test('more tags, and never the consent tag', async () => {
    posts({ ...ada, tags: ['marketing-consent', 'vip'] }).reply(400, refused(['tags', INVALID, 'invalid_value']))
    posts(ada).reply(201, { id: 7001 })
    expect(await deliver(identifyAda, { mapping: { tags: ['vip'] } })).toMatchObject({ omitted: [{ field: 'tags' }] })
  })

  test('and its reason repeats no value', async () => {
    posts(ada).reply(400, refused(['email', 'ADA.MOSS@example.com is blocked', 'invalid_value']))
    posts(without('email')).reply(201, { id: 7001 })
    expect(await deliver(identifyAda)).toMatchObject({
      omitted: [{ field: 'email', reason: 'is refused by Freshdesk: [redacted] is blocked' }],
    })
  })
})

describe('the contact is refused when Freshdesk names', () => {
  test.each([
    ['the name', 'name'],
    ['the consent tag', 'tags'],
    ['a field that the request does not have', 'twitter_id'],
  ])('%s', async (_, field) => {
    posts(ada).reply(400, refused([field, INVALID, 'invalid_value']))
    expect(await rejection(deliver(identifyAda))).toMatchObject({ status: 400 })
  })

  test('the last identifier in a conflict, after the e-mail was left out', async () => {
    const event = { ...identifyAda, userId: undefined }
    acme()
      .post('/api/v2/contacts')
      .reply(400, refused(['email', INVALID, 'invalid_value']))
    acme()
      .post('/api/v2/contacts')
      .reply(409, taken(['phone', 7001]))
    expect(await rejection(deliver(event))).toMatchObject({ status: 409, code: 'CONFLICT' })
  })

  test('the last identifier', async () => {
    const event = { ...identifyAda, userId: undefined, traits: { name: 'Ada Moss', email: 'ada.moss@example.com' } }
    acme()
      .post('/api/v2/contacts')
      .reply(400, refused(['email', INVALID, 'invalid_value']))
    expect(await rejection(deliver(event))).toMatchObject({ status: 400 })
  })
})

const FIELDS = [
  { name: 'renewal', label: 'Renewal', type: 'custom_date', default: false },
  { name: 'seats', label: 'Seats', type: 'custom_number', default: false },
  { name: 'score', label: 'Score', type: 'custom_decimal', default: false },
  { name: 'beta', label: 'Beta', type: 'custom_checkbox', default: false },
  { name: 'tier', label: 'Tier', type: 'custom_dropdown', default: false, choices: ['Free', 'Gold'] },
  { name: 'area', label: 'Area', type: 'custom_dropdown', default: false, choices: [{ label: 'North', value: 'n' }] },
  { name: 'code', label: 'Code', type: 'custom_text', default: false },
]
const DATE = 'It should be in the yyyy-mm-dd format'
const CHOICE = "It should be one of these values: 'Free,Gold'"

describe('a custom value is brought to the type of the account’s own field:', () => {
  test.each<[string, string | number | boolean, unknown, string, string]>([
    ['renewal', '2026-03-02T10:15:30.000Z', '2026-03-02', DATE, 'invalid_value'],
    ['renewal', '2026-03-02 23:30', '2026-03-02', DATE, 'invalid_value'],
    ['renewal', '2026/03/02', '2026-03-02', DATE, 'invalid_value'],
    ['renewal', 1772446530000, '2026-03-02', DATE, 'datatype_mismatch'],
    ['renewal', 1772446530, '2026-03-02', DATE, 'datatype_mismatch'],
    ['seats', '3.0', 3, 'Value set is of type String.It should be a/an Integer', 'datatype_mismatch'],
    ['seats', ' 3 ', 3, 'Value set is of type String.It should be a/an Integer', 'datatype_mismatch'],
    ['score', '4.50', 4.5, 'It should be a decimal', 'invalid_value'],
    ['beta', '0', false, 'Value set is of type String.It should be a/an Boolean', 'datatype_mismatch'],
    ['beta', 'Yes', true, 'Value set is of type String.It should be a/an Boolean', 'datatype_mismatch'],
    ['beta', 1, true, 'Value set is of type Integer.It should be a/an Boolean', 'datatype_mismatch'],
    ['tier', 'gold', 'Gold', CHOICE, 'invalid_value'],
    ['tier', ' FREE ', 'Free', CHOICE, 'invalid_value'],
    ['area', 'north', 'n', "It should be one of these values: 'n'", 'invalid_value'],
    ['code', 42, '42', 'It should be text', 'invalid_value'],
  ])('%s: %p becomes %p', async (key, given, sent, message, code) => {
    // The mapping keeps the value as it is; the framework trims none of them.
    posts({ ...ada, custom_fields: { [key]: typeof given === 'string' ? given.trim() : given } }).reply(
      400,
      refused([`custom_fields.${key}`, message, code]),
    )
    // Freshdesk's message alone says enough for some of them.
    const fields = acme().get('/api/v2/contact_fields').optionally().reply(200, FIELDS)
    posts({ ...ada, custom_fields: { [key]: sent } }).reply(201, { id: 7001 })
    expect(await deliver(identifyAda, { mapping: { custom_fields: { [key]: given } } })).toEqual({
      outcome: 'created',
      contactId: 7001,
    })
    fields.done()
  })

  test.each<[string, string | number | boolean]>([
    ['renewal', 'next week'],
    ['renewal', '2026-02-30'],
    ['renewal', true],
    ['seats', '007'],
    ['seats', '3.5'],
    ['seats', 'three'],
    ['seats', '12345678901234567890'],
    ['beta', 'maybe'],
    ['tier', 'Platinum'],
  ])('%s: %p has no such form, so it is left out and reported', async (key, given) => {
    posts({ ...ada, custom_fields: { [key]: given } }).reply(
      400,
      refused([`custom_fields.${key}`, 'It is not right', 'invalid_value']),
    )
    acme().get('/api/v2/contact_fields').reply(200, FIELDS)
    posts(ada).reply(201, { id: 7001 })
    expect(await deliver(identifyAda, { mapping: { custom_fields: { [key]: given } } })).toEqual({
      outcome: 'created',
      contactId: 7001,
      omitted: [{ field: `custom_fields.${key}`, reason: 'is refused by Freshdesk: It is not right' }],
    })
  })

  test('the fields are read once an account, and the next event is right at once', async () => {
    const mapping = { custom_fields: { tier: 'gold' } }
    posts({ ...ada, custom_fields: { tier: 'gold' } }).reply(
      400,
      refused(['custom_fields.tier', CHOICE, 'invalid_value']),
    )
    acme().get('/api/v2/contact_fields').reply(200, FIELDS)
    posts({ ...ada, custom_fields: { tier: 'Gold' } }).reply(201, { id: 7001 })
    await deliver(identifyAda, { mapping })
    posts({ ...ada, custom_fields: { tier: 'Gold' } }).reply(201, { id: 7002 })
    expect(await deliver(identifyAda, { mapping })).toEqual({ outcome: 'created', contactId: 7002 })
  })

  test('an agent who may not read the fields costs the value, not the contact', async () => {
    posts({ ...ada, custom_fields: { tier: 'gold' } }).reply(
      400,
      refused(['custom_fields.tier', CHOICE, 'invalid_value']),
    )
    acme().get('/api/v2/contact_fields').reply(403)
    posts(ada).reply(201, { id: 7001 })
    expect(await deliver(identifyAda, { mapping: { custom_fields: { tier: 'gold' } } })).toMatchObject({
      outcome: 'created',
      omitted: [{ field: 'custom_fields.tier' }],
    })
  })

  test('a text that is too long is cut and reported', async () => {
    posts({ ...ada, custom_fields: { code: 'abcdefgh' } }).reply(
      400,
      refused(['custom_fields.code', 'Has 8 characters, it can have maximum of 5 characters', 'invalid_value']),
    )
    posts({ ...ada, custom_fields: { code: 'abcde' } }).reply(201, { id: 7001 })
    expect(await deliver(identifyAda, { mapping: { custom_fields: { code: 'abcdefgh' } } })).toMatchObject({
      omitted: [{ field: 'custom_fields.code', reason: 'was cut to 5 characters' }],
    })
  })
})

describe('a custom field that the account does not have', () => {
  const UNKNOWN = refused(['custom_fields.plan', 'Unexpected/invalid field in request', 'invalid_field'])
  const mapping = { custom_fields: { plan: 'gold', code: 'A1' } }

  test('costs the contact by default, with the fix', async () => {
    acme().post('/api/v2/contacts').reply(400, UNKNOWN)
    const error = await rejection(deliver(identifyAda, { mapping }))
    expect(error).toMatchObject({ status: 400 })
    expect(error.message).toContain('create it in Freshdesk under Admin, Contact Fields')
    expect(error.message).toContain('The setting unknownCustomFields: leave-out sends contacts without it.')
  })

  test('is left out and reported by the setting', async () => {
    posts({ ...ada, custom_fields: mapping.custom_fields }).reply(400, UNKNOWN)
    posts({ ...ada, custom_fields: { code: 'A1' } }).reply(201, { id: 7001 })
    expect(await deliver(identifyAda, { mapping, settings: { unknownCustomFields: 'leave-out' } })).toEqual({
      outcome: 'created',
      contactId: 7001,
      omitted: [{ field: 'custom_fields.plan', reason: 'is no contact field of this account' }],
    })
  })
})
