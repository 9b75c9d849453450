import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Accounts, createAccounts } from './accounts'
import { type Clock, createClock } from './clock'
import type { FaultEffect, MockAnswer, MockRequest } from './exchange'
import { createFaults, type Faults } from './faults'
import { freshdeskApi } from './freshdesk-api'
import { faultAnswer } from './freshdesk-api/answers'
import { createJournal, type Journal } from './journal'
import type { Plan } from './rate-limit'
import { readBody } from './read-body'

export interface MockOptions {
  /** 0, the default, takes a free port. */
  port?: number
  /** Loopback when absent. */
  host?: string
  /** Requests a minute; 'enterprise' (700, of them 200 GETs of contacts) when absent. */
  plan?: Plan
  /** Added to every answer under /api/v2. */
  latencyMs?: number
  /** Whether creating a contact with an e-mail such as `ada+429@example.com` gets that answer; true when absent. */
  magicEmails?: boolean
  /** How many requests the journal keeps; 10,000 when absent. */
  journalLimit?: number
}

export interface Mock {
  /** http://127.0.0.1:port, without a path. */
  readonly url: string
  readonly port: number
  /** Everything as it was at the start: data, journal, faults, clock, rate-limit windows. */
  reset(): void
  close(): Promise<void>
}

/** What the admin API has its hands on. */
export interface MockInternals {
  readonly clock: Clock
  readonly journal: Journal
  readonly faults: Faults
  readonly accounts: Accounts
  readonly options: MockOptions
  readonly startedAt: number
  reset(): void
}

type AdminHandler = (req: IncomingMessage, res: ServerResponse, body: string) => void

/** Starts a mock Freshdesk. Several in one process share nothing. Rejects when the port is taken. */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const clock = createClock()
  const accounts = createAccounts({ clock, plan: options.plan ?? 'enterprise' })
  const internals: MockInternals = {
    clock,
    accounts,
    journal: createJournal({ limit: options.journalLimit ?? 10_000 }),
    faults: createFaults({ clock, magicEmails: options.magicEmails ?? true }),
    options,
    startedAt: Date.now(),
    reset() {
      clock.resume()
      internals.journal.clear()
      internals.faults.clear()
      accounts.reset()
    },
  }
  const server = createServer(createPipeline(internals))
  const port = await listen(server, options.port ?? 0, options.host ?? '127.0.0.1')
  return {
    url: `http://${urlHost(options.host ?? '127.0.0.1')}:${port}`,
    port,
    reset: internals.reset,
    close: () => close(server),
  }
}

function createPipeline(mock: MockInternals) {
  let admin: AdminHandler | undefined
  const loadAdmin = () => (require('./admin-api') as typeof import('./admin-api')).createAdmin(mock)

  return (req: IncomingMessage, res: ServerResponse) => {
    readBody(req, (body, wellEncoded) => {
      const target = pathOf(req.url ?? '/')
      if (target.startsWith('/__admin')) {
        admin ??= loadAdmin()
        admin(req, res, body)
        return
      }
      const mark = target.indexOf('?')
      const label = mock.accounts.labelOf(req.headers.host)
      serve(mock, res, {
        method: req.method ?? 'GET',
        path: mark < 0 ? target : target.slice(0, mark),
        search: mark < 0 ? '' : target.slice(mark),
        headers: req.headers,
        body,
        wellEncoded,
        account: label,
        at: mock.clock.now(),
      })
    })
  }
}

function serve(mock: MockInternals, res: ServerResponse, request: MockRequest) {
  const startedAt = performance.now()
  const fault = mock.faults.pick(request)
  const latency = (mock.options.latencyMs ?? 0) + (fault?.delayMs ?? 0)
  if (fault === undefined && latency === 0) {
    const answer = freshdeskApi(mock.accounts.get(request.account), request)
    res.writeHead(answer.status, answer.headers)
    res.end(answer.body)
    mock.journal.record(request, answer, { startedAt, durationMs: performance.now() - startedAt })
    return
  }
  const answer = answerUnder(fault, mock, request)
  const finish = () => {
    send(res, answer, fault)
    mock.journal.record(request, fault?.kind === 'hang' || fault?.kind === 'reset' ? undefined : answer, {
      startedAt,
      durationMs: performance.now() - startedAt,
      ...(fault && { fault: fault.faultId }),
    })
  }
  if (latency === 0) finish()
  else setTimeout(finish, latency).unref()
}

/** The answer a faulty request gets; the ordinary one when the fault does not replace it. */
function answerUnder(fault: FaultEffect | undefined, mock: MockInternals, request: MockRequest): MockAnswer {
  const replaced = fault?.status !== undefined || fault?.body !== undefined
  const carriedOut = fault === undefined || fault.after === true || !replaced
  const silent = fault !== undefined && !fault.after && (fault.kind === 'hang' || fault.kind === 'reset')
  const ordinary = carriedOut && !silent ? freshdeskApi(mock.accounts.get(request.account), request) : undefined
  if (fault === undefined || (ordinary && !replaced)) return ordinary as MockAnswer
  return faultAnswer(fault, mock.clock)
}

function send(res: ServerResponse, answer: MockAnswer, fault: FaultEffect | undefined) {
  switch (fault?.kind) {
    case 'hang':
      return
    case 'reset':
      res.socket?.resetAndDestroy()
      return
    case 'cut-off': {
      const bytes = Buffer.byteLength(answer.body)
      res.writeHead(answer.status, { ...answer.headers, 'Content-Length': String(Math.max(bytes, 2)) })
      res.write(answer.body.slice(0, Math.floor(answer.body.length / 2)), () => res.destroy())
      return
    }
    case 'malformed': {
      const broken = answer.body.slice(0, Math.max(0, answer.body.length - 1)) || '{'
      res.writeHead(answer.status, { ...answer.headers, 'Content-Length': String(Buffer.byteLength(broken)) })
      res.end(broken)
      return
    }
    default:
      res.writeHead(answer.status, answer.headers)
      res.end(answer.body)
  }
}

/** A request through a proxy names the whole URL; everyone else sends a path. */
function pathOf(target: string): string {
  if (target.startsWith('/')) return target
  const path = /^[a-z]+:\/\/[^/?]*(.*)$/i.exec(target)?.[1] ?? target
  return path.startsWith('/') ? path : `/${path}`
}

const urlHost = (host: string) => (host.includes(':') ? `[${host}]` : host)

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
