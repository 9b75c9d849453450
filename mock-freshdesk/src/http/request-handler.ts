import type { IncomingMessage, ServerResponse } from 'node:http'
import { errorResponse } from '../api/fault-responses'
import { freshdeskApi } from '../api/freshdesk-api'
import type { MockContext } from '../context'
import type { FaultEffect } from '../faults/kinds'
import { isCarriedOut, replacesResponse, sendFaulty, sendResponse, toFaultResponse } from './apply-fault'
import { allowOrigin, isPreflight, toPreflightResponse } from './cors'
import { FreshdeskResponse } from './fast-path/freshdesk-response'
import { createSharedHeaders } from './fast-path/shared-headers'
import { afterNextTurn, takeConnectTime } from './in-flight'
import { readBody } from './read-body'
import type { MockRequest, MockResponse } from './types'

type AdminHandler = (req: IncomingMessage, res: ServerResponse, body: string) => void

/**
 * The way of every request: body, account, faults, the Freshdesk API, the response, the journal.
 */
export function createRequestHandler(mock: MockContext) {
  let admin: AdminHandler | undefined
  const getHeaders = createSharedHeaders()
  // The admin API is loaded on first use: most test suites never use it.
  const loadAdmin = () => (require('../admin') as typeof import('../admin')).createAdmin(mock)

  return (req: IncomingMessage, res: ServerResponse) => {
    const headers = getHeaders(req)
    readBody(req, headers, ({ text, wellEncoded, tooLarge }) => {
      const target = toPath(req.url ?? '/')
      if (target.startsWith('/__admin')) {
        if (tooLarge) {
          sendResponse(res, TOO_LARGE)
          return
        }
        admin ??= loadAdmin()
        admin(req, res, text)
        return
      }
      if (target === '/' && !tooLarge) {
        res.writeHead(302, { Location: '/__admin/' }).end()
        return
      }
      const mark = target.indexOf('?')
      const request = {
        method: req.method ?? 'GET',
        path: mark < 0 ? target : target.slice(0, mark),
        search: mark < 0 ? '' : target.slice(mark),
        headers,
        body: text,
        wellEncoded,
        account: mock.accounts.findLabel(headers.host),
        at: mock.clock.now(),
      }
      if (tooLarge) respond(mock, res, request, TOO_LARGE)
      else if (mock.options.cors && isPreflight(request)) respond(mock, res, request, toPreflightResponse(request))
      else serve(mock, res, request)
    })
  }
}

const TOO_LARGE: MockResponse = { status: 413, headers: { Connection: 'close', 'Content-Length': '0' }, body: '' }

/** A request that has its response, or will have none, and is not in the journal yet. */
interface InFlight {
  readonly mock: MockContext
  readonly res: ServerResponse
  readonly request: MockRequest
  readonly fault: FaultEffect | undefined
  /** The status with which the request was carried out, or null. */
  readonly outcome: number | null
  readonly turn: number
  readonly startedAt: number
}

/** Sends a response to a request that no account sees. */
function respond(mock: MockContext, res: ServerResponse, request: MockRequest, response: MockResponse) {
  const begun = { turn: mock.journal.begin(), startedAt: performance.now() }
  finish({ mock, res, request, fault: undefined, outcome: response.status, ...begun }, response)
}

function serve(mock: MockContext, res: ServerResponse, request: MockRequest) {
  const startedAt = performance.now()
  const turn = mock.journal.begin()
  const { database } = mock
  const notedBefore = database?.noted
  const fault = mock.faults.pick(request)
  const done = fault && !isCarriedOut(fault) ? undefined : freshdeskApi(mock.accounts.get(request.account), request)
  const usual = done && !(fault && replacesResponse(fault)) ? done : undefined
  const own = usual ?? toFaultResponse(fault as FaultEffect, mock, request)
  const response = mock.options.cors ? allowOrigin(request, own) : own
  const delay = (mock.options.latencyMs ?? 0) + (fault?.delayMs ?? 0)
  const inFlight = { mock, res, request, fault, outcome: done ? done.status : null, turn, startedAt }
  if (!database || database.noted === notedBefore) finishAfter(delay, inFlight, response)
  else {
    // A response promises that a write is in the database file, so it waits for the file.
    database.flushed().then(
      () => finishAfter(delay, inFlight, response),
      error => finishAfter(delay, inFlight, notKept(error, mock, request)),
    )
  }
}

function finishAfter(delay: number, inFlight: InFlight, response: MockResponse) {
  if (delay === 0) finish(inFlight, response)
  else setTimeout(finish, delay, inFlight, response).unref()
}

function finish({ mock, res, request, fault, outcome, turn, startedAt }: InFlight, response: MockResponse) {
  const { socket } = res
  const sent = send(res, response, fault) ? response : undefined
  const durationMs = performance.now() - startedAt
  const connectedAt = takeConnectTime(socket)
  const hanging = fault?.kind === 'hang' && !res.destroyed
  const recorded = mock.journal.record(request, sent, {
    outcome,
    turn,
    startedAt,
    durationMs,
    connectedAt,
    fault: fault?.faultId,
    whenSent: afterNextTurn,
    hanging,
  })
  if (hanging && recorded) {
    res.once('close', () => mock.journal.endHanging(recorded, performance.now() - startedAt))
  }
}

function notKept(error: Error, mock: MockContext, request: MockRequest): MockResponse {
  const { status, headers, body } = errorResponse(500, undefined, mock.accounts.get(request.account), request)
  return { status, headers: { ...headers, 'X-Mock-Note': error.message }, body }
}

/**
 * Returns whether there was a response. One that cannot be sent is a defect of the mock, and costs
 * this request alone.
 */
function send(res: ServerResponse, response: MockResponse, fault: FaultEffect | undefined): boolean {
  try {
    if (fault) return sendFaulty(res, response, fault)
    if (response instanceof FreshdeskResponse) {
      // Head and body in one call of `end` are one write to the socket.
      res.writeHead(response.status, response.headerList).end(response.body, response.encoding)
    } else sendResponse(res, response)
    return true
  } catch (error) {
    process.emitWarning(error as Error)
    res.destroy()
    return false
  }
}

/** A request through a proxy names the whole URL. */
function toPath(target: string): string {
  if (target.startsWith('/')) return target
  const path = /^[a-z]+:\/\/[^/?]*(.*)$/i.exec(target)?.[1] ?? target
  return path.startsWith('/') ? path : `/${path}`
}
