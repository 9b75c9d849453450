import { STATUS_CODES } from 'node:http'
import type { Clock } from '../clock'
import type { FaultEffect, MockAnswer } from '../exchange'

/** Errors that concern no field: 401, 403, 405, 415, broken JSON, 500. */
export function flat(status: number, code: string, message: string): MockAnswer {
  return json(status, JSON.stringify({ code, message }))
}

function json(status: number, body: string): MockAnswer {
  return {
    status,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': String(Buffer.byteLength(body)),
      Status: `${status} ${STATUS_CODES[status]}`,
    },
    body,
  }
}

/** What a fault says; where its definition leaves the body out, Freshdesk's own for that status. */
export function faultAnswer(fault: FaultEffect, _clock: Clock): MockAnswer {
  const answer = json(fault.status ?? 500, fault.body ?? '')
  return { ...answer, headers: { ...answer.headers, ...fault.headers } }
}
