import * as v from 'valibot'
import {
  anyObject,
  count,
  described,
  filterText,
  numberOrNull,
  queryNumber,
  text,
  textOrNull,
  time,
  timeOrNull,
} from '../fields'
import { preview } from '../preview/schemas'

/** Values of the filter `status`. */
export const STATUSES = ['waiting', 'retrying', 'delivered', 'dropped', 'dead'] as const

const queryTime = v.optional(v.pipe(v.string(), v.isoTimestamp('must be a time such as 2026-01-31T12:00:00Z')))

export const eventQuery = v.strictObject({
  integration: filterText,
  status: v.optional(v.picklist(STATUSES)),
  outcome: described(filterText, 'Such as created, updated, exists, rejected or gave-up.'),
  reason: filterText,
  type: filterText,
  name: described(filterText, 'The exact name of the event.'),
  person: described(filterText, 'An identifier with or without its prefix: u1, user:u1, ada@example.com.'),
  since: described(queryTime, 'Only events received at this time or later.'),
  until: described(queryTime, 'Only events received before this time.'),
  cursor: described(filterText, 'The next_cursor of the page before.'),
  limit: queryNumber(50, 500),
})

export type EventFilter = v.InferOutput<typeof eventQuery>

export const person = v.strictObject({
  name: textOrNull,
  email: textOrNull,
  user_id: textOrNull,
  anonymous_id: textOrNull,
})

const summaryFields = {
  integration: text,
  seq: described(count, 'The number of the event in its integration, without gaps.'),
  message_id: textOrNull,
  type: textOrNull,
  name: textOrNull,
  person,
  received_at: time,
  at: described(timeOrNull, 'The time of the last attempt.'),
  status: v.picklist(STATUSES),
  outcome: textOrNull,
  reason: textOrNull,
  explanation: described(textOrNull, 'The reason in words.'),
  fix: described(textOrNull, 'What an operator does about it.'),
  http_status: numberOrNull,
  contact_id: textOrNull,
  contact_url: described(textOrNull, 'The page of the contact in the destination.'),
  attempts: count,
  duration_ms: described(numberOrNull, 'Milliseconds of the last attempt.'),
  message: described(textOrNull, 'The message of the last attempt.'),
  replay_of: described(numberOrNull, 'The number of the event of which this one is a replay.'),
  superseded_by: described(
    numberOrNull,
    'For a dead letter: the number of a newer delivered event of the same person.',
  ),
  replayed_by: described(numberOrNull, 'For a dead letter: the number of its replay.'),
}

export const eventSummary = v.strictObject(summaryFields)
export type EventSummary = v.InferInput<typeof eventSummary>

const omission = v.strictObject({ field: text, reason: text })

export const call = v.strictObject({
  method: text,
  url: text,
  body: v.unknown(),
  status: numberOrNull,
  response: textOrNull,
  milliseconds: v.number(),
})

export const attempt = v.strictObject({
  attempt: count,
  at: time,
  final: v.boolean(),
  status: v.picklist(STATUSES),
  outcome: text,
  reason: textOrNull,
  explanation: textOrNull,
  http_status: numberOrNull,
  contact_id: textOrNull,
  action: textOrNull,
  duration_ms: numberOrNull,
  message: textOrNull,
  payload: described(v.unknown(), 'The payload as the mapping made it; null when no action ran.'),
  omitted: v.array(omission),
  calls: described(v.array(call), 'The requests and responses, without headers.'),
})

export const eventConsent = v.strictObject({
  required: v.array(text),
  state: described(v.picklist(['granted', 'denied', 'unknown']), 'What the event itself says.'),
  known: described(
    v.array(v.strictObject({ categories: v.record(v.string(), v.boolean()), at: time })),
    'The newest known consent of the person.',
  ),
  decision: v.picklist(['passed', 'dropped']),
  sentence: text,
})

export const eventDetail = v.strictObject({
  ...summaryFields,
  keys: described(v.array(text), 'The identifiers of the person, which decide the order.'),
  body: described(v.union([anyObject, text]), 'The event as it is stored; text when it is no JSON object.'),
  source: textOrNull,
  consent: eventConsent,
  attempts_list: v.array(attempt),
  explanation_now: described(v.nullable(preview), 'What the present configuration makes of the event.'),
  replays: described(v.array(count), 'The numbers of the replays of this event.'),
})

export const eventPage = v.strictObject({
  events: v.array(eventSummary),
  next_cursor: textOrNull,
  has_more: described(
    v.boolean(),
    'True when more may follow. A page that took too long to search has fewer events than the limit.',
  ),
})

export const liveChanges = v.strictObject({
  events: described(v.array(eventSummary), 'The new and the changed events, at most 200.'),
  skipped: described(count, 'The changes that the message leaves out.'),
})

export const testEventBody = v.strictObject({ source: text, event: anyObject })

export const testEventResult = v.strictObject({
  message_id: text,
  events: v.array(v.strictObject({ integration: text, seq: count })),
  problem: described(textOrNull, 'Why the event cannot be delivered.'),
})
