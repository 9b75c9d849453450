import type { IncomingHttpHeaders } from 'node:http'
import type { MockAnswer } from '../http/types'
import type { Recorded } from '.'
import { maskHeaders, maskSearch } from './mask'

/** One exchange without its headers and bodies. */
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
  /** null when no answer was given: the connection hung or was dropped. */
  status: number | null
  /**
   * The status with which it was carried out, whatever was answered; null when a fault kept it from
   * being carried out.
   */
  outcome: number | null
  durationMs: number
  /** The id of the fault that had its hand in it. */
  fault?: string
  notes: string[]
}

/** One exchange, secrets masked. */
export interface Entry extends EntrySummary {
  request: { headers: IncomingHttpHeaders; body: string }
  response: { headers: MockAnswer['headers']; body: string } | null
}

export function summarizeEntry({ seq, request, status, outcome, durationMs, fault, note }: Recorded): EntrySummary {
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
    ...(fault === undefined ? {} : { fault }),
    notes: note === undefined ? [] : [note],
  }
}

export function describeEntry(recorded: Recorded): Entry {
  const { request, answer } = recorded
  return {
    ...summarizeEntry(recorded),
    request: { headers: maskHeaders(request.headers), body: request.body },
    response: answer ? { headers: answer.headers, body: answer.body } : null,
  }
}
