import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe } from 'node:diagnostics_channel'
import type { ClientRequest, IncomingMessage } from 'node:http'
import type { DestinationDefinition, RequestClient, RequestOptions } from '@segment/actions-core'
import { parseRateLimit } from './allowance'
import { asRecord } from './event'
import type { Pacing } from './pacing'
import { classifyError } from './retry-policy'

/**
 * One request of an action, and its response. Bodies hold people's data; headers, and with them
 * keys, are left out.
 */
export interface Call {
  method: string
  url: string
  /** The value that was sent as JSON, or null. */
  body: unknown
  /** The HTTP status, or null when no response came. */
  status: number | null
  /** The text of the response, or null. */
  response: string | null
  milliseconds: number
}

/** What the requests of one running attempt have done so far. */
export interface RequestLog {
  calls: number
  responses: number
  /**
   * Milliseconds to wait when a smaller limit than the account's is used up; then only this event
   * waits.
   */
  hold: number
  /** Called after each request. */
  onCall?: ((call: Call) => void) | undefined
}

export const emptyLog = (onCall?: (call: Call) => void): RequestLog => ({ calls: 0, responses: 0, hold: 0, onCall })

/**
 * Returns the same definition, whose requests are counted, paced and watched. The framework gives a
 * host no other way to see a request before it is sent, or the response to a deletion.
 *
 * @param log returns the log of the attempt that runs; one Destination runs one attempt at a time
 * @param signal returns the signal of the attempt, for requests that the framework sends without
 * one
 */
export function trackRequests<Settings>(
  definition: DestinationDefinition<Settings>,
  pacing: Pacing,
  log: () => RequestLog,
  signal: () => AbortSignal | undefined,
): DestinationDefinition<Settings> {
  const track = (request: RequestClient) => trackedClient(request, pacing, log, signal)
  const actions = Object.entries(definition.actions).map(([slug, action]) => [
    slug,
    { ...action, perform: ((request, data) => action.perform(track(request), data)) as typeof action.perform },
  ])
  const { onDelete } = definition
  return {
    ...definition,
    actions: Object.fromEntries(actions),
    ...(onDelete && { onDelete: (request, data) => onDelete(track(request), data) }),
  }
}

function trackedClient(
  request: RequestClient,
  pacing: Pacing,
  log: () => RequestLog,
  signal: () => AbortSignal | undefined,
): RequestClient {
  const send = async (url: string, options?: RequestOptions): Promise<unknown> => {
    const current = log()
    const kind = toKind(options?.method ?? 'GET', url)
    current.hold = pacing.holdFor(kind)
    if (current.hold > 0) throw limitUsedUp(current.hold)
    if (++current.calls > 1) pacing.addCall()
    pacing.started(kind)
    const start = Date.now()
    let response: unknown
    try {
      const ownSignal = signal()
      const sent = { ...options, ...(ownSignal && !options?.signal && { signal: ownSignal }) }
      const received = await ours.run(true, () => request(url, sent))
      response = received
      return received
    } catch (error) {
      response = asRecord(error).response
      throw error
    } finally {
      const { status, headers, content } = asRecord(response)
      if (response) current.responses++
      pacing.ended(kind, headers ? parseRateLimit(headers as Headers) : null)
      current.onCall?.({
        method: (options?.method ?? 'GET').toUpperCase(),
        url,
        body: options?.json ?? null,
        status: typeof status === 'number' ? status : null,
        response: typeof content === 'string' ? content : null,
        milliseconds: Date.now() - start,
      })
      if (status === 429) current.hold = holdAfter429(kind, response, pacing)
    }
  }
  return send as RequestClient
}

/** The method and the path without ids: requests of one kind share a limit. */
function toKind(method: string, url: string): string {
  const path = (URL.canParse(url) ? new URL(url).pathname : url).split('/').filter(part => !/^\d+$/.test(part))
  return `${method.toUpperCase()} ${path.join('/')}`
}

function holdAfter429(kind: string, response: unknown, pacing: Pacing): number {
  const { retryAfter } = classifyError({ response }, Date.now())
  return retryAfter !== null && pacing.exhausted(kind, retryAfter) ? retryAfter : 0
}

const limitUsedUp = (milliseconds: number) =>
  Object.assign(new Error('The limit for requests of this kind is used up.'), {
    status: 429,
    retryAfter: milliseconds / 1000,
  })

/** Marks the requests of a destination among all requests of the process. */
const ours = new AsyncLocalStorage<true>()

/**
 * Ends a response that is cut off at once. The framework's HTTP client does not notice a connection
 * that closes before the announced Content-Length: it waits for the rest until its timeout. It does
 * listen to errors of the request.
 */
subscribe('http.client.request.start', message => {
  if (ours.getStore() === undefined) return
  const { request } = message as { request: ClientRequest }
  request.once('response', (response: IncomingMessage) => {
    response.once('close', () => {
      if (response.complete || request.listenerCount('error') === 0) return
      request.emit('error', Object.assign(new Error('The response was cut off.'), { code: 'ECONNRESET' }))
    })
  })
})
