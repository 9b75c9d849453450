import type { Event } from './deliver'
import type { EventLine, UnreadableLine } from './events'
import { asRecord } from './record'
import type { Report } from './report'

/** The one key that a line of a rejected file has beside the event's own. */
interface Rejection extends Pick<Report, 'outcome' | 'reason' | 'message' | 'status' | 'attempts'> {
  /** When, as an ISO 8601 date. */
  at: string
  /** The line of the input on which the event stood. */
  line: number
}

/** These stand for a line that is no event, or for an event that cannot stand beside the key `rejected`. */
const WRAPPERS: ReadonlySet<string> = new Set(['raw', 'rawBase64', 'rejected'])

/** A line of a rejected file, without its line end; `original` finds back from it to what the input held. */
export function rejectedLine(input: EventLine | UnreadableLine, report: Report, at: Date): string {
  const { outcome, reason, message, status, attempts } = report
  const rejected: Rejection = { outcome, reason, message, status, attempts, at: at.toISOString(), line: input.line }
  try {
    return JSON.stringify({ ...contents(input), rejected })
  } catch {
    // Nested so deep that it can be read but not be written: the text of the line is as good.
    return JSON.stringify({ raw: input.raw, rejected })
  }
}

function contents(input: EventLine | UnreadableLine): object {
  if ('event' in input && !needsWrapper(input.event)) return input.event
  if (input.raw === null) return {}
  return typeof input.raw === 'string' ? { raw: input.raw } : { rawBase64: input.raw.toString('base64') }
}

const needsWrapper = (event: Event) => 'rejected' in event || Object.keys(event).every(key => WRAPPERS.has(key))

/**
 * What a JSON object on a line stands for: itself, or, when it is from a rejected file, the event that was set aside, or
 * the bytes of a line that was. Null when those bytes were too many to keep.
 */
export function original(value: Event): Event | Buffer | null {
  const { rejected, ...event } = value
  if (!isRejection(rejected)) return value
  if (!needsWrapper(event)) return event
  if (typeof event.raw === 'string') return Buffer.from(event.raw)
  return typeof event.rawBase64 === 'string' ? Buffer.from(event.rawBase64, 'base64') : null
}

function isRejection(value: unknown): boolean {
  const { outcome, at, line } = asRecord(value)
  return typeof outcome === 'string' && typeof at === 'string' && typeof line === 'number'
}
