import type { Event, Report } from '@datafly/delivery'
import type { InputLine } from './event-line'

/** The one key that a line of a rejected file has beside the event's own. */
interface Rejection extends Pick<Report, 'outcome' | 'reason' | 'message' | 'status' | 'attempts'> {
  /** When, as an ISO 8601 date. */
  at: string
  /** The line of the input on which the event stood. */
  line: number
}

/**
 * These stand for a line that is no event, or for an event that cannot stand beside the key
 * `rejected`.
 */
const WRAPPERS: ReadonlySet<string> = new Set(['raw', 'rawBase64', 'rejected'])

/** So many times longer a text may become by being set aside. */
export const MAX_GROWTH = 2

/**
 * A line of a rejected file, without its line end; `decodeRejected` finds back from it to what the
 * input held.
 */
export function rejectedLine(input: InputLine, report: Report, at: Date): string {
  const { outcome, reason, message, status, attempts } = report
  const rejected: Rejection = { outcome, reason, message, status, attempts, at: at.toISOString(), line: input.line }
  // Text is put to text: a number that JavaScript cannot hold would not come out of an object as it
  // went in.
  if ('event' in input && !needsWrapper(input.event)) return `${input.raw.slice(0, -1)}${tail(rejected)}`
  return JSON.stringify({ ...wrapped(input.raw), rejected })
}

const tail = (rejected: unknown) => `,"rejected":${JSON.stringify(rejected)}}`

function wrapped(raw: string | Buffer | null): object {
  if (raw === null) return {}
  if (typeof raw === 'string' && quotedSize(raw) <= MAX_GROWTH * Buffer.byteLength(raw)) return { raw }
  return { rawBase64: Buffer.from(raw as string).toString('base64') }
}

/** Without the quotes themselves. */
const quotedSize = (text: string) => Buffer.byteLength(JSON.stringify(text)) - 2

const needsWrapper = (event: Event) => 'rejected' in event || Object.keys(event).every(key => WRAPPERS.has(key))

/**
 * What a JSON object on a line stands for: itself, or, when it is from a rejected file, the event
 * that was set aside, or the bytes of a line that was. Null when those bytes were too many to keep.
 */
export function decodeRejected(value: Event, raw: string): { event: Event; raw: string } | Buffer | null {
  const { rejected, ...event } = value
  if (!isRejection(rejected)) return { event: value, raw }
  if (!needsWrapper(event)) return { event, raw: withoutTail(raw, tail(rejected)) }
  if (typeof event.raw === 'string') return Buffer.from(event.raw)
  return typeof event.rawBase64 === 'string' ? Buffer.from(event.rawBase64, 'base64') : null
}

/**
 * When the line was rewritten by hand, the key stays in the text, and a later one of that name
 * counts instead.
 */
const withoutTail = (raw: string, end: string) => (raw.endsWith(end) ? `${raw.slice(0, -end.length)}}` : raw)

function isRejection(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { outcome, at, line, ...others } = value as Record<string, unknown>
  if (typeof outcome !== 'string' || typeof at !== 'string' || typeof line !== 'number') return false
  return Object.values(others).every(other => typeof other !== 'object' || other === null)
}
