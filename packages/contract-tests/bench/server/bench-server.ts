import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { BUILT, type ServerProcess, startServerProcess } from '../../src/server/server-process'
import type { LoadResult } from './send-events'

/** The write key of an account's source. Source and integration have the same name. */
const toKey = (account: string): string => `dk_${account}`

export interface BenchServerOptions {
  /** Names of integrations, each with a source of its name. */
  accounts?: string[]
  /** The address of the mock. Without it, every call fails, and all events wait. */
  freshdesk?: string
  /** Further keys of each integration. */
  integration?: Record<string, unknown>
}

/** A data folder, and the processes of the built server that use it. */
export class BenchServer {
  readonly folder = mkdtempSync(join(tmpdir(), 'datafly-bench-'))
  readonly processes = new Set<ServerProcess>()
  static readonly #open = new Set<BenchServer>()
  readonly #env: NodeJS.ProcessEnv

  constructor({ accounts = ['web'], freshdesk = NO_FRESHDESK, integration = {} }: BenchServerOptions = {}) {
    const names = accounts.map(name => [name, `KEY_${name.toUpperCase()}`] as const)
    const config = {
      sources: names.map(([name, variable]) => ({ name, writeKey: { env: variable } })),
      integrations: accounts.map(name => ({ ...INTEGRATION, name, sources: [name], ...integration })),
    }
    writeFileSync(join(this.folder, 'config.json'), JSON.stringify(config))
    const keys = Object.fromEntries(names.map(([name, variable]) => [variable, toKey(name)]))
    BenchServer.#open.add(this)
    this.#env = { ...keys, API_KEY: 'mock-api-key', FRESHDESK_BASE_URL: freshdesk, DATABASE_URL: '' }
  }

  async start(role: 'intake' | 'worker' | 'all' = 'all'): Promise<ServerProcess> {
    const args = ['--data', this.folder, '--config', join(this.folder, 'config.json'), '--role', role]
    const server = await startServerProcess(args, this.#env, [...NODE_OPTIONS, ...BUILT])
    this.processes.add(server)
    return server
  }

  async stop(server: ServerProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    this.processes.delete(server)
    server.child.kill(signal)
    await server.ended
  }

  /** Closes what a measurement that failed left open. */
  static async closeAll(): Promise<void> {
    for (const bench of BenchServer.#open) await bench.close()
  }

  /** Stops every process and removes the folder. */
  async close(): Promise<void> {
    BenchServer.#open.delete(this)
    await Promise.all([...this.processes].map(server => this.stop(server)))
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** The address of the embedded database. */
  get databaseUrl(): string {
    const read = (name: string) => readFileSync(join(this.folder, name), 'utf8').trim()
    return `postgres://datafly:${read('password')}@127.0.0.1:${read('port')}/datafly`
  }
}

/** Nothing listens on this port. */
const NO_FRESHDESK = 'http://127.0.0.1:9'

/** Options of Node for the server, such as BENCH_NODE_OPTIONS="--cpu-prof --cpu-prof-dir=/tmp". */
const NODE_OPTIONS = (process.env.BENCH_NODE_OPTIONS ?? '').split(' ').filter(Boolean)

const INTEGRATION = { destination: 'freshdesk', settings: { domain: 'acme', apiKey: { env: 'API_KEY' } } }

export interface Load {
  clients: number
  /** Events in one request. */
  batch: number
  events: number
  account?: string
  /** All events are of this person. */
  person?: string
}

/** Sends events from a separate process. */
export async function sendEvents({ url }: ServerProcess, load: Load): Promise<LoadResult> {
  const { clients, batch, events, account = 'web', person } = load
  const generator = ['--import', 'tsx', join(__dirname, 'send-events.ts'), url, toKey(account)]
  const args = [...generator, ...[clients, batch, events].map(String), ...(person ? [person] : [])]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  const result = JSON.parse(stdout) as LoadResult
  const failed = Object.keys(result.statuses).filter(status => status !== '200')
  if (failed.length > 0) throw new Error(`Intake answered ${JSON.stringify(result.statuses)}.`)
  return result
}

/** Sends one event of one person. */
export async function sendEvent({ url }: ServerProcess, userId: string, account = 'web'): Promise<void> {
  const traits = { name: 'Ada Moss', email: `${userId}@example.com` }
  const body = JSON.stringify({ userId, traits, context: { consent: { marketing: true } } })
  const headers = { authorization: `Bearer ${toKey(account)}`, 'content-type': 'application/json' }
  const { status } = await fetch(`${url}/v1/i`, { method: 'POST', headers, body })
  if (status !== 200) throw new Error(`Intake answered ${status}.`)
}

/** Events that wait, of all accounts. */
export async function countWaiting({ adminUrl }: ServerProcess): Promise<number> {
  const { integrations } = await (await fetch(`${adminUrl}/admin/v1/integrations`)).json()
  return integrations.reduce((sum: number, { waiting }: { waiting: number }) => sum + waiting, 0)
}
