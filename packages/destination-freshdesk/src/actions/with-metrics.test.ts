import { adaSignsUp, identifyAda, settings } from '../../test/helpers/ada'
import { acme, announcedRequestsOnly } from '../../test/helpers/announced-requests'
import { deliver, rejection } from '../../test/helpers/deliver'
import { refused, taken } from '../../test/helpers/error-bodies'

announcedRequestsOnly()

/** A host that watches: what it counts and what it logs. */
function watchingHost() {
  const counted: unknown[] = []
  const logged: string[] = []
  const log = (...words: unknown[]) => logged.push(words.map(String).join(' '))
  const host = {
    statsContext: {
      tags: ['env:test'],
      statsClient: { incr: (...call: unknown[]) => counted.push(call), histogram: () => {} },
    },
    logger: {
      level: 'debug',
      name: 'host',
      debug: log,
      info: log,
      warn: log,
      error: log,
      crit: log,
      log,
      withTags: () => {},
    },
  }
  return { host: host as never, counted, logged }
}

/** Every way an event can end, with what is counted. */
const endings: [title: string, answers: () => void, event: object, tags: string[]][] = [
  [
    'created',
    () => acme().post('/api/v2/contacts').reply(201, { id: 7001 }),
    identifyAda,
    ['outcome:created', 'reason:none'],
  ],
  [
    'updated',
    () => {
      acme()
        .post('/api/v2/contacts')
        .reply(409, taken(['email', 7001]))
      acme()
        .put('/api/v2/contacts/7001')
        .reply(200, { id: 7001, tags: ['marketing-consent'] })
    },
    identifyAda,
    ['outcome:updated', 'reason:none'],
  ],
  [
    'two owners',
    () =>
      acme()
        .post('/api/v2/contacts')
        .reply(409, taken(['email', 7001], ['unique_external_id', 7002])),
    adaSignsUp,
    ['outcome:exists', 'reason:two-owners'],
  ],
  ['dropped', () => {}, { ...identifyAda, context: {} }, ['outcome:dropped', 'reason:no-consent']],
  [
    'refused, with Freshdesk quoting what was sent',
    () =>
      acme()
        .post('/api/v2/contacts')
        .reply(
          400,
          refused(['name', 'ada.moss@example.com of Ada Moss, +442079460958 (u-101) is not right', 'invalid_value']),
        ),
    identifyAda,
    ['outcome:failed', 'reason:PAYLOAD_VALIDATION_FAILED-400'],
  ],
  [
    'no contact',
    () => {
      acme().get('/api/v2/contacts?unique_external_id=u-101').reply(200, [])
    },
    { ...identifyAda, traits: { title: 'Botanist' } },
    ['outcome:failed', 'reason:PAYLOAD_VALIDATION_FAILED-400'],
  ],
  [
    'wrong key',
    () => acme().post('/api/v2/contacts').reply(401),
    identifyAda,
    ['outcome:failed', 'reason:INVALID_AUTHENTICATION-401'],
  ],
  [
    'rate limit',
    () => acme().post('/api/v2/contacts').reply(429),
    identifyAda,
    ['outcome:retryable', 'reason:RETRYABLE_ERROR-429'],
  ],
]

const SECRETS = /ada|moss|example\.com|7946|0958|u-101|botanist|key-of-an-agent/i

test.each(endings)(
  '%s: counted once by outcome and reason, and no word of the person or the key',
  async (_, answers, event, tags) => {
    const { host, counted, logged } = watchingHost()
    answers()
    const end = await deliver(event, { host }).catch((error: Error) => error)
    expect(counted).toEqual([
      ['freshdesk.contact', 1, [expect.any(String), expect.any(String), ...tags].slice(-tags.length - 2)],
    ])
    expect(logged).toHaveLength(1)
    expect(
      [...logged, JSON.stringify(counted), end instanceof Error ? `${end.message} ${JSON.stringify(end)}` : ''].join(
        '\n',
      ),
    ).not.toMatch(SECRETS)
  },
)

test('a host without stats and logger is served all the same', async () => {
  acme().post('/api/v2/contacts').reply(201, { id: 7001 })
  expect(await deliver(identifyAda, { host: {} })).toMatchObject({ outcome: 'created' })
})

test('an invalid setting is reported without its value, which may be a key in the wrong box', async () => {
  const error = await rejection(
    deliver(identifyAda, { settings: { domain: settings.apiKey.toUpperCase().concat('!') } }),
  )
  expect(error).toMatchObject({ status: 400, code: 'INVALID_SETTINGS' })
  expect(error.message).not.toMatch(SECRETS)
})
