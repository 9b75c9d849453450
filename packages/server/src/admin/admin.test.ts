import { hashKey } from '../security/secret-box'
import { type AdminClient, createAdminClient, SECRET } from '../testing/admin-client'
import { createTestDatabase, type TestDatabase } from '../testing/test-database'

jest.setTimeout(60_000)

let database: TestDatabase
let admin: AdminClient

beforeAll(async () => {
  database = await createTestDatabase()
  admin = await createAdminClient(database)
})
afterAll(async () => {
  await admin?.close()
  await database?.close()
})
beforeEach(async () => {
  await database.pool.query('truncate event, outcome, consent, dead_letter, tally')
  await database.pool.query('truncate source, account restart identity cascade')
  await database.pool.query(`insert into source (name, write_key_hash) values ('web', $1)`, [hashKey('dk_web')])
  const settings = admin.box.seal(JSON.stringify({ domain: 'acme', apiKey: SECRET }))
  await database.pool.query(
    `insert into account (name, destination, settings, sources, consent)
     values ('support', 'freshdesk', $1, '{web}', '{marketing}')`,
    [settings],
  )
  await database.pool.query('insert into stream (account) select id from account')
  await database.pool.query(`insert into lease (account, owner, epoch) select id, 'w1', 1 from account`)
})

const get = (path: string) => admin.call('GET', path)
const post = (path: string, body: unknown = {}) => admin.call('POST', path, body)

const signUp = (userId: string, more: object = {}) => ({
  type: 'track',
  event: 'Signed Up',
  messageId: `m-${userId}`,
  userId,
  properties: { method: 'email' },
  context: {
    consent: { marketing: true },
    traits: { name: 'Ada Moss', email: `${userId}@example.com` },
  },
  ...more,
})

/** Stores events by the same way as intake. The first has the number 1. */
async function store(...events: object[]): Promise<void> {
  for (const event of events) await post('/test-events', { source: 'web', event })
}

/** Writes an outcome as a worker does. */
async function end(seq: number, outcome: Record<string, unknown>): Promise<void> {
  const { rows } = await database.pool.query('select received_at from event where seq = $1', [seq])
  const row = { account: 1, epoch: 1, seq, attempt: 1, received_at: rows[0].received_at, at: new Date(), final: true }
  const lease = { account: 1, epoch: 1, done_upto: 0 }
  const values = ['w1', JSON.stringify([{ ...row, ...outcome }]), JSON.stringify([lease])]
  await database.pool.query('select write_outcomes($1, $2, $3)', values)
}

const CREATED = { status: 'delivered', outcome: 'created', http_status: 201, contact_id: '7001', duration_ms: 40 }
const REFUSED = {
  status: 'dead',
  outcome: 'rejected',
  reason: 'invalid-authentication',
  http_status: 401,
  message:
    'Freshdesk refused the API key (401): it is wrong or missing. Copy it again from Profile settings in Freshdesk, without spaces before or after it.',
}

describe('GET /events', () => {
  test('an event without an attempt waits, and shows whom it is about', async () => {
    await store(signUp('u1', { anonymousId: 'a1' }))
    const { body } = await get('/events')
    expect(body).toEqual({
      events: [
        {
          integration: 'support',
          seq: 1,
          message_id: 'm-u1',
          type: 'track',
          name: 'Signed Up',
          person: { name: 'Ada Moss', email: 'u1@example.com', user_id: 'u1', anonymous_id: 'a1' },
          received_at: expect.stringMatching(/^\d{4}-.*Z$/),
          at: null,
          status: 'waiting',
          outcome: null,
          reason: null,
          explanation: null,
          fix: null,
          http_status: null,
          contact_id: null,
          contact_url: null,
          attempts: 0,
          duration_ms: null,
          message: null,
          replay_of: null,
          superseded_by: null,
          replayed_by: null,
        },
      ],
      next_cursor: null,
      has_more: false,
    })
  })

  test('a delivered event links its contact', async () => {
    await store(signUp('u1'))
    await end(1, CREATED)
    const [event] = (await get('/events')).body.events
    expect(event).toMatchObject({
      status: 'delivered',
      http_status: 201,
      contact_url: 'https://acme.freshdesk.com/a/contacts/7001',
    })
  })

  test('a failed event explains its reason and the fix in the words of the destination', async () => {
    await store(signUp('u1'))
    await end(1, REFUSED)
    expect((await get('/events')).body.events[0]).toMatchObject({
      status: 'dead',
      explanation: 'Freshdesk refused the API key (401): it is wrong or missing.',
      fix: 'Copy it again from Profile settings in Freshdesk, without spaces before or after it.',
    })
  })

  test.each([
    ['dropped', 'not-subscribed', null, 'No action of the integration subscribes to this event.'],
    ['dropped', 'no-consent', null, 'The visitor has not granted the consent category, so nothing was sent.'],
    ['retrying', 'too-many-requests', 429, expect.stringContaining('The rate limit of the Freshdesk account')],
    ['dead', 'not-found', 404, expect.stringContaining('most likely the domain is wrong')],
    ['dropped', 'not-found', null, expect.stringContaining('Freshdesk has no contact with the user id')],
  ])('%s by %s is explained', async (status, reason, http_status, explanation) => {
    await store(signUp('u1'))
    await end(1, { status, outcome: 'any', reason, http_status, final: status !== 'retrying' })
    expect((await get('/events')).body.events[0]).toMatchObject({ status, explanation })
  })

  describe('filters', () => {
    beforeEach(async () => {
      await store(
        signUp('u1'),
        { type: 'identify', userId: 'u2', traits: { email: 'Ada@Example.com', phone: '+44 20 7946 0958' } },
        { type: 'page', name: 'Pricing', anonymousId: 'a1' },
        signUp('u4'),
        signUp('u5'),
      )
      await end(1, CREATED)
      await end(2, { status: 'dropped', outcome: 'dropped', reason: 'no-consent' })
      await end(3, REFUSED)
      await end(4, { status: 'retrying', outcome: 'retrying', reason: 'service-unavailable', final: false })
    })

    test.each([
      ['', [5, 4, 3, 2, 1]],
      ['status=waiting', [5]],
      ['status=retrying', [4]],
      ['status=delivered', [1]],
      ['status=dropped', [2]],
      ['status=dead', [3]],
      ['outcome=created', [1]],
      ['outcome=dropped', [2]],
      ['outcome=rejected', [3]],
      ['reason=no-consent', [2]],
      ['reason=service-unavailable', [4]],
      ['reason=no-consent&status=dead', []],
      ['type=page', [3]],
      ['name=Pricing', [3]],
      ['name=Signed%20Up&status=delivered', [1]],
      ['name=Signed%20Up&status=waiting', [5]],
      ['integration=support&limit=2', [5, 4]],
      ['integration=sales', []],
      ['person=u1', [1]],
      ['person=user:u2', [2]],
      ['person=ADA@example.com', [2]],
      ['person=email:ada@example.com', [2]],
      ['person=%2B44%2020%207946%200958', [2]],
      ['person=a1', [3]],
      ['person=u1&status=dead', []],
      ['person=u1&status=delivered&name=Signed%20Up', [1]],
      ['person=unknown', []],
      ['since=2020-01-01T00:00:00Z', [5, 4, 3, 2, 1]],
      ['until=2020-01-01T00:00:00Z', []],
    ])('%s', async (query, expected) => {
      const { body } = await get(`/events?${query}`)
      expect(body.events.map(({ seq }: { seq: number }) => seq)).toEqual(expected)
    })

    test.each(['', 'status=dropped&', 'name=Signed%20Up&', 'person=u1&', 'type=track&'])(
      'a cursor of "%s" goes on where the page ended',
      async filter => {
        const all = (await get(`/events?${filter}`)).body.events
        const found: unknown[] = []
        let cursor = ''
        do {
          const { body } = await get(`/events?${filter}limit=1${cursor}`)
          found.push(...body.events)
          cursor = body.next_cursor === null ? '' : `&cursor=${body.next_cursor}`
        } while (cursor !== '')
        expect(found).toEqual(all)
      },
    )
  })

  test.each([
    ['state=dead', /state/],
    ['status=unknown', /^status: /],
    ['limit=0', /^limit: must be at least 1/],
    ['limit=1e3', /^limit: must be a whole number/],
    ['limit=501', /^limit: must be at most 500/],
    ['since=yesterday', /^since: must be a time/],
    ['cursor=nonsense', /^cursor: /],
    [`person=${'x'.repeat(600)}`, /^person: /],
    ['name=a&name=b', /^name: /],
  ])('?%s answers 400 with the place', async (query, message) => {
    const { status, body } = await get(`/events?${query}`)
    expect(status).toBe(400)
    expect(body).toMatchObject({ error: { code: 'INVALID_REQUEST', message: expect.stringMatching(message) } })
  })

  test('hostile texts come back as they came in', async () => {
    const name = `<script>alert(1)</script>\u202e${'x'.repeat(10_000)}`
    await store(signUp('u1', { event: name, context: { traits: { name } } }))
    const [event] = (await get('/events')).body.events
    expect(event.name).toBe(name.slice(0, 512))
    expect(event.person.name).toBe(name.slice(0, 256))
  })
})

describe('GET /events/{integration}/{seq}', () => {
  test('shows the body, the consent, each attempt and what the event would become now', async () => {
    await store(signUp('u1'))
    const call = { method: 'POST', url: 'https://acme', body: { a: 1 }, status: 201, response: '{}', milliseconds: 9 }
    const omitted = [{ field: 'phone', reason: 'is not a number' }]
    await end(1, {
      ...CREATED,
      action: 'signedUp',
      detail: JSON.stringify({ payload: { a: 1 }, omitted, calls: [call] }),
    })
    const { body } = await get('/events/support/1')
    expect(body).toMatchObject({
      keys: ['user:u1', 'email:u1@example.com'],
      body: { type: 'track', event: 'Signed Up', userId: 'u1' },
      source: 'web',
      consent: {
        required: ['marketing'],
        state: 'granted',
        known: [],
        decision: 'passed',
        sentence: 'The event carries the consent that the integration requires.',
      },
      attempts_list: [{ attempt: 1, final: true, status: 'delivered', payload: { a: 1 }, omitted, calls: [call] }],
      explanation_now: {
        integration_on: true,
        result: { outcome: 'would-send' },
        requests: [{ method: 'POST', url: 'https://acme.freshdesk.com/api/v2/contacts' }],
      },
      replays: [],
    })
  })

  test.each(['/events/support/2', '/events/other/1', '/events/support/x', '/events/support/99999999999999999999'])(
    '%s answers 404',
    async path => {
      await store(signUp('u1'))
      expect(await get(path)).toMatchObject({ status: 404, body: { error: { code: 'NOT_FOUND' } } })
    },
  )

  test('an event that is no object is shown as text', async () => {
    await database.pool.query(
      `select intake_events('{1}', '{m1}', '{""}', '{null}', '{null}', '{"[1,"}', '{"The event is not a JSON object."}')`,
    )
    const { body } = await get('/events/support/1')
    expect(body).toMatchObject({ body: '[1,', status: 'dead', reason: 'invalid-event', explanation_now: null })
  })
})

describe('POST /test-events', () => {
  test('stores the event and names its numbers', async () => {
    const { status, body } = await post('/test-events', { source: 'web', event: signUp('u1') })
    expect(status).toBe(202)
    expect(body).toEqual({ message_id: 'm-u1', events: [{ integration: 'support', seq: 1 }], problem: null })
  })

  test('an event with a fault is stored as a dead letter, and the answer names the fault', async () => {
    const { body } = await post('/test-events', { source: 'web', event: { type: 'track' } })
    expect(body.problem).toBe('A track event needs its name in "event".')
    expect((await get('/events')).body.events[0]).toMatchObject({ status: 'dead', reason: 'invalid-event' })
  })

  test('a refusal of consent is remembered', async () => {
    await store({ ...signUp('u1'), context: { consent: { marketing: false } } })
    expect((await get('/events/support/1')).body.consent).toMatchObject({ state: 'denied', decision: 'dropped' })
  })

  test('an unknown source answers 400', async () => {
    const { status, body } = await post('/test-events', { source: 'app', event: {} })
    expect(status).toBe(400)
    expect(body.error).toMatchObject({ field: 'source', message: 'There is no source "app".' })
  })
})

describe('dead letters', () => {
  beforeEach(async () => {
    await store(signUp('u1'), signUp('u2'), signUp('u1', { messageId: 'm3' }), { type: 'track', userId: 'u1' })
    await end(1, REFUSED)
    await end(2, REFUSED)
    await end(3, CREATED)
  })

  test('are grouped by reason, with the fix, and count those that a newer delivery supersedes', async () => {
    const { body } = await get('/dead-letters')
    expect(body.groups).toMatchObject([
      {
        integration: 'support',
        reason: 'invalid-authentication',
        explanation: 'Freshdesk refused the API key (401): it is wrong or missing.',
        fix: expect.stringContaining('Copy it again'),
        count: 2,
        superseded: 1,
        message: REFUSED.message,
      },
      { reason: 'invalid-event', count: 1, superseded: 0 },
    ])
    const { events } = (await get('/events?status=dead')).body
    expect(events.map((event: Record<string, unknown>) => [event.seq, event.superseded_by])).toEqual([
      [4, null],
      [2, null],
      [1, 3],
    ])
  })

  test('a replay leaves out what is superseded, when asked to', async () => {
    const request = { integration: 'support', reason: 'invalid-authentication', skip_superseded: true }
    expect((await post('/replay', request)).body).toEqual({ replayed: 1, skipped: 1 })
    expect((await get('/events?status=waiting')).body.events).toMatchObject([{ seq: 5, replay_of: 2 }])
    expect((await get('/events/support/2')).body).toMatchObject({ replays: [5], replayed_by: 5 })
    expect((await get('/dead-letters')).body.groups[0]).toMatchObject({ count: 1 })
  })

  test('a replay takes the listed events, and those that have not ended are skipped', async () => {
    await store(signUp('u9'))
    expect((await post('/replay', { integration: 'support', seqs: [1, 1, 5, 99] })).body).toEqual({
      replayed: 1,
      skipped: 2,
    })
  })

  test('a replay without a reason takes all, once', async () => {
    expect((await post('/replay', { integration: 'support' })).body).toEqual({ replayed: 3, skipped: 0 })
    expect((await post('/replay', { integration: 'support' })).body).toEqual({ replayed: 0, skipped: 0 })
    expect((await get('/dead-letters')).body).toEqual({ groups: [] })
  })

  test('a delivered replay of older values supersedes no newer dead letter', async () => {
    await store(signUp('u2', { messageId: 'm5' }))
    await end(5, REFUSED)
    await post('/replay', { integration: 'support', seqs: [2] })
    await end(6, CREATED)
    expect((await get('/events/support/5')).body.superseded_by).toBeNull()
  })

  test('a replay that fails again stays superseded', async () => {
    await post('/replay', { integration: 'support', seqs: [1] })
    await end(5, REFUSED)
    expect((await get('/events/support/5')).body).toMatchObject({ status: 'dead', superseded_by: 3 })
  })

  test('an unknown integration answers 404', async () => {
    expect(await post('/replay', { integration: 'other' })).toMatchObject({ status: 404 })
  })
})

describe('GET /overview', () => {
  test('counts by status, reason and integration', async () => {
    await store(signUp('u1'), signUp('u2'), signUp('u3'), signUp('u4'))
    await end(1, CREATED)
    await end(2, REFUSED)
    await end(3, {
      status: 'retrying',
      outcome: 'retrying',
      reason: 'service-unavailable',
      http_status: 503,
      final: false,
    })
    const { body } = await get('/overview?minutes=60')
    expect(body).toMatchObject({
      step_seconds: 60,
      totals: { received: 4, delivered: 1, dropped: 0, retrying: 1, dead: 1, waiting: 2 },
      reasons: expect.arrayContaining([
        { status: 'dead', reason: 'invalid-authentication', explanation: expect.any(String), count: 1 },
      ]),
      oldest_waiting: expect.any(String),
      integrations: [
        {
          name: 'support',
          delivered: 1,
          waiting: 2,
          success_rate: 0.5,
          paused: false,
          rate_limit: { used_last_minute: 3 },
        },
      ],
    })
    expect(body.series).toHaveLength(60)
    expect(body.series.at(-1)).toMatchObject({ delivered: expect.any(Number) })
  })

  test.each([360, 1440, 10080])('of %s minutes has a series without gaps', async minutes => {
    const { body } = await get(`/overview?minutes=${minutes}`)
    const times = body.series.map(({ at }: { at: string }) => Date.parse(at))
    for (const [index, time] of times.slice(1).entries()) {
      expect(time - times[index]).toBe(body.step_seconds * 1_000)
    }
    expect(times.length).toBe((minutes * 60) / body.step_seconds)
  })

  test('with a different range answers 400', async () => {
    expect(await get('/overview?minutes=61')).toMatchObject({ status: 400 })
  })
})

describe('reading the configuration', () => {
  test('GET /integrations/{name} shows settings without secrets, and the preset', async () => {
    const { body } = await get('/integrations/support')
    expect(body).toMatchObject({
      name: 'support',
      destination: 'freshdesk',
      settings: { domain: 'acme' },
      secrets: { apiKey: { is_set: true } },
      is_preset: true,
      subscriptions: [{ partnerAction: 'signedUp' }, { partnerAction: 'identified' }],
      managed_by: 'file',
      revision: 1,
      waiting: 0,
    })
    expect(await get('/integrations/other')).toMatchObject({ status: 404 })
    expect((await get('/integrations')).body.integrations).toEqual([body])
  })

  test('GET /destinations describes settings, actions, fields and the preset', async () => {
    const { body } = await get('/destinations')
    const [freshdesk] = body.destinations
    expect(freshdesk).toMatchObject({ slug: 'freshdesk', name: 'Freshdesk', presets: [{ name: 'Default' }] })
    expect(freshdesk.settings).toContainEqual(expect.objectContaining({ key: 'apiKey', secret: true, required: true }))
    expect(freshdesk.actions[0].fields).toContainEqual(expect.objectContaining({ key: 'email', label: 'E-mail' }))
  })

  test('GET /server and GET /sources answer', async () => {
    expect((await get('/server')).body).toMatchObject({ version: '0.1.0', keep_days: 7, needs_token: false })
    expect((await get('/sources')).body).toMatchObject({ sources: [{ name: 'web', signs_requests: false }] })
  })
})

describe('POST /preview', () => {
  test('shows the action, each field with its place, the contact and the request of a sign-up', async () => {
    const event = signUp('usr_123', {
      context: {
        consent: { marketing: true },
        traits: { name: 'John Doe', email: 'John.Doe@example.com', phone: '07700 900123', title: 'Head of Growth' },
      },
    })
    const { body } = await post('/preview', { integration: 'support', event })
    const contact = {
      name: 'John Doe',
      email: 'john.doe@example.com',
      phone: '+447700900123',
      unique_external_id: 'usr_123',
      job_title: 'Head of Growth',
      tags: ['marketing-consent'],
      custom_fields: { signup_method: 'email' },
    }
    expect(body).toMatchObject({
      integration_on: true,
      result: { outcome: 'would-send' },
      requests: [{ method: 'POST', url: 'https://acme.freshdesk.com/api/v2/contacts', body: contact }],
    })
    const [signedUp, identified] = body.actions
    expect(signedUp).toMatchObject({
      matches: true,
      contact,
      consent: { category: 'marketing', state: 'granted' },
      omitted: [],
    })
    expect(signedUp.fields).toContainEqual({
      field: 'email',
      label: 'E-mail',
      value: 'John.Doe@example.com',
      from: ['traits.email', 'context.traits.email', 'properties.email'],
      directive: { firstOf: expect.any(Array) },
    })
    expect(identified).toMatchObject({ matches: false, payload: null })
  })

  test('needs neither an integration nor a key, and takes other settings and subscriptions', async () => {
    const subscription = {
      partnerAction: 'identified',
      subscribe: 'type = "track"',
      mapping: { email: { '@path': '$.userId' }, consent: true },
    }
    const { body } = await post('/preview', {
      destination: 'freshdesk',
      settings: { domain: 'other' },
      subscriptions: [subscription],
      event: signUp('grace@example.com'),
    })
    expect(body.requests[0]).toMatchObject({
      url: 'https://other.freshdesk.com/api/v2/contacts',
      body: { email: 'grace@example.com' },
    })
  })

  test('explains what is left out and why nothing is sent', async () => {
    const traits = { name: 'Ada', email: 'not an address', phone: '12' }
    const event = { type: 'identify', userId: 'u1', traits, context: { consent: { marketing: true } } }
    const { body } = await post('/preview', { integration: 'support', event })
    expect(body.actions[1].omitted).toContainEqual({
      field: 'email',
      reason: expect.any(String),
      explanation: expect.stringMatching(/^E-mail is .*\.$/),
    })
    const refused = await post('/preview', { integration: 'support', event: { type: 'identify', userId: 'u1' } })
    expect(refused.body.result).toMatchObject({
      outcome: 'dropped',
      reason: 'no-consent',
      explanation: expect.any(String),
    })
  })

  test.each([
    ['an unknown action', { subscriptions: [{ partnerAction: 'other', subscribe: '' }] }],
    ['a domain that is an address of a foreign host', { settings: { domain: 'evil.example' } }],
    ['an unknown destination', { destination: 'other' }],
    ['no event', { event: undefined }],
  ])('%s answers 400', async (_name, change) => {
    const { status, body } = await post('/preview', { event: signUp('u1'), ...change })
    expect(status).toBe(400)
    expect(body.error.message).toMatch(/\.$|Expected/)
  })
})
