import type { EventSummary } from '../../api/types'

/** A delivered sign-up, for tests of this folder. */
export const createEvent = (change: Partial<EventSummary> = {}): EventSummary => ({
  integration: 'support',
  seq: 1,
  message_id: 'm-1',
  type: 'track',
  name: 'Signed Up',
  person: { name: 'Ada Moss', email: 'ada@example.com', user_id: 'usr_1', anonymous_id: null },
  received_at: '2026-11-25T11:55:00.000Z',
  at: '2026-11-25T11:55:00.200Z',
  status: 'delivered',
  outcome: 'created',
  reason: null,
  explanation: null,
  fix: null,
  http_status: 201,
  contact_id: '7',
  contact_url: 'https://acme.freshdesk.com/a/contacts/7',
  attempts: 1,
  duration_ms: 120,
  message: null,
  replay_of: null,
  superseded_by: null,
  replayed_by: null,
  ...change,
})
