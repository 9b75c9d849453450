import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { readEvents } from '@datafly/cli'
import type { Report } from '@datafly/delivery'
import { openTestEnvironment, type TestEnvironment } from './test-environment'

const EXAMPLES = join(__dirname, '../../../../examples/data/events.ndjson')

let environment: TestEnvironment
afterEach(() => environment.close())

async function deliverExamples(): Promise<Report[]> {
  const reports: Promise<Report>[] = []
  for await (const line of readEvents(createReadStream(EXAMPLES))) {
    if ('event' in line) reports.push(environment.host.deliver(line.event))
  }
  return Promise.all(reports)
}

/** Where each event of the examples should end, by hand. */
const ENDS = [
  ['ev-01', 'created', null],
  ['ev-02', 'created', null],
  ['ev-03', 'dropped', 'not-subscribed'],
  ['ev-04', 'dropped', 'anonymous'],
  ['ev-05', 'dropped', 'no-consent'],
  ['ev-06', 'created', null],
  ['ev-07', 'exists', 'already-exists'],
  ['ev-08', 'updated', null],
  ['ev-09', 'dropped', 'not-subscribed'],
  ['ev-10', 'created', null],
  ['ev-11', 'created', null],
  ['ev-12', 'updated', null],
  ['ev-13', 'created', null],
  ['ev-14', 'created', null],
]

/** Who is in Freshdesk afterwards, sorted by name. */
const CONTACTS = [
  {
    name: 'Ada Moss',
    email: 'ada@moss.example',
    phone: '+442079460958',
    unique_external_id: 'usr_124',
    job_title: 'Head of Botany',
  },
  {
    name: 'John Doe',
    email: 'john.doe@example.com',
    phone: '+447700900123',
    unique_external_id: 'usr_123',
    job_title: 'Head of Growth',
  },
  { name: 'Kai Berg', email: 'kai.berg@example.com', phone: '+4930901820', unique_external_id: '129', job_title: null },
  {
    name: 'lee.park@example.com',
    email: 'lee.park@example.com',
    phone: null,
    unique_external_id: 'usr_126',
    job_title: null,
  },
  {
    name: 'María Núñez',
    email: 'maria.nunez@example.com',
    phone: '+14155552671',
    unique_external_id: 'usr_127',
    job_title: null,
  },
  {
    name: 'newsletter@example.com',
    email: 'newsletter@example.com',
    phone: null,
    unique_external_id: null,
    job_title: null,
  },
  {
    name: '山田 花子',
    email: 'hanako@example.com',
    phone: '+81312345678',
    unique_external_id: 'usr_128',
    job_title: null,
  },
]

async function people() {
  const contacts = await environment.contacts()
  const shown = contacts.map(({ name, email, phone, unique_external_id, job_title }) => ({
    name,
    email,
    phone,
    unique_external_id,
    job_title,
  }))
  return shown.sort((a, b) => String(a.name).localeCompare(String(b.name), 'en'))
}

test('on a quiet day every event of the examples ends where it should', async () => {
  environment = await openTestEnvironment()
  const reports = await deliverExamples()
  expect(reports.map(({ messageId, outcome, reason }) => [messageId, outcome, reason])).toEqual(ENDS)
  expect(await people()).toEqual(CONTACTS)
})

test('and so it does, ten at a time, under 429, 503, dropped connections and a hang, with answers lost on the way', async () => {
  environment = await openTestEnvironment({}, { concurrency: 10 })
  const troubles = [
    { status: 429, headers: { 'Retry-After': '20' } },
    { status: 503 },
    { kind: 'reset' },
    { kind: 'hang' },
    { kind: 'reset', after: true },
    { status: 429 },
    { kind: 'cut-off', after: true },
    { status: 502, body: '<html>Bad gateway</html>' },
    { kind: 'reset' },
  ]
  // Of several faults the newest strikes first.
  for (const trouble of troubles.reverse())
    await environment.admin('POST', '/faults', { times: 1, match: { path: '/api/v2/*' }, ...trouble })
  const reports = await deliverExamples()
  expect(await environment.admin('GET', '/faults')).toEqual({ faults: [] })

  // A contact whose response was lost was made all the same: the second attempt finds it.
  const ends = reports.map(({ messageId, outcome, reason }, i) =>
    ENDS[i]?.[1] === 'created' && (outcome === 'updated' || outcome === 'exists')
      ? ENDS[i]
      : [messageId, outcome, reason],
  )
  expect(ends).toEqual(ENDS)
  expect(await people()).toEqual(CONTACTS)
  expect((await environment.journal()).length).toBeGreaterThan(troubles.length + CONTACTS.length)
}, 30_000)
