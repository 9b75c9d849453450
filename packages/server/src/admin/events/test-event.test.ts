import { signUp, useAdmin } from '../../testing/use-admin'

jest.setTimeout(60_000)

const admin = useAdmin()

describe('POST /test-events', () => {
  test('stores the event and names its numbers', async () => {
    const { status, body } = await admin.post('/test-events', { source: 'web', event: signUp('u1') })
    expect(status).toBe(202)
    expect(body).toEqual({ message_id: 'm-u1', events: [{ integration: 'support', seq: 1 }], problem: null })
  })

  test('an event with a fault is stored as a dead letter, and the answer names the fault', async () => {
    const { body } = await admin.post('/test-events', { source: 'web', event: { type: 'track' } })
    expect(body.problem).toBe('A track event needs its name in "event".')
    expect((await admin.get('/events')).body.events[0]).toMatchObject({ status: 'dead', reason: 'invalid-event' })
  })

  test('a refusal of consent is remembered', async () => {
    await admin.store({ ...signUp('u1'), context: { consent: { marketing: false } } })
    expect((await admin.get('/events/support/1')).body.consent).toMatchObject({ state: 'denied', decision: 'dropped' })
  })

  test('an unknown source answers 400', async () => {
    const { status, body } = await admin.post('/test-events', { source: 'app', event: {} })
    expect(status).toBe(400)
    expect(body.error).toMatchObject({ field: 'source', message: 'There is no source "app".' })
  })
})
