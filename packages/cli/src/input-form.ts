import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { quoted } from './text'
import { UsageError } from './usage-error'

/** How the events of the input are separated: a line each, or the elements of a JSON array. */
type Separator = 'lines' | 'array'

export interface OpenedForm {
  bytes: AsyncIterable<Uint8Array>
  separator: Separator
  isGzip: boolean
}

const HEAD = 4_096

/**
 * Unpacks gzip and detects the form of the events from the first bytes.
 *
 * @param name the path, or null for standard input
 * @throws UsageError for CSV, UTF-16 and zip, with the command that converts the file
 */
export async function detectForm(stream: AsyncIterable<Uint8Array>, name: string | null): Promise<OpenedForm> {
  const first = await peek(stream)
  const isGzip = first.head[0] === 0x1f && first.head[1] === 0x8b
  const { head, bytes } = isGzip ? await peek(gunzip(first.bytes)) : first
  refuse(head, name)
  const isArray = head
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart()
    .startsWith('[')
  return { bytes, separator: isArray ? 'array' : 'lines', isGzip }
}

/** Reads the first bytes, and returns them with a stream that still has them. */
async function peek(stream: AsyncIterable<Uint8Array>): Promise<{ head: Buffer; bytes: AsyncIterable<Uint8Array> }> {
  const chunks = stream[Symbol.asyncIterator]()
  let head = Buffer.alloc(0)
  // A person may type a single event, so four bytes are enough to go on.
  while (head.length < 4) {
    const { value, done } = await chunks.next()
    if (done) break
    head = Buffer.concat([head, value])
  }
  async function* all() {
    if (head.length > 0) yield head
    yield* { [Symbol.asyncIterator]: () => chunks }
  }
  return { head: head.subarray(0, HEAD), bytes: all() }
}

const gunzip = (bytes: AsyncIterable<Uint8Array>) => pipeline(Readable.from(bytes), createGunzip(), () => {})

function refuse(head: Buffer, name: string | null): void {
  const file = name === null ? 'FILE' : quoted(name)
  const input = name ?? 'The input'
  if (head.subarray(0, 4).equals(Buffer.from('PK\x03\x04'))) {
    throw new UsageError(`${input} is a zip archive. Unpack it on the way: unzip -p ${file} | datafly deliver`)
  }
  const isUtf16 =
    head[0] === 0xff && head[1] === 0xfe ? 'UTF-16LE' : head[0] === 0xfe && head[1] === 0xff ? 'UTF-16BE' : null
  if (isUtf16 || (head.length > 3 && head[1] === 0 && head[3] === 0)) {
    const encoding = isUtf16 ?? 'UTF-16LE'
    throw new UsageError(
      `${input} is UTF-16, not UTF-8. Convert it on the way: iconv -f ${encoding} -t UTF-8 ${file} | datafly deliver`,
    )
  }
  const [line = ''] = head.toString('utf8').split('\n')
  if (CSV_HEADER.test(line.trim())) {
    throw new UsageError(
      `${input} looks like CSV, not like events in JSON. Convert each row to an event on one line: ` +
        `npx csvtojson@2 ${file} | jq -c '.[] | {type: "identify", userId: .id, traits: .}' | datafly deliver`,
    )
  }
}

/** Two or more column names, separated by commas, semicolons or tabs. */
const CSV_HEADER = /^\ufeff?"?[A-Za-z_][\w .-]*"?([,;\t]"?[A-Za-z_][\w .-]*"?)+$/
