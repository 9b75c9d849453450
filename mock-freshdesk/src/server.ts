import { createServer, type IncomingMessage, type Server } from 'node:http'
import { type Accounts, createAccounts, type Seed } from './accounts'
import type { MockAdmin } from './admin-api/mock-admin'
import { written } from './admin-api/written'
import { type Clock, createClock } from './clock'
import { createFaults, type Faults } from './faults'
import { createJournal, type Journal } from './journal'
import { listen } from './listen'
import { readOptions } from './options'
import { createPipeline } from './pipeline'
import { KEEP_ALIVE_SECONDS, QuickResponse } from './quick-response'
import type { Plan } from './rate-limit'
import { type Database, openDatabase } from './store/database'
import { defaultSeed } from './store/default-seed'

export interface MockOptions {
  /** 0, the default, takes a free port. */
  port?: number
  /** Loopback when absent. */
  host?: string
  /** The data to start with; what it leaves out comes from the default seed. */
  seed?: Seed
  /** A file that keeps the data beyond the process. Once it holds some, that counts more than the seed. */
  db?: string
  /** Requests a minute; 'enterprise' (700, of them 200 GETs of contacts) when absent. */
  plan?: Plan
  /** Added to every answer under /api/v2. */
  latencyMs?: number
  /** Freezes the clock at 2026-01-05T09:00:00Z and counts request ids from one, so that every run is the same. */
  deterministic?: boolean
  /** Whether creating a contact with an e-mail such as `ada+429@example.com` gets that answer; true when absent. */
  magicEmails?: boolean
  /** How many requests the journal keeps; 10,000 when absent. */
  journalLimit?: number
}

export interface Mock {
  /** http://127.0.0.1:port, without a path. */
  readonly url: string
  readonly port: number
  /** What /__admin does, for who has the mock in process. */
  readonly admin: MockAdmin
  /** Everything as it was at the start: data, journal, faults, clock, rate-limit windows. */
  reset(): void
  /** Ends it, hanging requests and open connections too. Whoever calls it again waits for the same end. */
  close(): Promise<void>
}

/** What the admin API has its hands on. */
export interface MockInternals {
  readonly clock: Clock
  readonly journal: Journal
  readonly faults: Faults
  readonly accounts: Accounts
  readonly database: Database | undefined
  readonly options: MockOptions
  readonly startedAt: number
  reset(): void
}

/**
 * Starts a mock Freshdesk. Several in one process share nothing. Rejects with InvalidInput when an option or the seed is
 * not one, with node's EADDRINUSE when the port is taken, and when another mock has the database file.
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const read = readOptions(options, 'options') as MockOptions
  const database = read.db === undefined ? undefined : openDatabase(read.db)
  const server = createServer({ ServerResponse: QuickResponse, keepAliveTimeout: KEEP_ALIVE_SECONDS * 1000 })
  let closed: Promise<void> | undefined
  const close = () => {
    closed ??= closeServer(server).then(() => database?.close())
    return closed
  }
  try {
    // Nothing is put into the database file by a start that has no port.
    const port = await listen(server, read.port ?? 0, read.host ?? LOOPBACK)
    const mock = createInternals(read, database)
    server.on('request', createPipeline(mock))
    await written(mock)
    return mockAt(port, mock, close)
  } catch (error) {
    await close()
    throw error
  }
}

function createInternals(options: MockOptions, database: Database | undefined): MockInternals {
  const clock = createClock()
  const {
    plan = 'enterprise',
    host = LOOPBACK,
    port = 0,
    journalLimit = 10_000,
    magicEmails = true,
    latencyMs = 0,
    deterministic = false,
    seed,
    ...others
  } = options
  const setClock = () => (deterministic ? clock.freeze(FIRST_MOMENT) : clock.resume())
  setClock()
  const mock: MockInternals = {
    clock,
    database,
    accounts: createAccounts({ clock, plan, seed, defaults: defaultSeed(), deterministic, database }),
    journal: createJournal({ limit: journalLimit }),
    faults: createFaults({ clock, magicEmails }),
    // Without the seed, which may be large and is in the accounts now.
    options: { ...others, plan, host, port, journalLimit, magicEmails, latencyMs, deterministic },
    startedAt: Date.now(),
    reset() {
      setClock()
      mock.journal.clear()
      mock.faults.clear()
      mock.faults.magicEmails = magicEmails
      mock.options.latencyMs = latencyMs
      mock.accounts.reset()
    },
  }
  return mock
}

function mockAt(port: number, mock: MockInternals, close: () => Promise<void>): Mock {
  const { host = LOOPBACK } = mock.options
  let admin: MockAdmin | undefined
  return {
    // The zone of an IPv6 address, as in `fe80::1%eth0`, is escaped.
    url: `http://${host.includes(':') ? `[${host.replace('%', '%25')}]` : host}:${port}`,
    port,
    get admin() {
      const { createMockAdmin }: typeof import('./admin-api/mock-admin') = require('./admin-api/mock-admin')
      admin ??= createMockAdmin(mock)
      return admin
    },
    reset: mock.reset,
    close,
  }
}

const LOOPBACK = '127.0.0.1'

/** Where the clock of a deterministic mock stands still. */
const FIRST_MOMENT = Date.parse('2026-01-05T09:00:00Z')

type MockServer = Server<typeof IncomingMessage, typeof QuickResponse>

function closeServer(server: MockServer): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
