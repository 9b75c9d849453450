import type { Attempt, EventDetail, PreviewAction } from '../../api/types'
import { createEvent } from './event-fixture'
import { toMappedActions } from './mapped-action'
import { toTimeline } from './timeline'

const attempt = (change: Partial<Attempt>): Attempt => ({
  attempt: 1,
  at: '2026-11-25T11:55:00.200Z',
  final: true,
  status: 'delivered',
  outcome: 'created',
  reason: null,
  explanation: null,
  http_status: 201,
  contact_id: '7',
  action: 'signedUp',
  duration_ms: 150,
  message: null,
  payload: { name: 'Ada', email: 'ADA@example.com', signup_method: 'email', company_id: 'Initech' },
  omitted: [{ field: 'company_id', reason: 'not-an-id' }],
  calls: [
    { method: 'GET', url: 'https://acme.freshdesk.com/x', body: null, status: 200, response: '[]', milliseconds: 9 },
    {
      method: 'POST',
      url: 'https://acme.freshdesk.com/api/v2/contacts',
      body: { name: 'Ada', email: 'ada@example.com', custom_fields: { signup_method: 'email' } },
      status: 201,
      response: '{"id":7}',
      milliseconds: 120,
    },
  ],
  ...change,
})

const field = (name: string, label: string, ...from: string[]) => ({
  field: name,
  label,
  value: 'of the preview',
  from,
  directive: null,
})

const preview = (change: Partial<PreviewAction> = {}): PreviewAction => ({
  action: 'signedUp',
  title: 'Signed Up',
  subscribe: 'type = "track"',
  matches: true,
  payload: { email: 'ADA@example.com', name: 'Ada', signup_method: 'email', company_id: 'Initech' },
  fields: [
    field('name', 'Name', 'traits.name'),
    field('email', 'E-mail', 'traits.email'),
    field('phone', 'Phone', 'traits.phone'),
    field('company_id', 'Company', 'traits.company'),
  ],
  consent: { category: 'marketing', state: 'granted' },
  contact: { name: 'Ada' },
  omitted: [{ field: 'company_id', reason: 'not-an-id', explanation: 'The value is a name.' }],
  problem: null,
  ...change,
})

const detail = (attempts: Attempt[], actions = [preview()], change: Partial<EventDetail> = {}): EventDetail => ({
  ...createEvent(),
  keys: [],
  body: {},
  source: null,
  consent: { required: [], state: 'granted', known: [], decision: 'passed', sentence: '' },
  attempts_list: attempts,
  explanation_now: {
    integration_on: true,
    actions,
    result: { outcome: 'created', reason: null, explanation: null, message: null },
    requests: [],
  },
  replays: [],
  ...change,
})

const kinds = (event: EventDetail) =>
  toTimeline(event).map(step => (step.kind === 'pause' ? `pause ${step.milliseconds}` : step.kind))

test('a delivered event goes from intake to its end', () => {
  expect(kinds(detail([attempt({})]))).toEqual(['received', 'consent', 'mapping', 'attempt', 'end'])
})

test('a pause of a second and more is a step, and so is each pause before a retry', () => {
  const first = attempt({ at: '2026-11-25T11:55:03.000Z', duration_ms: 500, final: false, status: 'retrying' })
  const second = attempt({ attempt: 2, at: '2026-11-25T11:55:03.300Z', duration_ms: 0 })
  const third = attempt({ attempt: 3, at: '2026-11-25T11:55:03.500Z', duration_ms: 0 })
  const expected = ['received', 'consent', 'mapping', 'pause 2500', 'attempt', 'pause 300', 'attempt', 'attempt', 'end']
  expect(kinds(detail([first, second, third]))).toEqual(expected)
})

test('an event that was dropped before any action has neither a mapping nor an attempt', () => {
  expect(kinds(detail([attempt({ action: null, status: 'dropped', calls: [] })]))).toEqual([
    'received',
    'consent',
    'end',
  ])
})

test('an event that waits shows the mapping of the present configuration', () => {
  const event = detail([], [preview(), preview({ action: 'identified', matches: false })])
  expect(kinds(event)).toEqual(['received', 'consent', 'mapping', 'end'])
  expect(toMappedActions(event)[0]).toMatchObject({ action: 'signedUp', hasChanged: false })
})

test('each trait has its place, its value, and the value that was sent', () => {
  expect(toMappedActions(detail([attempt({})]))).toEqual([
    {
      action: 'signedUp',
      title: 'Signed Up',
      fields: [
        { field: 'name', label: 'Name', from: ['traits.name'], value: 'Ada', sent: 'Ada' },
        { field: 'email', label: 'E-mail', from: ['traits.email'], value: 'ADA@example.com', sent: 'ada@example.com' },
        { field: 'company_id', label: 'Company', from: ['traits.company'], value: 'Initech', sent: undefined },
        { field: 'signup_method', label: 'signup_method', from: null, value: 'email', sent: 'email' },
      ],
      emptyFields: ['Phone'],
      omitted: [{ field: 'company_id', label: 'Company', reason: 'not-an-id', explanation: 'The value is a name.' }],
      hasRequest: true,
      hasChanged: false,
      problem: null,
    },
  ])
})

test('a mapping that changed since is marked, and the values stay those of the attempt', () => {
  const [mapped] = toMappedActions(detail([attempt({})], [preview({ payload: { name: 'Other' } })]))
  expect(mapped?.hasChanged).toBe(true)
  expect(mapped?.fields[0]?.value).toBe('Ada')
})

test('an action that the integration has no more still shows its payload', () => {
  const [mapped] = toMappedActions(detail([attempt({})], []))
  expect(mapped).toMatchObject({ title: 'signedUp', hasChanged: false, emptyFields: [] })
  expect(mapped?.fields.map(({ field: name }) => name)).toEqual(['name', 'email', 'signup_method', 'company_id'])
})

test('of several places, the one that held the value is named', () => {
  const payload = { name: { firstOf: [null, ' ', 'Ada', 'Eve'] }, phone: { firstOf: [null, null] } }
  const actions = [preview({ payload, fields: [field('name', 'Name', 'a.name', 'b.name', 'c.name', 'd.name')] })]
  const [mapped] = toMappedActions(detail([attempt({ payload })], actions))
  expect(mapped).toMatchObject({ hasChanged: false, fields: [{ from: ['c.name'], value: 'Ada' }] })
})

test('of several places without a list, those that the event has are named', () => {
  const payload = { consent: { marketing: true } }
  const actions = [preview({ payload, fields: [field('consent', 'Consent', 'context.consent', 'consent')] })]
  const body = { context: { consent: { marketing: true } } }
  expect(toMappedActions(detail([attempt({ payload })], actions, { body }))[0]?.fields[0]?.from).toEqual([
    'context.consent',
  ])
})

test('an event that no action takes shows the events that the actions take', () => {
  const dropped = attempt({ action: null, status: 'dropped', calls: [] })
  const event = detail([dropped], [preview({ matches: false })], { status: 'dropped', reason: 'not-subscribed' })
  expect(toTimeline(event)[2]).toEqual({
    kind: 'unmatched',
    subscriptions: [{ title: 'Signed Up', subscribe: 'type = "track"' }],
  })
})
