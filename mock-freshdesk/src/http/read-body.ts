import { isUtf8 } from 'node:buffer'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

/** More than an avatar with all its form fields. A compressed body counts as decoded. */
const MAX_BODY_BYTES = 20 * 1024 * 1024

export interface Body {
  readonly text: string
  /** False when the bytes were not utf-8. */
  readonly wellEncoded: boolean
  /**
   * True when the body is larger than the limit. The text is empty then, and the rest may still be
   * under way.
   */
  readonly tooLarge: boolean
}

const NONE: Body = { text: '', wellEncoded: true, tooLarge: false }
const TOO_LARGE: Body = { ...NONE, tooLarge: true }

/**
 * Reads the body of a request once, and decodes it as its Content-Encoding says. Calls back at once
 * without a body, and never when the client goes away half-way.
 */
export function readBody(req: IncomingMessage, headers: IncomingHttpHeaders, done: (body: Body) => void) {
  const length = headers['content-length']
  if (headers['transfer-encoding'] === undefined && (length === undefined || length === '0')) {
    done(NONE)
    return
  }
  const chunks: Buffer[] = []
  let size = 0
  req.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= MAX_BODY_BYTES) chunks.push(chunk)
    else if (chunks.length > 0) {
      chunks.length = 0
      done(TOO_LARGE)
    }
  })
  req.on('end', () => {
    if (size > MAX_BODY_BYTES) return
    const bytes = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)
    const encoding = headers['content-encoding']
    if (encoding === undefined) done(toBody(bytes))
    else decode(bytes, encoding.trim().toLowerCase(), done)
  })
}

const toBody = (bytes: Buffer): Body => ({ text: bytes.toString('utf8'), wellEncoded: isUtf8(bytes), tooLarge: false })

/** The API refuses bytes that are not in their encoding as broken JSON. */
function decode(bytes: Buffer, encoding: string, done: (body: Body) => void) {
  // Few clients compress a body, so zlib is loaded on first use.
  const zlib: typeof import('node:zlib') = require('node:zlib')
  const decoders = new Map([
    ['gzip', zlib.gunzip],
    ['x-gzip', zlib.gunzip],
    ['deflate', zlib.inflate],
    ['br', zlib.brotliDecompress],
  ])
  const decoder = decoders.get(encoding)
  if (!decoder) {
    done(toBody(bytes))
    return
  }
  decoder(bytes, { maxOutputLength: MAX_BODY_BYTES }, (error: NodeJS.ErrnoException | null, decoded) => {
    if (!error) done(toBody(decoded))
    else if (error.code === 'ERR_BUFFER_TOO_LARGE') done(TOO_LARGE)
    else done({ ...toBody(bytes), wellEncoded: false })
  })
}
