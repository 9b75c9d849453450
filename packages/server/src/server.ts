import type { Pool } from 'pg'
import { startAdmin } from './admin/start-admin'
import type { Config } from './config'
import { DEFINITIONS } from './destinations/registry'
import type { State } from './health'
import { Collector } from './intake/collector'
import { startIntake } from './intake/start-intake'
import { createLog, type Logger, limitRepeats } from './logs'
import { Metrics } from './metrics'
import { RecentProblem } from './recent-problem'
import { openSecretBox, type SecretBox } from './security/secret-box'
import { openDatabase } from './store/database'
import { watchPostgres } from './store/embedded/watch'
import { maintain } from './store/maintain'
import { openStore, type Store } from './store/open-store'
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
  const store = await openStore(folder, options.databaseUrl)
  const { pool, postgres } = store
  try {
    if (options.config) await applyConfig(pool, box, options.config, log)
    return await run({ ...options, role, log, adminHost }, store, box)
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

type Running = ServerOptions & { role: 'intake' | 'worker' | 'all'; log: Logger; adminHost: string }

async function run(options: Running, { pool, postgres }: Store, box: SecretBox): Promise<Server> {
  const { role, log, keepDays = 7 } = options
  const metrics = new Metrics(pool)
  // Opens its connection with the first renewal.
  const leasePool = openDatabase(String(pool.options.connectionString), 1)
  const worker = role === 'intake' ? null : createWorker(options, pool, leasePool, box, metrics)
  const intakeProblem = new RecentProblem()
  const state: State = { isClosing: false, findProblem: () => worker?.problem ?? intakeProblem.message }
  const collector = createCollector(pool, worker, metrics, intakeProblem, log)
  const parts = { pool, box, metrics, collector, state }
  const intake = role === 'worker' ? null : await startIntake(parts, options.host, options.port)
  const intakeUrl = intake?.url ?? null
  const admin = await startAdmin(parts, { ...options, keepDays, intakeUrl }).catch(async error => {
    await intake?.app.close()
    throw error
  })
  worker?.start()
  if (worker) metrics.showUnwritten(() => worker.unwritten)
  const maintenance = setInterval(() => maintain(pool, keepDays, log), MAINTENANCE)
  void maintain(pool, keepDays, log)
  const unwatch = postgres && watchPostgres(postgres, options.folder ?? FOLDER, log)
  const close = async (milliseconds = DRAIN) => {
    state.isClosing = true
    await unwatch?.()
    clearInterval(maintenance)
    await intake?.app.close()
    await worker?.stop(milliseconds)
    await admin.app.close()
    await leasePool.end()
    await pool.end()
    await postgres?.stop()
  }
  const addresses = { url: intakeUrl, adminUrl: admin.url }
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

function createWorker(
  { log, onOutcome }: Running,
  pool: Pool,
  leasePool: Pool,
  box: SecretBox,
  metrics: Metrics,
): Worker {
  const report = limitRepeats(message => log.warn({ problem: message }, 'The worker tries again.'))
  return new Worker({
    pool,
    leasePool,
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
