import { isUtf8 } from 'node:buffer'
import type { Event } from './deliver'
import { readLines } from './lines'
import { MOST_GROWTH, original } from './rejected'

/** Segment takes 32 kB for an event: a line a thousand times as long is none, and must not fill the memory. */
const LONGEST_LINE = 32 * 1024 * 1024

/** Bytes that the key `rejected` may take, on top of what it is said of. */
const ROOM_FOR_REJECTION = 64 * 1024

/** Why a line holds no event. Nothing of the line is in them, its number neither: all lines of a kind are told of as one. */
const PROBLEMS = {
  'not-json': 'The line is not JSON: write one event, as a JSON object, on each line.',
  'not-an-event': 'The line is JSON, but not an object: write one event, as a JSON object, on each line.',
  'not-utf-8': 'The line is not UTF-8: save the events in that encoding.',
  'line-too-long': 'The line is longer than 32 MB, which no event is.',
  'not-kept': 'The line only tells of one that was too long to be kept: look for it where it first came from.',
} as const

type Reason = keyof typeof PROBLEMS

interface Place {
  /** Counted from 1. */
  line: number
  /** Bytes in the line. */
  size: number
  /** Bytes of the stream read up to the end of the line. */
  end: number
}

/** A line that holds an event, and the text of the event as it first came. */
export interface EventLine extends Place {
  event: Event
  raw: string
}

/** A line that holds none: why, and the text there is instead; bytes when they are no text, null when too long to keep. */
export interface UnreadableLine extends Place {
  reason: Reason
  /** A sentence for the operator. */
  message: string
  raw: string | Buffer | null
}

type Content = { event: Event; raw: string } | { reason: Reason; raw: string | Buffer | null }

const TOO_LONG: Content = { reason: 'line-too-long', raw: null }

/**
 * The events in a stream of NDJSON, in order, read no faster than they are asked for. Every line that is not blank comes
 * out, as an event or as unreadable; one that was set aside as rejected before comes out as it first was.
 */
export async function* readEvents(
  stream: AsyncIterable<Uint8Array>,
  { longestLine = LONGEST_LINE } = {},
): AsyncGenerator<EventLine | UnreadableLine> {
  // The limit is for what first came: it must not grow too long by being set aside.
  const longest = longestLine * MOST_GROWTH + ROOM_FOR_REJECTION
  for await (const { line, size, end, bytes } of readLines(stream, longest)) {
    const found = bytes ? read(bytes) : TOO_LONG
    if (!found) continue
    const content = Buffer.byteLength(found.raw ?? '') > longestLine ? TOO_LONG : found
    if ('event' in content) yield { line, size, end, ...content }
    else yield { line, size, end, ...content, message: PROBLEMS[content.reason] }
  }
}

/** Null for a blank line. */
function read(bytes: Buffer): Content | null {
  if (!isUtf8(bytes)) return { reason: 'not-utf-8', raw: bytes }
  // Takes off a byte order mark, and the carriage return of a Windows line.
  const raw = bytes.toString().trim()
  if (raw === '') return null
  const value = parse(raw)
  if (value === undefined) return { reason: 'not-json', raw }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { reason: 'not-an-event', raw }
  const found = original(value as Event, raw)
  if (found === null) return { reason: 'not-kept', raw }
  return Buffer.isBuffer(found) ? read(found) : found
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
