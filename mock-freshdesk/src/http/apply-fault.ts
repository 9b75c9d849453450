import type { ServerResponse } from 'node:http'
import { errorResponse } from '../api/fault-responses'
import type { MockContext } from '../context'
import { type FaultEffect, type FaultKind, isSilent } from '../faults/kinds'
import type { MockRequest, MockResponse } from './types'

type Send = (res: ServerResponse, response: MockResponse) => void

/** How each kind of fault sends a response. */
const KINDS: Readonly<Record<FaultKind, Send>> = {
  answer: sendResponse,
  hang() {},
  reset: res => res.socket?.resetAndDestroy(),
  'cut-off'(res, { status, headers, body }) {
    // Promises the whole body, or at least something, and goes away half-way.
    res.writeHead(status, { ...headers, 'Content-Length': String(Math.max(Buffer.byteLength(body), 2)) })
    res.write(body.slice(0, body.length >> 1) || ' ', () => res.destroy())
  },
  malformed(res, { status, headers, body }) {
    const broken = body.slice(0, -1) || '{'
    sendResponse(res, {
      status,
      headers: { ...headers, 'Content-Length': String(Buffer.byteLength(broken)) },
      body: broken,
    })
  },
}

/** Sends a response as it is. */
export function sendResponse(res: ServerResponse, { status, headers, body }: MockResponse) {
  res.writeHead(status, headers)
  res.end(body)
}

/** Sends a response as the kind of the fault does. Returns false when the client gets none. */
export function sendFaulty(res: ServerResponse, response: MockResponse, fault: FaultEffect): boolean {
  // Without this, Node adds a default header in the place of a missing one.
  res.sendDate = !leavesOut(fault, 'date')
  KINDS[fault.kind ?? 'answer'](res, response)
  return !isSilent(fault.kind)
}

/** Whether the fault has a response in the place of the ordinary one. */
export const replacesResponse = ({ status, body }: FaultEffect) => status !== undefined || body !== undefined

/** Whether the request is carried out. The fault then delays, spoils or loses its response. */
export const isCarriedOut = (fault: FaultEffect) => fault.after || !(replacesResponse(fault) || isSilent(fault.kind))

/** The response that a fault asks for: Freshdesk's own, with the headers of the fault. */
export function toFaultResponse(fault: FaultEffect, mock: MockContext, request: MockRequest): MockResponse {
  const response = errorResponse(fault.status ?? 500, fault.body, mock.accounts.get(request.account), request)
  if (!fault.headers) return response
  return { status: response.status, headers: overlay(response.headers, fault.headers), body: response.body }
}

/** A fault's headers over the usual ones, whatever the case of their names. */
function overlay(usual: MockResponse['headers'], own: NonNullable<FaultEffect['headers']>): MockResponse['headers'] {
  const named = new Set(Object.keys(own).map(name => name.toLowerCase()))
  const kept = Object.entries(usual).filter(([name]) => !named.has(name.toLowerCase()))
  const added = Object.entries(own).filter((entry): entry is [string, string] => entry[1] !== null)
  return Object.fromEntries([...kept, ...added])
}

const leavesOut = ({ headers = {} }: FaultEffect, header: string) =>
  Object.entries(headers).some(([name, value]) => value === null && name.toLowerCase() === header)
