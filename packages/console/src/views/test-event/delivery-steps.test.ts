import type { Attempt, EventDetail } from '../../api/types'
import { toDeliverySteps, toSummary } from './delivery-steps'

const attempt: Attempt = {
  attempt: 1,
  at: '2026-11-25T12:00:01.000Z',
  final: true,
  status: 'delivered',
  outcome: 'created',
  reason: null,
  explanation: null,
  http_status: 201,
  contact_id: '42',
  action: 'signedUp',
  duration_ms: 12,
  message: null,
  payload: { email: 'john.doe@example.com', name: 'John Doe' },
  omitted: [],
  calls: [
    {
      method: 'POST',
      url: 'https://acme.freshdesk.com/api/v2/contacts',
      body: { name: 'John Doe', email: 'john.doe@example.com' },
      status: 201,
      response: '{}',
      milliseconds: 9,
    },
  ],
}

const delivered: EventDetail = {
  integration: 'support',
  seq: 12,
  message_id: 'm1',
  source: null,
  type: 'track',
  name: 'Signed Up',
  person: { name: 'John Doe', email: 'john.doe@example.com', user_id: 'usr_123', anonymous_id: null },
  received_at: '2026-11-25T12:00:00.000Z',
  at: '2026-11-25T12:00:01.000Z',
  status: 'delivered',
  outcome: 'created',
  reason: null,
  explanation: null,
  fix: null,
  http_status: 201,
  contact_id: '42',
  contact_url: 'https://acme.freshdesk.com/a/contacts/42',
  attempts: 1,
  duration_ms: 12,
  message: null,
  replay_of: null,
  superseded_by: null,
  replayed_by: null,
  keys: ['user:usr_123'],
  body: {},
  consent: {
    required: ['marketing'],
    state: 'granted',
    known: [],
    decision: 'passed',
    sentence: 'Marketing is granted.',
  },
  attempts_list: [attempt],
  explanation_now: null as never,
  replays: [],
}

const states = (detail: EventDetail) => toDeliverySteps(detail).map(({ state }) => state)
const lines = (detail: EventDetail, key: string) => toDeliverySteps(detail).find(step => step.key === key)?.lines

test('a delivered event has five steps that are done, and names the answer and the contact', () => {
  expect(states(delivered)).toEqual(['done', 'done', 'done', 'done', 'done'])
  expect(lines(delivered, 'mapped')).toEqual(['signedUp made a contact with 2 fields.'])
  expect(lines(delivered, 'response')).toEqual(['Freshdesk created the contact 42.'])
  expect(toDeliverySteps(delivered).at(-1)).toMatchObject({ title: 'Response', httpStatus: 201 })
  expect(toSummary(delivered)).toBe('Delivered to support, with 201 and the contact 42.')
})

test('an event before its first attempt waits at the consent', () => {
  const waiting: EventDetail = { ...delivered, status: 'waiting', attempts_list: [], attempts: 0, outcome: null }
  expect(states(waiting)).toEqual(['done', 'active', 'later', 'later', 'later'])
  expect(toSummary(waiting)).toBe('On its way to support.')
})

test('an event without consent is dropped there, and the fix is named', () => {
  const dropped: EventDetail = {
    ...delivered,
    status: 'dropped',
    outcome: 'dropped',
    reason: 'no-consent',
    fix: 'Send the event with marketing consent.',
    consent: { ...delivered.consent, state: 'denied', decision: 'dropped', sentence: 'Marketing is refused.' },
    attempts_list: [{ ...attempt, status: 'dropped', outcome: 'dropped', calls: [] }],
  }
  expect(states(dropped)).toEqual(['done', 'dropped', 'later', 'later', 'later'])
  expect(lines(dropped, 'consent')).toEqual(['Marketing is refused.', 'Send the event with marketing consent.'])
  expect(toSummary(dropped)).toBe('Dropped by support. Marketing is refused.')
})

test.each([
  ['dropped', 'dropped'],
  ['dead', 'failed'],
] as const)('an event that is %s before any request ends at the mapping', (status, state) => {
  const ended: EventDetail = {
    ...delivered,
    status,
    explanation: 'The event has neither an e-mail address nor a user id.',
    attempts_list: [{ ...attempt, status, calls: [], payload: null }],
  }
  expect(states(ended)).toEqual(['done', 'done', state, 'later', 'later'])
  expect(lines(ended, 'mapped')).toEqual(['The event has neither an e-mail address nor a user id.'])
})

test('a refused request fails at the response with the reason and the fix', () => {
  const refused: EventDetail = {
    ...delivered,
    status: 'dead',
    http_status: 401,
    explanation: 'The API key is wrong.',
    fix: 'Copy it again.',
    attempts_list: [{ ...attempt, status: 'dead', http_status: 401 }],
  }
  expect(states(refused)).toEqual(['done', 'done', 'done', 'done', 'failed'])
  expect(lines(refused, 'response')).toEqual(['The API key is wrong.', 'Copy it again.'])
  expect(toSummary(refused)).toBe('Not delivered to support. The API key is wrong.')
})

test('an event that is retried names the next attempt', () => {
  const retrying: EventDetail = {
    ...delivered,
    status: 'retrying',
    explanation: 'Freshdesk is not available.',
    attempts: 1,
    attempts_list: [{ ...attempt, final: false, status: 'retrying', http_status: 503 }],
  }
  expect(states(retrying)).toEqual(['done', 'done', 'done', 'done', 'active'])
  expect(lines(retrying, 'response')).toEqual(['Freshdesk is not available.', 'Attempt 2 follows by itself.'])
})
