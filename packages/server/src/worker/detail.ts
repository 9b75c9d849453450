import type { DestinationDefinition, RequestClient } from '@segment/actions-core'
import { asRecord } from '../intake/json'

/** The most characters of one request or response body that are kept. */
const MAX_BODY = 4_096

/** One request of an attempt, and its response. */
export interface Exchange {
  method: string
  url: string
  body: unknown
  /** Null when no response came. */
  status: number | null
  response: string | null
  milliseconds: number
}

/** What an attempt did, as the Event Debugger shows it. */
export interface Detail {
  payload: unknown
  exchanges: Exchange[]
  omitted: ReadonlyArray<{ field: string; reason: string }>
}

/** Returns the definition, whose mapped payload and requests are noted in the current detail. */
export function recordDetail<Settings>(
  definition: DestinationDefinition<Settings>,
  detail: () => Detail,
): DestinationDefinition<Settings> {
  const actions = Object.entries(definition.actions).map(([slug, action]) => {
    const perform: typeof action.perform = (request, data) => {
      detail().payload = data.payload
      return action.perform(recordRequests(request, detail), data)
    }
    return [slug, { ...action, perform }]
  })
  return { ...definition, actions: Object.fromEntries(actions) }
}

function recordRequests(request: RequestClient, detail: () => Detail): RequestClient {
  const send = async (url: string, options?: Parameters<RequestClient>[1]): Promise<unknown> => {
    const { method = 'GET', json } = options ?? {}
    const exchange: Exchange = { method: method.toUpperCase(), url, body: json ?? null, ...NO_RESPONSE }
    detail().exchanges.push(exchange)
    const start = performance.now()
    let response: unknown
    try {
      response = await request(url, options)
      return response
    } catch (error) {
      response = asRecord(error).response
      throw error
    } finally {
      const { status, content } = asRecord(response)
      exchange.status = typeof status === 'number' ? status : null
      exchange.response = typeof content === 'string' ? content.slice(0, MAX_BODY) : null
      exchange.milliseconds = Math.round(performance.now() - start)
    }
  }
  return send as RequestClient
}

const NO_RESPONSE = { status: null, response: null, milliseconds: 0 }
