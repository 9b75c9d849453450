import { InvalidAuthenticationError, PayloadValidationError, RetryableError } from '@segment/actions-core'
import { ada, adaSignsUp, identifyAda } from '../../test/helpers/ada'
import { acme, announcedRequestsOnly } from '../../test/helpers/announced-requests'
import { deliver, rejection } from '../../test/helpers/deliver'
import { refused, taken } from '../../test/helpers/error-bodies'

announcedRequestsOnly()

const JSON_BODY = { 'content-type': 'application/json; charset=utf-8' }
/**
 * An event in which the e-mail address is the only identifier, so that no part of it can be left
 * out.
 */
const onlyEmail = (event: object) => ({
  ...event,
  userId: undefined,
  traits: { name: 'Ada Moss', email: 'ada.moss@example.com' },
})
const created = { outcome: 'created', contactId: 7001 }

describe('what an answer to Signed Up means:', () => {
  const signsUp = { ...ada, custom_fields: { signup_method: 'email' } }

  test('201: created', async () => {
    acme().post('/api/v2/contacts', signsUp).reply(201, { id: 7001 })
    expect(await deliver(adaSignsUp)).toEqual(created)
  })

  test('409: exists, acknowledged with the id, nothing else is sent', async () => {
    acme()
      .post('/api/v2/contacts', signsUp)
      .reply(409, taken(['email', 7001]))
    expect(await deliver(adaSignsUp)).toEqual({
      outcome: 'exists',
      reason: 'already-exists',
      message: 'Freshdesk already has this contact. This action creates contacts and changes none.',
      written: false,
      contactId: 7001,
    })
  })

  test('409 that names no contact: exists', async () => {
    acme()
      .post('/api/v2/contacts', signsUp)
      .reply(409, taken(['email']))
    expect(await deliver(adaSignsUp)).toMatchObject({ outcome: 'exists', reason: 'already-exists' })
  })

  test('409 that names two: exists, both ids', async () => {
    acme()
      .post('/api/v2/contacts', signsUp)
      .reply(409, taken(['email', 7001], ['unique_external_id', 7002]))
    expect(await deliver(adaSignsUp)).toMatchObject({ outcome: 'exists', reason: 'two-owners', holders: [7001, 7002] })
  })
})

/** Each error with the words an operator acts on. */
const errors: [
  title: string,
  status: number,
  body: unknown,
  expected: { status: number; code: string },
  words: string[],
][] = [
  [
    'a field that is wrong',
    400,
    refused(['email', "It should be in the 'valid email address' format", 'invalid_value']),
    { status: 400, code: 'PAYLOAD_VALIDATION_FAILED' },
    ["email: It should be in the 'valid email address' format.", 'Check the value mapped to email.'],
  ],
  [
    'no name or identifier',
    400,
    refused([
      'email',
      'Please fill at least 1 of email, mobile, phone, twitter_id, unique_external_id fields',
      'missing_field',
    ]),
    { status: 400, code: 'PAYLOAD_VALIDATION_FAILED' },
    ['Make events carry a name and an e-mail address.'],
  ],
  [
    'an unknown custom field, with its full name',
    400,
    refused(['custom_fields.signup_method', 'Unexpected/invalid field in request', 'invalid_field']),
    { status: 400, code: 'PAYLOAD_VALIDATION_FAILED' },
    [
      'custom_fields.signup_method: Unexpected/invalid field in request.',
      'create it in Freshdesk under Admin, Contact Fields',
    ],
  ],
  [
    'an unknown custom field, with its plain name',
    400,
    refused(['signup_method', 'Unexpected/invalid field in request', 'invalid_field']),
    { status: 400, code: 'PAYLOAD_VALIDATION_FAILED' },
    [
      'custom_fields.signup_method: Unexpected/invalid field in request.',
      'This account has no contact field signup_method',
    ],
  ],
  [
    'several fields at once',
    400,
    refused(
      ['name', 'Has 300 characters, it can have maximum of 255 characters', 'invalid_value'],
      ['tags', 'It should be a/an Array', 'datatype_mismatch'],
    ),
    { status: 400, code: 'PAYLOAD_VALIDATION_FAILED' },
    ['name: Has 300 characters', 'tags: It should be a/an Array. Map a value of that type to tags.'],
  ],
  [
    'a required custom field',
    400,
    refused(['custom_fields.plan', 'It should be a/an String', 'missing_field']),
    { status: 400, code: 'PAYLOAD_VALIDATION_FAILED' },
    ['The account demands plan: map a value to it, or make it optional under Admin, Contact Fields.'],
  ],
  [
    'a body that is no JSON',
    400,
    { code: 'invalid_json', message: 'x' },
    { status: 400, code: 'PAYLOAD_VALIDATION_FAILED' },
    ['invalid_json'],
  ],
  [
    'a wrong key',
    401,
    { code: 'invalid_credentials', message: 'You have to be logged in to perform this action.' },
    { status: 401, code: 'INVALID_AUTHENTICATION' },
    ['Copy it again from Profile settings', 'without spaces'],
  ],
  [
    'an agent who may not manage contacts',
    403,
    { code: 'access_denied', message: 'You are not authorized to perform this action.' },
    { status: 403, code: 'FORBIDDEN' },
    ['Use the key of an agent whose role may create and edit contacts.', '(403, access_denied)'],
  ],
  ['a wrong domain', 404, '', { status: 404, code: 'NOT_FOUND' }, ['the domain is wrong', 'not the full URL']],
  ['a method not allowed', 405, '', { status: 405, code: 'METHOD_NOT_ALLOWED' }, ['does not allow']],
  [
    'a content type not taken',
    415,
    { code: 'invalid_content_type', message: 'x' },
    { status: 415, code: 'UNEXPECTED_ANSWER' },
    ['(415, invalid_content_type)'],
  ],
  ['a function not there', 501, '', { status: 501, code: 'NOT_IMPLEMENTED' }, ['Check the plan']],
  ['a redirect, which is not followed', 302, '', { status: 302, code: 'UNEXPECTED_ANSWER' }, ['(302)', 'domain']],
  ['the rate limit', 429, '', { status: 429, code: 'RETRYABLE_ERROR' }, ['check the limit of your Freshdesk plan']],
  ['a request that took too long', 408, '', { status: 408, code: 'RETRYABLE_ERROR' }, ['can be tried again']],
  [
    'an error of Freshdesk',
    500,
    { code: 'internal_error', message: 'x' },
    { status: 500, code: 'RETRYABLE_ERROR' },
    ['can be tried again'],
  ],
  [
    'a proxy’s error page',
    502,
    '<html>Bad gateway</html>',
    { status: 502, code: 'RETRYABLE_ERROR' },
    ['can be tried again'],
  ],
  ['a proxy’s own status', 522, '<html></html>', { status: 522, code: 'RETRYABLE_ERROR' }, ['can be tried again']],
  ['a lock', 423, '', { status: 423, code: 'RETRYABLE_ERROR' }, ['can be tried again']],
  ['maintenance', 503, '', { status: 503, code: 'RETRYABLE_ERROR' }, ['can be tried again']],
  ['an empty 200, which confirms nothing', 200, '', { status: 502, code: 'RETRYABLE_ERROR' }, ['nothing is confirmed']],
  ['a login page with status 200', 200, '<html>', { status: 502, code: 'RETRYABLE_ERROR' }, ['nothing is confirmed']],
]

describe.each([
  ['Signed Up', adaSignsUp],
  ['Identified', identifyAda],
])('what goes wrong in %s says what to do:', (_, event) => {
  test.each(errors)('%s (%i)', async (_title, status, body, expected, words) => {
    acme()
      .post('/api/v2/contacts')
      .reply(status, body as never, typeof body === 'object' ? JSON_BODY : {})
    const error = await rejection(
      deliver(onlyEmail(event), { mapping: { signup_method: 'email', custom_fields: { signup_method: 'email' } } }),
    )
    expect(error).toMatchObject(expected)
    for (const word of words) expect(error.message).toContain(word)
  })
})

test('the classes are the framework’s own, which hosts know', async () => {
  for (const [status, kind] of [
    [400, PayloadValidationError],
    [401, InvalidAuthenticationError],
    [429, RetryableError],
  ] as const) {
    acme().post('/api/v2/contacts').reply(status)
    expect(await rejection(deliver(identifyAda))).toBeInstanceOf(kind)
  }
})

describe('an update that fails says the same:', () => {
  test.each([
    [400, 400],
    [401, 401],
    [403, 403],
    [429, 429],
    [500, 500],
    [204, 502],
  ])('%i', async (answered, expected) => {
    acme()
      .post('/api/v2/contacts')
      .reply(409, taken(['email', 7001]))
    acme().put('/api/v2/contacts/7001').reply(answered)
    expect(await rejection(deliver(identifyAda))).toMatchObject({ status: expected })
  })

  test('an update with an unreadable response is retryable, because the tags are unknown', async () => {
    acme()
      .post('/api/v2/contacts')
      .reply(409, taken(['email', 7001]))
    acme().put('/api/v2/contacts/7001').reply(200, '')
    expect(await rejection(deliver(identifyAda))).toMatchObject({ status: 502 })
  })
})

describe('Freshdesk may quote what was sent; the message does not:', () => {
  const saysOf = async (field: string, message: string, mapping = {}) => {
    acme()
      .post('/api/v2/contacts')
      .reply(400, refused([field, message, 'invalid_value'], ['name', 'It should not be blank', 'invalid_value']))
    return (await rejection(deliver(identifyAda, { mapping }))).message
  }

  test('a name inside an address leaves nothing of the address', async () => {
    const mapping = { name: 'ada', email: 'ada@moss.example' }
    expect(await saysOf('email', 'ada@moss.example is blocked', mapping)).toContain('email: [redacted] is blocked.')
  })

  test('a value across the place where the message is cut does not show its half', async () => {
    const said = await saysOf('email', `${'x'.repeat(290)} ada.moss@example.com`)
    expect(said).not.toContain('ada.moss')
  })

  test('a job title', async () => {
    expect(await saysOf('job_title', 'Botanist is too vague')).toContain('job_title: [redacted] is too vague.')
  })

  test('a custom field, in the message about it', async () => {
    const mapping = { custom_fields: { motto: 'Fern first', kind: 'email' } }
    expect(await saysOf('custom_fields.motto', 'Fern first is no email', mapping)).toContain(
      'custom_fields.motto: [redacted] is no email.',
    )
  })

  test('an address that is no part of the update any more', async () => {
    acme()
      .post('/api/v2/contacts')
      .reply(409, taken(['email', 7001]))
    acme()
      .put('/api/v2/contacts/7001')
      .reply(400, refused(['name', 'ada.moss@example.com has another', 'invalid_value']))
    expect((await rejection(deliver(identifyAda))).message).toContain('name: [redacted] has another.')
  })
})

test('a connection that the network gave up is a time-out, like one given up here', async () => {
  acme()
    .post('/api/v2/contacts')
    .replyWithError(Object.assign(new Error('x'), { code: 'ETIMEDOUT' }))
  expect(await rejection(deliver(identifyAda))).toMatchObject({ status: 408 })
})

test('a key with spaces around it is sent without them', async () => {
  acme().post('/api/v2/contacts').reply(201, { id: 7001 })
  expect(await deliver(identifyAda, { settings: { apiKey: ' key-of-an-agent\n' } })).toEqual(created)
})

describe('how long to wait travels on the error, in seconds:', () => {
  const headers: [header: string | undefined, expected: unknown][] = [
    ['9', 9],
    ['0', 0],
    ['1.2', 2],
    [' 30 ', 30],
    ['999999999', 3600],
    ['-5', undefined],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
    [new Date(0).toUTCString(), 0],
  ]
  test.each(headers)('Retry-After: %p is %p', async (header, expected) => {
    acme()
      .post('/api/v2/contacts')
      .reply(429, '', header === undefined ? {} : { 'retry-after': header })
    const error = await rejection(deliver(identifyAda))
    expect(error.retryAfter).toBe(expected)
    expect(error.message).toContain(expected === undefined ? 'after a while' : `in ${expected} seconds`)
  })

  test('an HTTP date is the seconds until then', async () => {
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.UTC(2026, 10, 25, 12, 0, 0))
    const headers = { 'retry-after': 'Wed, 25 Nov 2026 12:01:00 GMT' }
    acme().post('/api/v2/contacts').reply(503, '', headers)
    expect(await rejection(deliver(identifyAda))).toMatchObject({ retryAfter: 60 })
    now.mockRestore()
  })
})

describe('a message of Freshdesk is hostile input:', () => {
  const refuses = async (errors: object[]) => {
    acme().post('/api/v2/contacts').reply(400, { errors }, JSON_BODY)
    return (await rejection(deliver(identifyAda))).message
  }

  test('50,000 errors make a message of ten and a count, of at most 2 kB', async () => {
    const error = { field: 'name', message: 'no', code: 'x' }
    const message = await refuses(Array.from({ length: 15_000 }, () => error))
    expect(message.match(/name: no\./g)).toHaveLength(10)
    expect(message).toContain('And 14990 more.')
    expect(Buffer.byteLength(message)).toBeLessThanOrEqual(2000)
  })

  test('long messages in wide characters stay below 2 kB, and no character is cut in two', async () => {
    const message = await refuses(
      Array.from({ length: 10 }, () => ({ field: 'name', message: '花'.repeat(300), code: 'x' })),
    )
    expect(Buffer.byteLength(message)).toBeLessThanOrEqual(2000)
    expect(message).not.toContain('\uFFFD')
  })

  test.each([
    ['the key', 'key-of-an-agent is not right'],
    ['the key in other case', 'KEY-OF-AN-AGENT is not right'],
    ['the key as it travels', `${btoa('key-of-an-agent:X')} is not right`],
    ['the key in a URL', 'https://key%2Dof%2Dan%2Dagent is not right'],
    ['an address in other case', 'ADA.MOSS@EXAMPLE.COM is not right'],
    ['an address in a URL', 'ada.moss%40example.com is not right'],
    ['a name in HTML', 'Ada&#32;Moss is not right'],
  ])('%s is redacted', async (_, quotation) => {
    const message = await refuses([{ field: 'name', message: quotation, code: 'x' }])
    expect(message).toContain('[redacted]')
    expect(message).not.toMatch(/key.{0,4}of|a2V5|ada|moss/i)
  })

  test('a field that is a value of the event is redacted', async () => {
    const message = await refuses([{ field: 'Ada.Moss@example.com', message: 'no', code: 'invalid_field' }])
    expect(message).not.toMatch(/ada|moss/i)
  })
})
