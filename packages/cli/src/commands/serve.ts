import { existsSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import type { Io } from '../io'
import { UsageError } from '../usage-error'

export interface ServeOptions {
  config?: string
  data: string
  databaseUrl?: string
  role: 'intake' | 'worker' | 'all'
  host: string
  port: number
  adminHost: string
  adminPort: number
  keepDays: number
}

/** The configuration without --config. */
const CONFIG = 'datafly.config.json'

/**
 * Runs the server until a signal asks it to stop. Resolves to the exit code. Without a
 * configuration file, the sources and integrations of the database stay as they are, and the
 * console adds more.
 */
export async function serve(options: ServeOptions, { env, signal, stderr }: Io): Promise<number> {
  // V8 otherwise collects garbage only when the heap has grown to several times what is in use.
  setFlagsFromString('--heap-growing-percent=30')
  // Loaded only here: the other commands need no server.
  const { createLog, readConfig, startServer } = await import('@datafly/server')
  const { data: folder, databaseUrl = env.DATABASE_URL, config, ...rest } = options
  const file = config ?? (existsSync(CONFIG) ? CONFIG : null)
  const adminToken = env.DATAFLY_ADMIN_TOKEN
  const common = { ...rest, folder, env, log: createLog(env.DATAFLY_LOG_LEVEL) }
  const start = async () =>
    await startServer({
      ...common,
      config: file === null ? null : readConfig(file, env),
      ...(databaseUrl && { databaseUrl }),
      ...(adminToken && { adminToken }),
    })
  const server = await start().catch(error => {
    throw new UsageError((error as Error).message)
  })
  stderr.write(`Console: ${server.adminUrl}/\n`)
  if (file === null) stderr.write(`There is no ${CONFIG}. Add sources and integrations in the console.\n`)
  stderr.write(`Intake: ${server.url ?? 'off'}\nAdmin API: ${server.adminUrl}/admin/v1\n`)
  await new Promise<void>(resolve => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
  await server.close()
  return 0
}
