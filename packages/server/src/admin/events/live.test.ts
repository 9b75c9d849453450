import { type AdminClient, createAdminClient } from '../../testing/admin-client'
import { createTestDatabase, type TestDatabase } from '../../testing/test-database'

jest.setTimeout(60_000)

let database: TestDatabase
let admin: AdminClient
let url: string

beforeAll(async () => {
  database = await createTestDatabase()
  admin = await createAdminClient(database)
  await admin.call('POST', '/sources', { name: 'web' })
  const settings = { domain: 'acme', apiKey: 'any' }
  await admin.call('POST', '/integrations', { name: 'support', destination: 'freshdesk', sources: ['web'], settings })
  url = await admin.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await admin?.close()
  await database?.close()
})

const send = (...ids: string[]) =>
  Promise.all(
    ids.map(id =>
      admin.call('POST', '/test-events', { source: 'web', event: { type: 'identify', userId: id, messageId: id } }),
    ),
  )

interface Changes {
  events: Array<{ seq: number; message_id: string; status: string }>
  skipped: number
}

/** The messages of the stream, each in the form of its data. */
async function* listen(): AsyncGenerator<Changes> {
  const response = await fetch(`${url}/admin/v1/live`)
  let text = ''
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += Buffer.from(chunk).toString()
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const [first, second = ''] = text.slice(0, end).split('\n')
      text = text.slice(end + 2)
      if (first === 'event: changes') yield JSON.parse(second.slice('data: '.length))
      else yield { events: [], skipped: 0 }
    }
  }
}

test('new and changed events come once each', async () => {
  const stream = listen()
  await stream.next()
  await send('m1', 'm2')
  const seen: string[] = []
  for await (const { events } of stream) {
    seen.push(...events.map(({ message_id, status }) => `${message_id} ${status}`))
    if (seen.length === 2) {
      await database.pool.query(
        `insert into outcome (account, seq, attempt, received_at, at, final, status, outcome)
         select account, seq, 1, received_at, now(), true, 'dropped', 'dropped' from event where message_id = 'm1'`,
      )
    }
    if (seen.length === 3) await send('m3')
    if (seen.length >= 4) break
  }
  expect(seen.slice(0, 2).sort()).toEqual(['m1 waiting', 'm2 waiting'])
  expect(seen.slice(2)).toEqual(['m1 dropped', 'm3 waiting'])
})

test('of more than 200 changes at a time, the newest are sent and the others are counted', async () => {
  const stream = listen()
  await stream.next()
  const ids = Array.from({ length: 250 }, (_, index) => `n${index}`)
  const values = [
    ids.map(() => 1),
    ids,
    ids.map(() => ''),
    ids.map(() => 'track'),
    ids.map(() => 'A'),
    ids.map(() => '{}'),
  ]
  await database.pool.query('select intake_events($1, $2, $3, $4, $5, $6, $7)', [...values, ids.map(() => null)])
  for await (const { events, skipped } of stream) {
    const own = events.filter(({ message_id }) => message_id.startsWith('n'))
    if (own.length === 0) continue
    expect(events).toHaveLength(200)
    expect(skipped).toBeGreaterThanOrEqual(50)
    break
  }
})
