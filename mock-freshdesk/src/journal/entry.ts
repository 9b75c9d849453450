import type { IncomingHttpHeaders } from 'node:http'
import type { MockResponse } from '../http/types'
import type { Recorded } from '.'
import { maskHeaders, maskSearch } from './mask'

/** One request without its headers and bodies. */
export interface EntrySummary {
  id: string
  seq: number
  account: string
  /** When the request came in, ISO 8601, in the mock's own time. */
  loggedDate: string
  method: string
  /** Path and query as sent. */
  url: string
  path: string
  /** null without a response: the connection hung or was dropped. */
  status: number | null
  /**
   * The status with which it was carried out, whatever the response; null when a fault prevented
   * that.
   */
  outcome: number | null
  /** Until the response, or until the client gave up waiting for one. */
  durationMs: number
  /** Present while the client waits for a response that a fault withholds. */
  hanging?: true
  /** The id of the fault that was applied to it. */
  fault?: string
  notes: string[]
}

/** One request with its response, secrets masked. */
export interface Entry extends EntrySummary {
  request: { headers: IncomingHttpHeaders; body: string }
  response: { headers: MockResponse['headers']; body: string } | null
}

export function summarizeEntry(recorded: Recorded): EntrySummary {
  const { seq, request, status, outcome, durationMs, hanging, fault, note } = recorded
  return {
    id: String(seq),
    seq,
    account: request.account,
    loggedDate: new Date(request.at).toISOString(),
    method: request.method,
    url: request.path + maskSearch(request.search),
    path: request.path,
    status,
    outcome,
    durationMs: Math.round(durationMs * 100) / 100,
    ...(hanging && { hanging }),
    ...(fault === undefined ? {} : { fault }),
    notes: note === undefined ? [] : [note],
  }
}

export function describeEntry(recorded: Recorded): Entry {
  const { request, response } = recorded
  return {
    ...summarizeEntry(recorded),
    request: { headers: maskHeaders(request.headers), body: request.body },
    response: response ? { headers: response.headers, body: response.body } : null,
  }
}
