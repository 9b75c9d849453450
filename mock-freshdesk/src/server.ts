import { createServer, type Server } from 'node:http'
import { createAccounts } from './accounts/accounts'
import type { MockAdmin } from './admin/in-process'
import { COLLECTIONS } from './api/routes'
import { createClock } from './clock'
import type { MockContext, MockOptions } from './context'
import { createFaults } from './faults'
import { NEWEST } from './generations'
import { rememberConnectTime } from './http/in-flight'
import { listen } from './http/listen'
import { createRequestHandler } from './http/request-handler'
import { createJournal } from './journal'
import { type Database, openDatabase } from './persistence/database'
import { defaultSeed } from './store/seed'

export interface Mock {
  /** http://127.0.0.1:port, without a path. */
  readonly url: string
  readonly port: number
  /** What /__admin does, for who has the mock in process. */
  readonly admin: MockAdmin
  /** Everything as it was at the start: data, journal, faults, clock, rate-limit windows. */
  reset(): void
  /**
   * Closes the mock, with hanging requests and open connections. A second call waits for the same
   * end.
   */
  close(): Promise<void>
}

/**
 * Starts a mock Freshdesk. Several in one process share nothing. Rejects with InvalidInput when an
 * option or the seed is not one, with node's EADDRINUSE when the port is taken, and when another
 * mock has the database file.
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const read = parseOptions(options)
  const database = read.db === undefined ? undefined : openDatabase(read.db, COLLECTIONS)
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS })
  let closed: Promise<void> | undefined
  const close = () => {
    closed ??= closeServer(server).then(() => database?.close())
    return closed
  }
  try {
    // Nothing is put into the database file by a start that has no port.
    const port = await listen(server, read.port ?? 0, read.host ?? LOOPBACK)
    const mock = createContext(read, database)
    server.on('connection', rememberConnectTime)
    server.on('request', createRequestHandler(mock))
    await database?.flushed()
    return mockAt(port, mock, close)
  } catch (error) {
    await close()
    throw error
  }
}

/** valibot is loaded only when there is something to check. */
function parseOptions(options: MockOptions): MockOptions {
  if (typeof options === 'object' && options !== null && Object.keys(options).length === 0) return options
  return (require('./validation/options') as typeof import('./validation/options')).parseOptions(options)
}

function createContext(options: MockOptions, database: Database | undefined): MockContext {
  const clock = createClock()
  const {
    plan = 'enterprise',
    generation = NEWEST,
    host = LOOPBACK,
    port = 0,
    journalLimit = 10_000,
    magicEmails = true,
    latencyMs = 0,
    deterministic = false,
    cors = true,
    seed,
    ...others
  } = options
  const setClock = () => (deterministic ? clock.freeze(FIRST_MOMENT) : clock.resume())
  setClock()
  const mock: MockContext = {
    clock,
    database,
    accounts: createAccounts({
      clock,
      plan,
      year: generation,
      collections: COLLECTIONS,
      seed,
      defaults: defaultSeed(),
      deterministic,
      database,
    }),
    journal: createJournal({ limit: journalLimit }),
    faults: createFaults({ clock, magicEmails }),
    // Without the seed, which may be large and is in the accounts now.
    options: { ...others, plan, generation, host, port, journalLimit, magicEmails, latencyMs, deterministic, cors },
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

function mockAt(port: number, mock: MockContext, close: () => Promise<void>): Mock {
  const { host = LOOPBACK } = mock.options
  let admin: MockAdmin | undefined
  return {
    // The zone of an IPv6 address, as in `fe80::1%eth0`, is escaped.
    url: `http://${host.includes(':') ? `[${host.replace('%', '%25')}]` : host}:${port}`,
    port,
    get admin() {
      const { createMockAdmin }: typeof import('./admin/in-process') = require('./admin/in-process')
      admin ??= createMockAdmin(mock)
      return admin
    },
    reset: mock.reset,
    close,
  }
}

const LOOPBACK = '127.0.0.1'

/**
 * Longer than clients keep an idle connection: the client closes it, and no request meets a closed
 * connection.
 */
const KEEP_ALIVE_MS = 72_000

/** Where the clock of a deterministic mock stands still. */
const FIRST_MOMENT = Date.parse('2026-01-05T09:00:00Z')

function closeServer(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
