import { CREATED, REFUSED, signUp, useAdmin } from '../../testing/use-admin'

jest.setTimeout(60_000)

const admin = useAdmin()

describe('GET /events', () => {
  const toCursor = (...position: unknown[]) => Buffer.from(JSON.stringify(position)).toString('base64url')

  test.each([
    'name=%00',
    'person=a%00',
    'since=2026-02-31T00:00:00Z',
    `cursor=${toCursor('2026-02-31T00:00:00Z', 1, 1)}`,
    `cursor=${toCursor('2026-02-01T00:00:00Z', 1e12, 1)}`,
  ])('a value that the database cannot hold, %s, answers 400', async query => {
    expect(await admin.get(`/events?${query}`)).toMatchObject({
      status: 400,
      body: {
        error: { code: 'INVALID_REQUEST', message: 'The request holds a value that cannot be stored or found.' },
      },
    })
  })

  test('an event without an attempt waits, and shows whom it is about', async () => {
    await admin.store(signUp('u1', { anonymousId: 'a1' }))
    const { body } = await admin.get('/events')
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
    await admin.store(signUp('u1'))
    await admin.end(1, CREATED)
    const [event] = (await admin.get('/events')).body.events
    expect(event).toMatchObject({
      status: 'delivered',
      http_status: 201,
      contact_url: 'https://acme.freshdesk.com/a/contacts/7001',
    })
  })

  test('a failed event explains its reason and the fix in the words of the destination', async () => {
    await admin.store(signUp('u1'))
    await admin.end(1, REFUSED)
    expect((await admin.get('/events')).body.events[0]).toMatchObject({
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
    await admin.store(signUp('u1'))
    await admin.end(1, { status, outcome: 'any', reason, http_status, final: status !== 'retrying' })
    expect((await admin.get('/events')).body.events[0]).toMatchObject({ status, explanation })
  })

  describe('filters', () => {
    beforeEach(async () => {
      await admin.store(
        signUp('u1'),
        { type: 'identify', userId: 'u2', traits: { email: 'Ada@Example.com', phone: '+44 20 7946 0958' } },
        { type: 'page', name: 'Pricing', anonymousId: 'a1' },
        signUp('u4'),
        signUp('u5'),
      )
      await admin.end(1, CREATED)
      await admin.end(2, { status: 'dropped', outcome: 'dropped', reason: 'no-consent' })
      await admin.end(3, REFUSED)
      await admin.end(4, { status: 'retrying', outcome: 'retrying', reason: 'service-unavailable', final: false })
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
      const { body } = await admin.get(`/events?${query}`)
      expect(body.events.map(({ seq }: { seq: number }) => seq)).toEqual(expected)
    })

    test('only the last attempt of an event counts', async () => {
      await admin.end(4, { ...CREATED, attempt: 2 })
      const find = async (query: string) =>
        (await admin.get(`/events?${query}`)).body.events.map(({ seq }: { seq: number }) => seq)
      expect(await find('reason=service-unavailable')).toEqual([])
      expect(await find('outcome=retrying')).toEqual([])
      expect(await find('status=delivered')).toEqual([4, 1])
    })

    test.each(['', 'status=dropped&', 'name=Signed%20Up&', 'person=u1&', 'type=track&'])(
      'a cursor of "%s" goes on where the page ended',
      async filter => {
        const all = (await admin.get(`/events?${filter}`)).body.events
        const found: unknown[] = []
        let cursor = ''
        do {
          const { body } = await admin.get(`/events?${filter}limit=1${cursor}`)
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
    const { status, body } = await admin.get(`/events?${query}`)
    expect(status).toBe(400)
    expect(body).toMatchObject({ error: { code: 'INVALID_REQUEST', message: expect.stringMatching(message) } })
  })

  test('hostile texts come back as they came in', async () => {
    const name = `<script>alert(1)</script>\u202e${'x'.repeat(10_000)}`
    await admin.store(signUp('u1', { event: name, context: { traits: { name } } }))
    const [event] = (await admin.get('/events')).body.events
    expect(event.name).toBe(name.slice(0, 512))
    expect(event.person.name).toBe(name.slice(0, 256))
  })
})
