import type { Executed } from './attempt'
import { asRecord, type Event } from './event'
import type { ClassifiedError } from './retry-policy'

/** How an event can end, from the outcome that most needs attention to the one that needs none. */
export const OUTCOMES = [
  'interrupted',
  'gave-up',
  'held-back',
  'rejected',
  'unreadable',
  'would-send',
  'created',
  'updated',
  'delivered',
  'deleted',
  'exists',
  'dropped',
] as const

export type Outcome = (typeof OUTCOMES)[number]

const FAILURES: ReadonlySet<Outcome> = new Set<Outcome>([
  'interrupted',
  'gave-up',
  'held-back',
  'rejected',
  'unreadable',
])

/** True when the event is not delivered and should be delivered again later. */
export const failed = (report: { outcome: Outcome }): boolean => FAILURES.has(report.outcome)

/** The result of one event. Every key is always present; null means that there is no value. */
export interface Report {
  messageId: string | null
  type: string | null
  /** The event's name, for a track. */
  event: string | null
  /** The action that ran; several, joined by commas, when several subscriptions matched. */
  action: string | null
  outcome: Outcome
  /** One kebab-case word. */
  reason: string | null
  /** The HTTP status of the last response; null without a response. */
  status: number | null
  contactId: string | number | null
  /**
   * False when the destination holds nothing new: the event was dropped or failed, or only an
   * existing record was found.
   */
  written: boolean
  /** How often the action ran: 1 when the first attempt succeeded. */
  attempts: number
  /** Values that the action left out, and why. */
  omitted: ReadonlyArray<{ field: string; reason: string }>
  /** A sentence for the operator. */
  message: string | null
  /** The requests that would be sent; only in a dry run. */
  requests?: readonly SentRequest[]
}

/** A request as it would be sent. */
export interface SentRequest {
  method: string
  url: string
  headers: Readonly<Record<string, string>>
  /** The parsed JSON, or the text when it is not JSON; null without a body. */
  body: unknown
}

/** The result of one event with one subscription. */
export type Delivery = Omit<Report, 'messageId' | 'type' | 'event' | 'requests'>

/** A delivery that ran no action. */
export const withoutAttempt = (outcome: Outcome, reason: string, message: string | null = null): Delivery => ({
  action: null,
  outcome,
  reason,
  status: null,
  contactId: null,
  written: false,
  attempts: 0,
  omitted: [],
  message,
})

/** The message of an event that was interrupted before its first attempt. */
export const NOT_STARTED = 'The delivery was interrupted before this event was sent.'

const NOT_SUBSCRIBED = withoutAttempt('dropped', 'not-subscribed')

/** The delivery of an action that failed. */
export function toFailure(action: string, outcome: Outcome, error: ClassifiedError, attempts: number): Delivery {
  const { reason, status, message } = error
  return { ...withoutAttempt(outcome, reason, message), action, status, attempts }
}

/** The delivery of an action that returned. */
export function toSuccess(action: string, { data, status }: Executed, attempts: number): Delivery {
  return { action, ...readResult(data), status, attempts }
}

/**
 * Returns one report for one event. With several subscriptions the outcome that most needs
 * attention decides; `action` names all of them, and `omitted` holds the omissions of all.
 */
export function toReport(event: Event, deliveries: readonly Delivery[]): Report {
  const [decisive = NOT_SUBSCRIBED, ...others] = deliveries.toSorted(
    (a, b) => OUTCOMES.indexOf(a.outcome) - OUTCOMES.indexOf(b.outcome),
  )
  return {
    messageId: textOrNull(event.messageId),
    type: textOrNull(event.type),
    event: textOrNull(event.event),
    ...decisive,
    action: deliveries.map(delivery => delivery.action).join(',') || null,
    contactId: decisive.contactId ?? others.find(other => other.contactId !== null)?.contactId ?? null,
    written: deliveries.some(({ written }) => written),
    omitted: [decisive, ...others].flatMap(delivery => delivery.omitted),
  }
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** The outcomes that an action may return. */
const GOOD: ReadonlySet<unknown> = new Set(['created', 'updated', 'exists', 'deleted', 'dropped'])

type ActionResult = Pick<Delivery, 'outcome' | 'reason' | 'message' | 'contactId' | 'written' | 'omitted'>

/**
 * Reads the value that an action returned. An action may return `{ outcome, reason?, message?,
 * contactId?, written?, omitted? }` with the outcome created, updated, exists, deleted or dropped.
 * The outcome `not-found` of a deletion counts as dropped. Any other value counts as delivered.
 */
export function readResult(data: unknown): ActionResult {
  const { outcome, reason, message, contactId, written, omitted } = asRecord(data)
  if (outcome === 'not-found') return readResult({ ...asRecord(data), outcome: 'dropped', reason: reason ?? outcome })
  const known = GOOD.has(outcome) ? (outcome as Outcome) : 'delivered'
  return {
    outcome: known,
    reason: textOrNull(reason),
    message: textOrNull(message),
    contactId: typeof contactId === 'number' ? contactId : textOrNull(contactId),
    written: typeof written === 'boolean' ? written : known !== 'exists' && known !== 'dropped',
    omitted: Array.isArray(omitted) ? omitted : [],
  }
}
