/**
 * A line of a stream, without its line feed. The bytes are null when there were too many of them.
 */
export interface Line {
  /** Counted from 1. */
  line: number
  size: number
  /** Bytes of the stream read up to the end of this line. */
  end: number
  bytes: Buffer | null
}

const LINE_FEED = 0x0a

/**
 * The lines of a stream of bytes, read no faster than they are asked for. Holds one line and one
 * chunk at the most.
 */
export async function* readLines(stream: AsyncIterable<Uint8Array>, longest: number): AsyncGenerator<Line> {
  let line = 0
  let end = 0
  let size = 0
  let parts: Buffer[] = []

  const add = (part: Buffer) => {
    size += part.length
    end += part.length
    if (size <= longest) parts.push(part)
    else parts = []
  }
  const finish = (): Line => {
    const done = { line: ++line, size, end, bytes: size <= longest ? Buffer.concat(parts) : null }
    size = 0
    parts = []
    return done
  }

  for await (const chunk of stream) {
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    let start = 0
    for (let stop = buffer.indexOf(LINE_FEED); stop >= 0; stop = buffer.indexOf(LINE_FEED, start)) {
      add(buffer.subarray(start, stop))
      end++
      start = stop + 1
      yield finish()
    }
    add(buffer.subarray(start))
  }
  if (size > 0) yield finish()
}
