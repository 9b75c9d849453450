import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastify, { type FastifyInstance } from 'fastify'
import { addHealth } from '../health'
import type { IntakeParts } from '../intake/start-intake'
import { listen } from '../listen'
import { openDatabase } from '../store/database'
import { consoleRoutes } from './console'
import { LiveStream } from './events/live'
import { createGuard } from './guard'
import { adminRoutes, answerError, PREFIX } from './routes'
import { Sessions } from './session/sessions'

const VERSION: string = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')).version

/** Connections of the admin API: its searches must not take those of intake and workers. */
const CONNECTIONS = 4

export interface AdminOptions {
  adminHost: string
  adminPort?: number
  adminToken?: string
  role: 'intake' | 'worker' | 'all'
  keepDays: number
  /** Null with the role "worker". */
  intakeUrl: string | null
}

/** Starts the HTTP server of the console, the admin API, the health checks and the metrics. */
export async function startAdmin(
  { pool, box, metrics, collector, state }: IntakeParts,
  { adminHost, adminPort = 4101, adminToken, role, keepDays, intakeUrl }: AdminOptions,
): Promise<{ app: FastifyInstance; url: string }> {
  const sessions = new Sessions(adminToken ?? null)
  const app = fastify({ forceCloseConnections: true })
  app.setErrorHandler((error, _request, reply) => answerError(error, reply))
  addHealth(app, pool, state)
  app.get('/metrics', { onRequest: createGuard(sessions) }, async (_request, reply) => {
    void reply.type(metrics.registry.contentType)
    return await metrics.registry.metrics()
  })
  await app.register(consoleRoutes)
  const own = openDatabase(String(pool.options.connectionString), CONNECTIONS, 0)
  app.addHook('onClose', () => own.end())
  const live = new LiveStream(own, box)
  const info = { version: VERSION, intakeUrl, keepDays, role, startedAt: new Date() }
  await app.register(adminRoutes, { prefix: PREFIX, pool: own, box, collector, live, sessions, info })
  return { app, url: await listen(app, adminHost, adminPort, '--admin-port') }
}
