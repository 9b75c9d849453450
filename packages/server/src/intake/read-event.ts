import { randomUUID } from 'node:crypto'
import { getIdentities } from '@datafly/delivery'
import { type ConsentState, readConsent } from './consent'
import { asRecord, isDeeperThan } from './json'

/** The most bytes of one event. */
const MAX_EVENT = 64 * 1024

/** The most levels of objects and lists in one event. Far deeper ones cannot be written as JSON. */
const MAX_LEVELS = 100

/** The most characters of a name or an identifier that is stored beside the event. */
const MAX_TEXT = 512

/** The most identifiers of one event that decide its order. */
const MAX_KEYS = 16

const TYPES: ReadonlySet<unknown> = new Set(['track', 'identify', 'page', 'screen', 'group', 'alias', 'delete'])

/** What is known about the request that carried an event. */
export interface Arrival {
  /** The type that the path names, such as "track" for /v1/t. */
  type: string | null
  receivedAt: Date
  ip: string
  userAgent: string | null
  /** Shared by the events of a batch that have no `context` or `integrations`. */
  shared: Readonly<Record<string, unknown>>
}

/** An event in the form in which it is stored. */
export interface StoredEvent {
  messageId: string
  keys: string[]
  type: string | null
  name: string | null
  /** JSON. */
  body: string
  consent: ConsentState | null
  /** When the event happened, or was received if that is unknown or lies in the future. */
  at: Date
  /** Why the event cannot be delivered; null for a good event. */
  problem: string | null
}

/**
 * Completes one event as it came over the wire: type, message id, times, and the client's address
 * and user agent. A bad event is kept with its problem, so that it ends as a dead letter.
 */
export function readEvent(raw: unknown, arrival: Arrival): StoredEvent {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return isDeeperThan(MAX_LEVELS, raw)
      ? toTooDeep(raw, arrival)
      : toProblem(raw, arrival, 'The event is not a JSON object.')
  }
  const event = completeEvent(raw as Record<string, unknown>, arrival)
  if (isDeeperThan(MAX_LEVELS, event)) return toTooDeep(event, arrival)
  const body = JSON.stringify(event)
  const problem = findProblem(event, Buffer.byteLength(body))
  if (problem) return toProblem(event, arrival, problem)
  return {
    messageId: toColumn(event.messageId) ?? randomUUID(),
    keys: getIdentities(event).slice(0, MAX_KEYS).map(toKey),
    type: toColumn(event.type),
    name: toColumn(event.event ?? event.name),
    body,
    consent: readConsent(event),
    at: toTime(event.timestamp, arrival.receivedAt),
    problem: null,
  }
}

function completeEvent(raw: Record<string, unknown>, arrival: Arrival): Record<string, unknown> {
  // The write key is a credential, and the batch's, not the event's.
  const { writeKey: _, ...event } = { ...arrival.shared, ...raw }
  const context = asRecord(event.context)
  const receivedAt = arrival.receivedAt.toISOString()
  const { messageId } = event
  return {
    ...event,
    ...(arrival.type && { type: arrival.type }),
    messageId: typeof messageId === 'string' && messageId.trim() !== '' ? messageId : randomUUID(),
    timestamp: event.timestamp ?? event.originalTimestamp ?? receivedAt,
    receivedAt,
    context: {
      ...context,
      ip: context.ip ?? arrival.ip,
      ...((context.userAgent ?? arrival.userAgent) && { userAgent: context.userAgent ?? arrival.userAgent }),
    },
  }
}

function findProblem({ type, event, context }: Record<string, unknown>, size: number): string | null {
  if (size > MAX_EVENT) return `The event has ${size} bytes, and the most is ${MAX_EVENT}.`
  if (!TYPES.has(type)) return 'The event has no type: set "type" to track, identify, page, screen, group or alias.'
  if (type === 'track' && (typeof event !== 'string' || event.trim() === '')) {
    return 'A track event needs its name in "event".'
  }
  return Array.isArray(context) ? 'The "context" of the event is not an object.' : null
}

/** Keeps what there is of a bad event, cut to the size limit. */
function toProblem(raw: unknown, arrival: Arrival, problem: string): StoredEvent {
  const { messageId, type, event } = asRecord(raw)
  return {
    messageId: toColumn(messageId) ?? randomUUID(),
    keys: [],
    type: toColumn(type),
    name: toColumn(event),
    body: (JSON.stringify(raw) ?? 'null').slice(0, MAX_EVENT),
    consent: null,
    at: arrival.receivedAt,
    problem,
  }
}

/** Of an event that is nested too deeply, only the plain values are kept. */
function toTooDeep(raw: unknown, arrival: Arrival): StoredEvent {
  const plain = Object.entries(asRecord(raw)).filter(([, value]) => typeof value !== 'object')
  return toProblem(Object.fromEntries(plain), arrival, `The event is nested more than ${MAX_LEVELS} levels deep.`)
}

/** A time before 1970 is no time of an event, and PostgreSQL holds no time before 4713 BC. */
function toTime(value: unknown, receivedAt: Date): Date {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return time <= receivedAt.getTime() ? new Date(Math.max(0, time)) : receivedAt
}

/** PostgreSQL's text holds no NUL. */
function toColumn(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.replaceAll('\u0000', '').slice(0, MAX_TEXT) : null
}

/** The identifiers hold no control characters, so the separator of keys is never in one. */
const toKey = (key: string): string => key.slice(0, MAX_TEXT)
