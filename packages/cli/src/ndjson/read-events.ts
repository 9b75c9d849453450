import { isUtf8 } from 'node:buffer'
import { type Event, unpackBatch } from '@datafly/delivery'
import { type InputLine, PROBLEMS, type UnreadableReason } from './event-line'
import { type Line, readLines } from './read-lines'
import { decodeRejected, MAX_GROWTH } from './rejected'
import { splitArray } from './split-array'

/**
 * Segment allows 32 kB for an event. A line a thousand times as long is no event, and must not fill
 * the memory.
 */
const MAX_LINE = 32 * 1024 * 1024

/** Bytes that the key `rejected` may add to an event. */
const ROOM_FOR_REJECTION = 64 * 1024

type Content = { event: Event; raw: string } | { reason: UnreadableReason; raw: string | Buffer | null }

const TOO_LONG: Content = { reason: 'line-too-long', raw: null }

/**
 * Reads the events of NDJSON or of a JSON array in order, no faster than the caller asks. Yields
 * each line that is not blank, as an event or as unreadable. Yields the events of a batch one by
 * one, and the original event of a line of a rejected file.
 */
export async function* readEvents(
  stream: AsyncIterable<Uint8Array>,
  { longestLine = MAX_LINE, separator = 'lines' as 'lines' | 'array' } = {},
): AsyncGenerator<InputLine> {
  // The limit is for the original event. A line of a rejected file is longer.
  const longest = longestLine * MAX_GROWTH + ROOM_FOR_REJECTION
  const lines: AsyncIterable<Line> = (separator === 'array' ? splitArray : readLines)(stream, longest)
  for await (const { line, size, end, bytes } of lines) {
    const found = bytes ? read(bytes) : TOO_LONG
    if (!found) continue
    let isFirst = true
    for (const one of unpack(found)) {
      const content = Buffer.byteLength(one.raw ?? '') > longestLine ? TOO_LONG : one
      const place = { line, size: isFirst ? size : 0, end }
      isFirst = false
      if ('event' in content) yield { ...place, ...content }
      else yield { ...place, ...content, message: PROBLEMS[content.reason] }
    }
  }
}

/** The events of a batch, each by itself; any other content as it is. */
function unpack(content: Content): Content[] {
  const batch = 'event' in content ? unpackBatch(content.event) : null
  if (!batch) return [content]
  return batch.map(entry => {
    const raw = JSON.stringify(entry)
    const isEvent = typeof entry === 'object' && entry !== null && !Array.isArray(entry)
    return isEvent ? { event: entry as Event, raw } : { reason: 'not-an-event', raw }
  })
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
