import { packText } from '../store/packed-text'
import type { ActionResult } from './destination-runner'

/** One attempt of one event, as a row of the table outcome. */
export interface OutcomeRow {
  account: number
  epoch: number
  seq: number
  attempt: number
  received_at: Date
  at: Date
  final: boolean
  status: 'delivered' | 'dropped' | 'dead' | 'retrying'
  outcome: string
  reason: string | null
  http_status: number | null
  contact_id: string | null
  action: string | null
  duration_ms: number
  message: string | null
  /** Packed JSON: payload, omissions, requests and responses. */
  detail: string | null
  /** The requests of the attempt. */
  calls: number
}

/** The part of a row that an attempt without an action leaves empty. */
export const NO_ACTION = {
  reason: null,
  http_status: null,
  contact_id: null,
  action: null,
  duration_ms: 0,
  message: null,
  detail: null,
  calls: 0,
}

/** The most characters of the message and of the detail of one attempt. */
const MAX_MESSAGE = 2_048
const MAX_DETAIL = 32_768

/** The outcome of one run of an action, as if it ended the event. */
export function toOutcome({ outcome, reason, status, contactId, action, milliseconds, message, detail }: ActionResult) {
  const json = JSON.stringify(detail)
  return {
    final: true,
    status: outcome === 'dropped' ? ('dropped' as const) : ('delivered' as const),
    outcome,
    reason,
    http_status: status,
    contact_id: contactId === null ? null : String(contactId),
    action,
    duration_ms: milliseconds,
    message: message?.slice(0, MAX_MESSAGE) ?? null,
    detail: json.length > MAX_DETAIL ? null : packText(json),
    calls: detail.calls.length,
  }
}
