import { asRecord } from './event'

/** How an event can end, from what must be looked at first to what needs no look at all. */
export const OUTCOMES = [
  'interrupted',
  'gave-up',
  'rejected',
  'unreadable',
  'would-send',
  'created',
  'updated',
  'delivered',
  'exists',
  'dropped',
] as const

export type Outcome = (typeof OUTCOMES)[number]

const FAILURES: ReadonlySet<Outcome> = new Set<Outcome>(['interrupted', 'gave-up', 'rejected', 'unreadable'])

/** True when the event did not reach a good end and should be delivered again some time. */
export const failed = (report: { outcome: Outcome }): boolean => FAILURES.has(report.outcome)

/** What became of one event. Every key is always there; null says that there is nothing to tell. */
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
  /** The HTTP status of the last answer; null when none came. */
  status: number | null
  contactId: string | number | null
  /** How often the action ran: 1 when all went well at once. */
  attempts: number
  /** Values the action left out, and why. */
  omitted: ReadonlyArray<{ field: string; reason: string }>
  /** A sentence for the operator. */
  message: string | null
  /** What would have gone out; only in a dry run. */
  requests?: readonly SentRequest[]
}

/** A request as it would go over the wire. */
export interface SentRequest {
  method: string
  url: string
  headers: Readonly<Record<string, string>>
  /** Parsed when it is JSON, else the text; null when there is none. */
  body: unknown
}

/** What one subscription made of an event. */
export type Delivery = Omit<Report, 'messageId' | 'type' | 'event' | 'requests'>

const NOT_SUBSCRIBED: Delivery = {
  action: null,
  outcome: 'dropped',
  reason: 'not-subscribed',
  status: null,
  contactId: null,
  attempts: 0,
  omitted: [],
  message: null,
}

/**
 * One report for one event. When several subscriptions matched, the outcome that most needs a look decides, `action`
 * names them all, and nothing that was left out gets lost.
 */
export function toReport(event: Readonly<Record<string, unknown>>, deliveries: readonly Delivery[]): Report {
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
    omitted: [decisive, ...others].flatMap(delivery => delivery.omitted),
  }
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)

const GOOD: ReadonlySet<unknown> = new Set(['created', 'updated', 'exists', 'dropped'])

/**
 * What an action returned, in the words of a report. An action may return `{ outcome, reason?, message?, contactId?,
 * omitted? }` with outcome created, updated, exists or dropped; whatever else it returns counts as delivered.
 */
export function readResult(data: unknown): Pick<Delivery, 'outcome' | 'reason' | 'message' | 'contactId' | 'omitted'> {
  const { outcome, reason, message, contactId, omitted } = asRecord(data)
  return {
    outcome: GOOD.has(outcome) ? (outcome as Outcome) : 'delivered',
    reason: textOrNull(reason),
    message: textOrNull(message),
    contactId: typeof contactId === 'number' ? contactId : textOrNull(contactId),
    omitted: Array.isArray(omitted) ? omitted : [],
  }
}
