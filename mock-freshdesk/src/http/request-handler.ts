import type { IncomingMessage, ServerResponse } from 'node:http'
import { errorAnswer } from '../api/fault-responses'
import { freshdeskApi } from '../api/freshdesk-api'
import type { MockContext } from '../context'
import { FreshdeskResponse } from './fast-path/freshdesk-response'
import { createSharedHeaders } from './fast-path/shared-headers'
import { readBody } from './read-body'
import type { FaultEffect, MockAnswer, MockRequest } from './types'

type AdminHandler = (req: IncomingMessage, res: ServerResponse, body: string) => void

/**
 * What every request walks through: body, account, faults, the Freshdesk API, the answer, the
 * journal.
 */
export function createRequestHandler(mock: MockContext) {
  let admin: AdminHandler | undefined
  const getHeaders = createSharedHeaders()
  // The admin API is loaded when first wanted: most test suites never want it.
  const loadAdmin = () => (require('../admin') as typeof import('../admin')).createAdmin(mock)

  return (req: IncomingMessage, res: ServerResponse) => {
    const headers = getHeaders(req)
    readBody(req, headers, ({ text, wellEncoded, tooLarge }) => {
      const target = pathOf(req.url ?? '/')
      if (target.startsWith('/__admin')) {
        if (tooLarge) {
          write(res, TOO_LARGE)
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
        account: mock.accounts.labelOf(headers.host),
        at: mock.clock.now(),
      }
      if (tooLarge) refuse(mock, res, request)
      else serve(mock, res, request)
    })
  }
}

const TOO_LARGE: MockAnswer = { status: 413, headers: { Connection: 'close', 'Content-Length': '0' }, body: '' }

function refuse(mock: MockContext, res: ServerResponse, request: MockRequest) {
  const begun = { turn: mock.journal.begin(), startedAt: performance.now() }
  finish({ mock, res, request, fault: undefined, outcome: TOO_LARGE.status, ...begun }, TOO_LARGE)
}

function serve(mock: MockContext, res: ServerResponse, request: MockRequest) {
  const startedAt = performance.now()
  const turn = mock.journal.begin()
  const { database } = mock
  const notedBefore = database?.noted
  const fault = mock.faults.pick(request)
  const done = fault && !letsPass(fault) ? undefined : carryOut(mock, request)
  const answer = done && !hasAnswer(fault) ? done : answerOf(fault, mock, request)
  const delay = (mock.options.latencyMs ?? 0) + (fault?.delayMs ?? 0)
  const exchange = { mock, res, request, fault, outcome: done ? done.status : null, turn, startedAt }
  if (database?.noted === notedBefore) finishIn(delay, exchange, answer)
  else database?.whenWritten(error => finishIn(delay, exchange, error ? notKept(error, mock, request) : answer))
}

interface Exchange {
  readonly mock: MockContext
  readonly res: ServerResponse
  readonly request: MockRequest
  readonly fault: FaultEffect | undefined
  readonly outcome: number | null
  readonly turn: number
  readonly startedAt: number
}

function finishIn(delay: number, exchange: Exchange, answer: MockAnswer) {
  if (delay === 0) finish(exchange, answer)
  else setTimeout(finish, delay, exchange, answer).unref()
}

function finish({ mock, res, request, fault, outcome, turn, startedAt }: Exchange, answer: MockAnswer) {
  const sent = send(res, answer, fault) ? answer : undefined
  const durationMs = performance.now() - startedAt
  mock.journal.record(request, sent, { outcome, turn, startedAt, durationMs, fault: fault?.faultId })
}

/** A response promises that a write is in the database file, so it waits for the file. */
function notKept(error: Error, mock: MockContext, request: MockRequest): MockAnswer {
  const answer = errorAnswer(500, undefined, mock.accounts.get(request.account), request)
  const headers = { ...answer.headers, 'X-Mock-Note': error.message }
  return { status: 500, headers, body: answer.body }
}

const carryOut = (mock: MockContext, request: MockRequest) => freshdeskApi(mock.accounts.get(request.account), request)

const hasAnswer = (fault: FaultEffect | undefined) => fault?.status !== undefined || fault?.body !== undefined

/**
 * Whether the request is carried out, so that the fault only delays, spoils or loses its answer.
 */
const letsPass = (fault: FaultEffect) =>
  fault.after || !(hasAnswer(fault) || fault.kind === 'hang' || fault.kind === 'reset')

/** What a fault answers in the place of the API. */
function answerOf(fault: FaultEffect | undefined, mock: MockContext, request: MockRequest): MockAnswer {
  const answer = errorAnswer(fault?.status ?? 500, fault?.body, mock.accounts.get(request.account), request)
  if (!fault?.headers) return answer
  return { status: answer.status, headers: overlay(answer.headers, fault.headers), body: answer.body }
}

/** A fault's headers over the usual ones, whatever the case of their names. */
function overlay(usual: MockAnswer['headers'], own: NonNullable<FaultEffect['headers']>): MockAnswer['headers'] {
  const named = new Set(Object.keys(own).map(name => name.toLowerCase()))
  const kept = Object.entries(usual).filter(([name]) => !named.has(name.toLowerCase()))
  return Object.fromEntries([...kept, ...Object.entries(own).filter(([, value]) => value !== null)] as [
    string,
    string,
  ][])
}

const leavesOut = (fault: FaultEffect | undefined, header: string) =>
  Object.entries(fault?.headers ?? {}).some(([name, value]) => value === null && name.toLowerCase() === header)

/**
 * Whether there was an answer. One that cannot be sent is a defect of the mock, and costs this
 * request alone.
 */
function send(res: ServerResponse, answer: MockAnswer, fault: FaultEffect | undefined): boolean {
  if (fault?.kind === 'hang') return false
  if (fault?.kind === 'reset') {
    res.socket?.resetAndDestroy()
    return false
  }
  try {
    if (fault === undefined && answer instanceof FreshdeskResponse) {
      // Head and body in one call of `end` are one write to the socket.
      res.writeHead(answer.status, answer.headerList).end(answer.body, answer.encoding)
    } else {
      // Without this, Node adds a default header in the place of a missing one.
      res.sendDate = !leavesOut(fault, 'date')
      write(res, answer, fault)
    }
    return true
  } catch (error) {
    process.emitWarning(error as Error)
    res.destroy()
    return false
  }
}

function write(res: ServerResponse, { status, headers, body }: MockAnswer, fault?: FaultEffect) {
  switch (fault?.kind) {
    case 'cut-off':
      // Promises the whole body, or at least something, and goes away half-way.
      res.writeHead(status, { ...headers, 'Content-Length': String(Math.max(Buffer.byteLength(body), 2)) })
      res.write(body.slice(0, body.length >> 1) || ' ', () => res.destroy())
      return
    case 'malformed': {
      const broken = body.slice(0, -1) || '{'
      res.writeHead(status, { ...headers, 'Content-Length': String(Buffer.byteLength(broken)) })
      res.end(broken)
      return
    }
    default:
      res.writeHead(status, headers)
      res.end(body)
  }
}

/** A request through a proxy names the whole URL; everyone else sends a path. */
function pathOf(target: string): string {
  if (target.startsWith('/')) return target
  const path = /^[a-z]+:\/\/[^/?]*(.*)$/i.exec(target)?.[1] ?? target
  return path.startsWith('/') ? path : `/${path}`
}
