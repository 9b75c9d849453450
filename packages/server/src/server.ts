import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastify, { type FastifyInstance } from 'fastify'
import type { Pool } from 'pg'
import { consoleRoutes } from './admin/console'
import { LiveStream } from './admin/events/live'
import { createGuard } from './admin/guard'
import { adminRoutes, answerError, PREFIX } from './admin/routes'
import { Sessions } from './admin/session/sessions'
import type { Config } from './config'
import { DEFINITIONS } from './destinations/registry'
import { Collector } from './intake/collector'
import { intakeRoutes } from './intake/routes'
import { Sources } from './intake/sources'
import { createLog, type Logger, limitRepeats } from './logs'
import { Metrics } from './metrics'
import { RecentProblem } from './recent-problem'
import { openSecretBox, type SecretBox } from './security/secret-box'
import { describeDatabaseError, openDatabase } from './store/database'
import { type EmbeddedPostgres, launchPostgres } from './store/embedded/launch'
import { watchPostgres } from './store/embedded/watch'
import { migrate } from './store/migrate'
import { ensurePartitions, prune } from './store/partitions'
import { saveConfig } from './store/save-config'
import type { LeasedAccount } from './worker/leases'
import type { OutcomeRow } from './worker/outcome-row'
import { Worker } from './worker/worker'

export interface ServerOptions {
  /** Null leaves the sources and integrations of the database as they are. */
  config: Config | null
  /** The folder of the embedded database and of the encryption key. Not used with `databaseUrl`. */
  folder?: string
  /** The address of a PostgreSQL server, 15 or later. Without it, the embedded one. */
  databaseUrl?: string
  /** What this process does. By default everything. */
  role?: 'intake' | 'worker' | 'all'
  /** Where intake listens. By default 127.0.0.1, port 4100. */
  host?: string
  port?: number
  /** Where health checks, metrics and the admin API listen. By default 127.0.0.1, port 4101. */
  adminHost?: string
  adminPort?: number
  /** The token of the admin API. Required when `adminHost` is no loopback address. */
  adminToken?: string
  /** Days for which events and outcomes are kept. By default 7. */
  keepDays?: number
  env?: NodeJS.ProcessEnv
  log?: Logger
  onOutcome?: (account: LeasedAccount, row: OutcomeRow) => void
}

export interface Server {
  /** The address of intake; null with the role "worker". */
  url: string | null
  adminUrl: string
  /** Stops intake, finishes what is in flight within the deadline, and gives the leases back. */
  close(milliseconds?: number): Promise<void>
}

/** Milliseconds between two looks at the partitions. */
const MAINTENANCE = 15 * 60_000

/** By default a stop waits so long for calls in flight. */
const DRAIN = 10_000

/** The data folder without an option. */
const FOLDER = 'datafly-data'

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost'])

/**
 * Starts a server: the database, intake, the worker and the admin API, as the role says.
 *
 * @throws Error with the way out when an option is wrong, an address is taken or the database
 *   cannot be used
 */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { folder = FOLDER, role = 'all', env = process.env, log = createLog() } = options
  const { adminHost = '127.0.0.1', adminToken } = options
  if (!LOOPBACK.has(adminHost) && !adminToken) {
    throw new Error(`The admin API on ${adminHost} needs a token. Set DATAFLY_ADMIN_TOKEN, or listen on 127.0.0.1.`)
  }
  const box = openSecretBox(env, options.databaseUrl ? null : folder)
  const { pool, postgres } = await openStore(folder, options.databaseUrl)
  try {
    if (options.config) await applyConfig(pool, box, options.config, log)
    return await run({ ...options, role, log, adminHost }, pool, box, postgres)
  } catch (error) {
    await pool.end()
    await postgres?.stop()
    throw error
  }
}

async function applyConfig(pool: Pool, box: SecretBox, config: Config, log: Logger): Promise<void> {
  const names = await saveConfig(pool, box, config)
  if (names.length > 0)
    log.warn({ names }, 'The console manages these. Their entries in the configuration file are not used.')
  const { rows } = await pool.query(
    `select name from source s where enabled
       and not exists (select from account a where a.enabled and s.name = any (a.sources)) order by name`,
  )
  const sources = rows.map(({ name }) => name)
  if (sources.length > 0)
    log.warn({ sources }, 'No integration takes the events of these sources. Add one in the console.')
}

/**
 * Opens the database and brings its tables to this version. A second process that ends can stop the
 * embedded server while this one starts: then it is started once more.
 */
async function openStore(folder: string, databaseUrl: string | undefined, tries = 2): Promise<Store> {
  const postgres = databaseUrl ? null : await launchPostgres({ folder })
  const pool = openDatabase(databaseUrl ?? postgres?.url ?? '')
  try {
    await migrate(pool)
    await ensurePartitions(pool)
    return { pool, postgres }
  } catch (error) {
    await pool.end()
    await postgres?.stop()
    if (!postgres || tries === 1) throw error
    return openStore(folder, undefined, tries - 1)
  }
}

interface Store {
  pool: Pool
  postgres: EmbeddedPostgres | null
}

/** What the health checks look at. */
interface State {
  isClosing: boolean
  /** Why outcomes or events are not written now; null while they are. */
  findProblem(): string | null
}

type Running = ServerOptions & { role: 'intake' | 'worker' | 'all'; log: Logger; adminHost: string }

async function run(options: Running, pool: Pool, box: SecretBox, postgres: EmbeddedPostgres | null): Promise<Server> {
  const { role, log, keepDays = 7 } = options
  const metrics = new Metrics(pool)
  const worker = role === 'intake' ? null : createWorker(options, pool, box, metrics)
  const intakeProblem = new RecentProblem()
  const state: State = { isClosing: false, findProblem: () => worker?.problem ?? intakeProblem.message }
  const collector = createCollector(pool, worker, metrics, intakeProblem, log)
  const intake = role === 'worker' ? null : await startIntake(options, pool, box, metrics, collector, state)
  const intakeUrl = intake && getAddress(intake)
  const admin = await startAdmin({ ...options, keepDays }, { pool, box, collector, intakeUrl }, metrics, state).catch(
    async error => {
      await intake?.close()
      throw error
    },
  )
  worker?.start()
  if (worker) metrics.showUnwritten(() => worker.unwritten)
  const maintenance = setInterval(() => maintain(pool, keepDays, log), MAINTENANCE)
  void maintain(pool, keepDays, log)
  const unwatch = postgres && watchPostgres(postgres, options.folder ?? FOLDER, log)
  const close = async (milliseconds = DRAIN) => {
    state.isClosing = true
    await unwatch?.()
    clearInterval(maintenance)
    await intake?.close()
    await worker?.stop(milliseconds)
    await admin.close()
    await pool.end()
    await postgres?.stop()
  }
  const addresses = { url: intakeUrl, adminUrl: getAddress(admin) }
  log.info({ ...addresses, role }, 'The server is ready.')
  return { ...addresses, close }
}

function createCollector(pool: Pool, worker: Worker | null, metrics: Metrics, problem: RecentProblem, log: Logger) {
  const report = limitRepeats(message => log.error({ problem: message }, 'Events are not stored. Intake answers 503.'))
  return new Collector(
    pool,
    () => {
      problem.succeeded()
      worker?.wake()
    },
    message => {
      metrics.problems.inc()
      problem.failed(message)
      report(message)
    },
  )
}

function createWorker({ log, onOutcome }: Running, pool: Pool, box: SecretBox, metrics: Metrics): Worker {
  const report = limitRepeats(message => log.warn({ problem: message }, 'The worker tries again.'))
  return new Worker({
    pool,
    box,
    destinations: DEFINITIONS,
    onOutcome: (account, row) => {
      metrics.outcomes.inc({ integration: account.name, status: row.status, reason: row.reason ?? '' })
      if (row.action) metrics.duration.observe({ integration: account.name }, row.duration_ms / 1_000)
      onOutcome?.(account, row)
    },
    onProblem: message => {
      metrics.problems.inc()
      report(message)
    },
  })
}

async function startIntake(
  { host = '127.0.0.1', port = 4100 }: Running,
  pool: Pool,
  box: SecretBox,
  metrics: Metrics,
  collector: Collector,
  state: State,
): Promise<FastifyInstance> {
  const app = fastify({ return503OnClosing: true })
  await app.register(intakeRoutes, {
    sources: new Sources(pool, box),
    collector,
    onEvents: (source: string, accepted: number, rejected: number) => {
      metrics.events.inc({ source, result: 'accepted' }, accepted)
      if (rejected > 0) metrics.events.inc({ source, result: 'rejected' }, rejected)
    },
  })
  addHealth(app, pool, state)
  await listen(app, host, port, '--port')
  return app
}

const VERSION: string = JSON.parse(readFileSync(join(__dirname, '../package.json'), 'utf8')).version

async function startAdmin(
  options: Running & { keepDays: number },
  { intakeUrl, ...store }: { pool: Pool; box: SecretBox; collector: Collector; intakeUrl: string | null },
  metrics: Metrics,
  state: State,
): Promise<FastifyInstance> {
  const { adminHost: host, adminPort: port = 4101, adminToken = null, role, keepDays } = options
  const sessions = new Sessions(adminToken)
  const app = fastify({ forceCloseConnections: true })
  app.setErrorHandler((error, _request, reply) => answerError(error, reply))
  addHealth(app, store.pool, state)
  app.get('/metrics', { onRequest: createGuard(sessions) }, async (_request, reply) => {
    void reply.type(metrics.registry.contentType)
    return await metrics.registry.metrics()
  })
  await app.register(consoleRoutes)
  const live = new LiveStream(store.pool, store.box)
  const info = { version: VERSION, intakeUrl, keepDays, role, startedAt: new Date() }
  await app.register(adminRoutes, { prefix: PREFIX, ...store, live, sessions, info })
  await listen(app, host, port, '--admin-port')
  return app
}

async function listen(app: FastifyInstance, host: string, port: number, option: string): Promise<void> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    await app.close()
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new Error(`Port ${port} on ${host} is taken by a different program. Choose a free port with ${option}.`)
  }
}

/**
 * `/healthz`: the process runs. `/readyz`: it takes work, the database answers, and events and
 * outcomes are written.
 */
function addHealth(app: FastifyInstance, pool: Pool, state: State): void {
  app.get('/healthz', async () => ({ status: 'ok' }))
  app.get('/readyz', async (_request, reply) => {
    if (state.isClosing) return reply.status(503).send({ status: 'closing' })
    const problem = state.findProblem()
    if (problem) return reply.status(503).send({ status: 'unavailable', message: problem })
    try {
      await pool.query('select 1')
      return { status: 'ok' }
    } catch (error) {
      return reply.status(503).send({ status: 'unavailable', message: describeDatabaseError(error) })
    }
  })
}

async function maintain(pool: Pool, keepDays: number, log: Logger): Promise<void> {
  try {
    await ensurePartitions(pool)
    const days = await prune(pool, keepDays)
    if (days.length > 0) log.info({ days }, 'Old days were dropped.')
  } catch (error) {
    log.warn({ problem: describeDatabaseError(error) }, 'The maintenance of the tables is tried again later.')
  }
}

function getAddress(app: FastifyInstance): string {
  const address = app.server.address()
  if (typeof address !== 'object' || !address) throw new Error('The server does not listen.')
  return `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`
}
