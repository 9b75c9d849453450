import { type OutgoingHttpHeaders, request } from 'node:http'
import type { MockContext } from '../context'
import type { Recorded } from '../journal'

/** Names the request that was sent again: the journal shows where the second one comes from. */
const RESENT = 'x-mock-resent-from'

/** Headers of the first connection, and of a body that is decoded by now. */
const LEFT_OUT = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'expect',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
])

/** How long the second request waits for a response that a fault withholds. */
const MAX_WAIT_MS = 10_000

/**
 * Sends a request of the journal once more, through faults and rate limits like any client. The
 * key stays in the process. Resolves with the id of the new request when it is in the journal.
 */
export function resend(
  { journal }: MockContext,
  { seq, request: { method, path, search, headers, body } }: Recorded,
  address: { host: string; port: number },
): Promise<{ id: string }> {
  const mark = `${seq}; ${journal.lastTurn}`
  return new Promise((resolve, reject) => {
    const sent = request({
      ...address,
      method,
      path: path + search,
      headers: { ...keepHeaders(headers), [RESENT]: mark, 'content-length': String(Buffer.byteLength(body)) },
    })
    const stop = journal.subscribe(recorded => {
      if (recorded.request.headers[RESENT] !== mark) return
      stop()
      resolve({ id: String(recorded.seq) })
      // A fault may never respond: a client would give up too.
      if (recorded.hanging) setTimeout(() => sent.destroy(), MAX_WAIT_MS).unref()
    })
    sent.on('response', response => response.on('error', () => {}).resume())
    sent.on('error', error => {
      stop()
      reject(error)
    })
    sent.end(body)
  })
}

const keepHeaders = (headers: OutgoingHttpHeaders) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !LEFT_OUT.has(name)))
