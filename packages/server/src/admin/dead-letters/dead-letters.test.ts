import { CREATED, REFUSED, signUp, useAdmin } from '../../testing/use-admin'

jest.setTimeout(60_000)

const admin = useAdmin()

describe('dead letters', () => {
  beforeEach(async () => {
    await admin.store(signUp('u1'), signUp('u2'), signUp('u1', { messageId: 'm3' }), { type: 'track', userId: 'u1' })
    await admin.end(1, REFUSED)
    await admin.end(2, REFUSED)
    await admin.end(3, CREATED)
  })

  test('are grouped by reason, with the fix, and count those that a newer delivery supersedes', async () => {
    const { body } = await admin.get('/dead-letters')
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
    const { events } = (await admin.get('/events?status=dead')).body
    expect(events.map((event: Record<string, unknown>) => [event.seq, event.superseded_by])).toEqual([
      [4, null],
      [2, null],
      [1, 3],
    ])
  })

  test('a replay leaves out what is superseded, when asked to', async () => {
    const request = { integration: 'support', reason: 'invalid-authentication', skip_superseded: true }
    expect((await admin.post('/replay', request)).body).toEqual({ replayed: 1, skipped: 1 })
    expect((await admin.get('/events?status=waiting')).body.events).toMatchObject([{ seq: 5, replay_of: 2 }])
    expect((await admin.get('/events/support/2')).body).toMatchObject({ replays: [5], replayed_by: 5 })
    expect((await admin.get('/dead-letters')).body.groups[0]).toMatchObject({ count: 1 })
  })

  test('a replay takes the listed events, and those that have not ended are skipped', async () => {
    await admin.store(signUp('u9'))
    expect((await admin.post('/replay', { integration: 'support', seqs: [1, 1, 5, 99] })).body).toEqual({
      replayed: 1,
      skipped: 2,
    })
  })

  test('a replay without a reason takes all, once', async () => {
    expect((await admin.post('/replay', { integration: 'support' })).body).toEqual({ replayed: 3, skipped: 0 })
    expect((await admin.post('/replay', { integration: 'support' })).body).toEqual({ replayed: 0, skipped: 0 })
    expect((await admin.get('/dead-letters')).body).toEqual({ groups: [] })
  })

  test('a delivered replay of older values supersedes no newer dead letter', async () => {
    await admin.store(signUp('u2', { messageId: 'm5' }))
    await admin.end(5, REFUSED)
    await admin.post('/replay', { integration: 'support', seqs: [2] })
    await admin.end(6, CREATED)
    expect((await admin.get('/events/support/5')).body.superseded_by).toBeNull()
  })

  test('a replay that fails again stays superseded', async () => {
    await admin.post('/replay', { integration: 'support', seqs: [1] })
    await admin.end(5, REFUSED)
    expect((await admin.get('/events/support/5')).body).toMatchObject({ status: 'dead', superseded_by: 3 })
  })

  test('an unknown integration answers 404', async () => {
    expect(await admin.post('/replay', { integration: 'other' })).toMatchObject({ status: 404 })
  })
})
