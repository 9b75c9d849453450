import type { Io } from '../io'
import { UsageError } from '../usage-error'

export interface ServeOptions {
  config: string
  data: string
  databaseUrl?: string
  role: 'intake' | 'worker' | 'all'
  host: string
  port: number
  adminHost: string
  adminPort: number
  keepDays: number
}

/** Runs the server until a signal asks it to stop. Resolves to the exit code. */
export async function serve(options: ServeOptions, { env, signal, stderr }: Io): Promise<number> {
  // Loaded only here: the other commands need no server.
  const { createLog, readConfig, startServer } = await import('@datafly/server')
  const { data: folder, databaseUrl = env.DATABASE_URL, config: file, ...rest } = options
  const adminToken = env.DATAFLY_ADMIN_TOKEN
  const common = { ...rest, folder, env, log: createLog(env.DATAFLY_LOG_LEVEL) }
  const server = await startServer({
    ...common,
    config: readConfig(file, env),
    ...(databaseUrl && { databaseUrl }),
    ...(adminToken && { adminToken }),
  }).catch(error => {
    throw new UsageError((error as Error).message)
  })
  stderr.write(`Intake: ${server.url ?? 'off'}\nAdmin API: ${server.adminUrl}/admin/v1\n`)
  await new Promise<void>(resolve => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
  await server.close()
  return 0
}
