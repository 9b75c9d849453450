import { isUtf8 } from 'node:buffer'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

/** More than an avatar with all its form fields. */
const MAX_BODY_BYTES = 20 * 1024 * 1024

export interface Body {
  readonly text: string
  /** False when the bytes were not utf-8. */
  readonly wellEncoded: boolean
  /**
   * True when there was more than the mock takes; the text is empty then, and the rest is still
   * under way.
   */
  readonly tooLarge: boolean
}

const NONE: Body = { text: '', wellEncoded: true, tooLarge: false }
const TOO_LARGE: Body = { ...NONE, tooLarge: true }

/**
 * Reads a request's body, once. Without one it hands on at once; when the client goes away
 * half-way, never.
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
    done({ text: bytes.toString('utf8'), wellEncoded: isUtf8(bytes), tooLarge: false })
  })
}
