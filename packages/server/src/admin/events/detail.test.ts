import { CREATED, signUp, useAdmin } from '../../testing/use-admin'

jest.setTimeout(60_000)

const admin = useAdmin()

describe('GET /events/{integration}/{seq}', () => {
  test('shows the body, the consent, each attempt and what the event would become now', async () => {
    await admin.store(signUp('u1'))
    const call = { method: 'POST', url: 'https://acme', body: { a: 1 }, status: 201, response: '{}', milliseconds: 9 }
    const omitted = [{ field: 'phone', reason: 'is not a number' }]
    await admin.end(1, {
      ...CREATED,
      action: 'signedUp',
      detail: JSON.stringify({ payload: { a: 1 }, omitted, calls: [call] }),
    })
    const { body } = await admin.get('/events/support/1')
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
      await admin.store(signUp('u1'))
      expect(await admin.get(path)).toMatchObject({ status: 404, body: { error: { code: 'NOT_FOUND' } } })
    },
  )

  test('an event that is no object is shown as text', async () => {
    await admin.database.pool.query(
      `select intake_events('{1}', '{m1}', '{""}', '{null}', '{null}', '{"[1,"}', '{"The event is not a JSON object."}')`,
    )
    const { body } = await admin.get('/events/support/1')
    expect(body).toMatchObject({ body: '[1,', status: 'dead', reason: 'invalid-event', explanation_now: null })
  })

  test.each([
    [{ marketing: false }, 'The event refuses the consent that the integration requires: marketing.'],
    [{}, 'The event says nothing about the consent that the integration requires: marketing.'],
  ])('an event with the consent %j names the category that it lacks', async (consent, sentence) => {
    await admin.store({ ...signUp('u1'), context: { consent } })
    const { body } = await admin.get('/events/support/1')
    expect(body).toMatchObject({ consent: { required: ['marketing'], sentence } })
  })
})
