import type { FastifyInstance } from 'fastify'
import type { Pool } from 'pg'
import { describeDatabaseError } from './store/database'

/** What the health checks look at. */
export interface State {
  isClosing: boolean
  /** Why outcomes or events are not written now; null while they are. */
  findProblem(): string | null
}

/**
 * `/healthz`: the process runs. `/readyz`: it takes work, the database answers, and events and
 * outcomes are written.
 */
export function addHealth(app: FastifyInstance, pool: Pool, state: State): void {
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
