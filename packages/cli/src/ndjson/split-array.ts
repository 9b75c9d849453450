import type { Line } from './read-lines'

const [OPEN, CLOSE, QUOTE, BACKSLASH, COMMA] = Buffer.from('[]"\\,')
const OPENING = new Set(Buffer.from('[{'))
const CLOSING = new Set(Buffer.from(']}'))
const SPACE = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf])

/**
 * Splits a JSON array into its elements, each as a line of the number of the element. Reads no
 * faster than it is asked to, and holds one element and one chunk at the most. The text of an
 * element stays exactly the same, so it is parsed only once, later.
 *
 * @param longest the bytes of the longest element; a longer one has no bytes
 * @throws Error when the array has no end
 */
export async function* splitArray(stream: AsyncIterable<Uint8Array>, longest: number): AsyncGenerator<Line> {
  let state: 'before' | 'inside' | 'after' = 'before'
  let depth = 0
  let inString = false
  let isEscaped = false
  let line = 0
  let size = 0
  let read = 0
  let parts: Buffer[] = []

  const add = (part: Buffer) => {
    size += part.length
    if (size <= longest) parts.push(part)
    else parts = []
  }
  const finish = (end: number): Line => {
    const done = { line: ++line, size, end, bytes: size <= longest ? Buffer.concat(parts) : null }
    size = 0
    parts = []
    return done
  }

  for await (const chunk of stream) {
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    let start = 0
    for (let at = 0; at < buffer.length; at++) {
      const byte = buffer[at] as number
      if (inString) {
        if (isEscaped) isEscaped = false
        else if (byte === BACKSLASH) isEscaped = true
        else if (byte === QUOTE) inString = false
      } else if (state === 'before') {
        if (byte === OPEN) state = 'inside'
        start = at + 1
      } else if (state === 'after') {
        start = at + 1
      } else if (depth === 0 && (byte === COMMA || byte === CLOSE)) {
        add(buffer.subarray(start, at))
        if (size > 0) yield finish(read + at + 1)
        start = at + 1
        if (byte === CLOSE) state = 'after'
      } else if (byte === QUOTE) inString = true
      else if (OPENING.has(byte)) depth++
      else if (CLOSING.has(byte)) depth--
      else if (depth === 0 && size === 0 && start === at && SPACE.has(byte)) start = at + 1
    }
    add(buffer.subarray(start))
    read += buffer.length
  }
  if (size > 0) yield finish(read)
  if (state !== 'after') throw new Error('the JSON array has no end, so the file is cut off')
}
