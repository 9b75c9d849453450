import { RetryableError } from '@segment/actions-core'
import { MESSAGES, toMessage } from '../messages'
import { toText } from './response'
import { toOversizeError } from './to-error'

/**
 * Hosts give an action about four seconds. The message about a slow server must be out before that.
 */
export const MAX_ACTION_MILLISECONDS = 3500

/** Waits for a request at most this long, for hosts that apply neither a time-out nor a signal. */
export async function withinTime<T>(pending: Promise<T>, milliseconds: number, signal?: AbortSignal): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  let onAbort = () => {}
  const cut = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(toOutOfTimeError()), Math.max(milliseconds, 0))
    onAbort = () => reject(toStoppedError())
    signal?.addEventListener('abort', onAbort, { once: true })
  })
  try {
    return await Promise.race([pending, cut])
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', onAbort)
  }
}

/**
 * What a failed request means: an error of the destination in the place of the network's, or the
 * host's own error unchanged.
 */
export function toTransportError(error: unknown, signal?: AbortSignal): unknown {
  const { name, type } = Object(error) as { name?: unknown; type?: unknown }
  if (error instanceof RetryableError) return error
  if (signal?.aborted) return toStoppedError()
  if (type === 'max-size') return toOversizeError()
  const code = getCode(error)
  if (/TIMEOUT|ETIMEDOUT|body-timeout/i.test(code)) return toOutOfTimeError()
  if (!NETWORK_ERRORS.has(String(name)) && !NETWORK_CODE.test(code)) return error
  return new RetryableError(toMessage(MESSAGES.NO_RESPONSE, { cause: toCause(code) }), 503)
}

const toOutOfTimeError = () =>
  new RetryableError(toMessage(MESSAGES.OUT_OF_TIME, { seconds: MAX_ACTION_MILLISECONDS / 1000 }), 408)

const toStoppedError = () => new RetryableError(toMessage(MESSAGES.STOPPED), 408)

/** The error classes of node-fetch and of the framework. Every other class belongs to the host. */
const NETWORK_ERRORS = new Set([
  'FetchError',
  'AbortError',
  'TimeoutError',
  'RequestTimeoutError',
  'RequestClientError',
])

/** The codes of Node's sockets, name look-ups, streams and TLS, and of undici. */
const NETWORK_CODE = /^(E[A-Z]{3,20}|EAI_[A-Z]+|UND_ERR_\w+|ERR_STREAM_\w+|ERR_TLS_\w+|CERT_\w+)$/

const CAUSES: Record<string, string> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was reset',
  ENOTFOUND: 'the host name is unknown',
  EAI_AGAIN: 'the look-up of the host name failed',
}

/** Only the code of the error, never its message: node-fetch puts the whole URL there. */
const toCause = (code: string) =>
  CAUSES[code] ?? (/^[\w-]{1,40}$/.test(code) ? `the connection failed (${code})` : 'the connection failed')

/** undici puts the error of the socket into `cause`. */
function getCode(error: unknown): string {
  const { code, type, cause } = Object(error) as { code?: unknown; type?: unknown; cause?: unknown }
  return toText(code ?? (Object(cause) as { code?: unknown }).code ?? type)
}
