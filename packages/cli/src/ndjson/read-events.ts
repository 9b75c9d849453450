import { isUtf8 } from 'node:buffer'
import type { Event } from '@datafly/delivery'
import { type InputLine, PROBLEMS, type UnreadableReason } from './event-line'
import { readLines } from './read-lines'
import { decodeRejected, MAX_GROWTH } from './rejected'

/**
 * Segment takes 32 kB for an event: a line a thousand times as long is not an event, and must not
 * fill the memory.
 */
const MAX_LINE = 32 * 1024 * 1024

/** Bytes that the key `rejected` may take, on top of what it is said of. */
const ROOM_FOR_REJECTION = 64 * 1024

type Content = { event: Event; raw: string } | { reason: UnreadableReason; raw: string | Buffer | null }

const TOO_LONG: Content = { reason: 'line-too-long', raw: null }

/**
 * The events in a stream of NDJSON, in order, read no faster than they are asked for. Every line
 * that is not blank comes out, as an event or as unreadable; one that was set aside as rejected
 * before comes out as it first was.
 */
export async function* readEvents(
  stream: AsyncIterable<Uint8Array>,
  { longestLine = MAX_LINE } = {},
): AsyncGenerator<InputLine> {
  // The limit is for what first came: it must not grow too long by being set aside.
  const longest = longestLine * MAX_GROWTH + ROOM_FOR_REJECTION
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
  const value = parseJson(raw)
  if (value === undefined) return { reason: 'not-json', raw }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { reason: 'not-an-event', raw }
  const found = decodeRejected(value as Event, raw)
  if (found === null) return { reason: 'not-kept', raw }
  return Buffer.isBuffer(found) ? read(found) : found
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
