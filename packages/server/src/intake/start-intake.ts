import fastify, { type FastifyInstance } from 'fastify'
import type { Pool } from 'pg'
import { addHealth, type State } from '../health'
import { listen } from '../listen'
import type { Metrics } from '../metrics'
import type { SecretBox } from '../security/secret-box'
import type { Collector } from './collector'
import { intakeRoutes } from './routes'
import { Sources } from './sources'

export interface IntakeParts {
  pool: Pool
  box: SecretBox
  metrics: Metrics
  collector: Collector
  state: State
}

/** Starts the HTTP server of intake. Its health is asked at the same address. */
export async function startIntake(
  { pool, box, metrics, collector, state }: IntakeParts,
  host = '127.0.0.1',
  port = 4100,
): Promise<{ app: FastifyInstance; url: string }> {
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
  return { app, url: await listen(app, host, port, '--port') }
}
