import { CREATED, REFUSED, signUp, useAdmin } from '../../testing/use-admin'

jest.setTimeout(60_000)

const admin = useAdmin()

describe('GET /overview', () => {
  test('counts by status, reason and integration', async () => {
    await admin.store(signUp('u1'), signUp('u2'), signUp('u3'), signUp('u4'))
    await admin.end(1, CREATED)
    await admin.end(2, REFUSED)
    await admin.end(3, {
      status: 'retrying',
      outcome: 'retrying',
      reason: 'service-unavailable',
      http_status: 503,
      final: false,
    })
    const { body } = await admin.get('/overview?minutes=60')
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
    const { body } = await admin.get(`/overview?minutes=${minutes}`)
    const times = body.series.map(({ at }: { at: string }) => Date.parse(at))
    for (const [index, time] of times.slice(1).entries()) {
      expect(time - times[index]).toBe(body.step_seconds * 1_000)
    }
    expect(times.length).toBe((minutes * 60) / body.step_seconds)
  })

  test('with a different range answers 400', async () => {
    expect(await admin.get('/overview?minutes=61')).toMatchObject({ status: 400 })
  })
})
