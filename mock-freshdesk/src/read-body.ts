import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'

/**
 * Reads a request's body, once, and hands it on as text; `wellEncoded` is false when the bytes were not utf-8.
 * A request without a body is handed on at once.
 */
export function readBody(req: IncomingMessage, done: (body: string, wellEncoded: boolean) => void) {
  const { headers } = req
  if (headers['transfer-encoding'] === undefined && (headers['content-length'] ?? '0') === '0') {
    done('', true)
    return
  }
  let first: Buffer | undefined
  let rest: Buffer[] | undefined
  req.on('data', (chunk: Buffer) => {
    if (first === undefined) first = chunk
    else if (rest === undefined) rest = [first, chunk]
    else rest.push(chunk)
  })
  req.on('end', () => {
    const bytes = rest ? Buffer.concat(rest) : first
    if (bytes === undefined) done('', true)
    else done(bytes.toString('utf8'), isUtf8(bytes))
  })
}
