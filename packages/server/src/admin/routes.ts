import { toJsonSchema } from '@valibot/to-json-schema'
import type { FastifyInstance } from 'fastify'
import type { Pool } from 'pg'
import type { GenericSchema } from 'valibot'
import { describeDatabaseError } from '../store/database'
import { createGuard, toError } from './guard'
import { LiveStream } from './live'
import {
  countByStatus,
  countDeadLetters,
  findEvent,
  findEvents,
  findIntegrations,
  findSources,
  replay,
} from './queries'
import { countsQuery, eventQuery, InvalidRequest, parse, replayBody } from './schemas'

export interface AdminOptions {
  pool: Pool
  /** Null for a server that only loopback reaches. */
  token: string | null
}

/** The API that the console and scripts use. Described at /openapi.json. */
export async function adminRoutes(app: FastifyInstance, { pool, token }: AdminOptions): Promise<void> {
  const live = new LiveStream(pool)
  app.addHook('onRequest', createGuard(token))
  app.addHook('preClose', async () => live.close())
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof InvalidRequest) return reply.status(400).send(toError('INVALID_REQUEST', error.message))
    const { statusCode = 500 } = error as { statusCode?: number }
    if (statusCode < 500)
      return reply.status(statusCode).send(toError('INVALID_REQUEST', 'The request cannot be read.'))
    return reply.status(503).send(toError('STORE_UNAVAILABLE', describeDatabaseError(error)))
  })

  app.get('/events', async ({ query }) => await findEvents(pool, parse(eventQuery, query)))
  app.get('/events/:integration/:seq', async ({ params }, reply) => {
    const { integration, seq } = params as { integration: string; seq: string }
    const event = /^\d{1,15}$/.test(seq) ? await findEvent(pool, integration, Number(seq)) : null
    return event ?? reply.status(404).send(toError('NOT_FOUND', 'There is no such event, or its day was dropped.'))
  })
  app.get('/dead-letters', async () => ({ groups: await countDeadLetters(pool) }))
  app.post('/replay', async ({ body }) => ({ replayed: await replay(pool, parse(replayBody, body)) }))
  app.get('/counts', async ({ query }) => ({ counts: await countByStatus(pool, parse(countsQuery, query).minutes) }))
  app.get('/integrations', async () => ({ integrations: await findIntegrations(pool) }))
  app.get('/sources', async () => ({ sources: await findSources(pool) }))
  app.get('/live', (_request, reply) => live.add(reply))
  app.get('/openapi.json', async () => OPENAPI)
}

const parameters = (schema: GenericSchema) => {
  const { properties = {} } = toJsonSchema(schema, { typeMode: 'input', errorMode: 'ignore' })
  return Object.entries(properties).map(([name, property]) => ({ name, in: 'query', schema: property }))
}

const operation = (summary: string, more: object = {}) => ({
  summary,
  ...more,
  responses: { 200: { description: 'The result.' }, 401: { description: 'The token is missing or wrong.' } },
})

const EVENT_PATH = ['integration', 'seq'].map(name => ({
  name,
  in: 'path',
  required: true,
  schema: { type: 'string' },
}))

const REPLAY_BODY = { content: { 'application/json': { schema: toJsonSchema(replayBody, { errorMode: 'ignore' }) } } }

const OPENAPI = {
  openapi: '3.1.0',
  info: { title: 'datafly admin API', version: '1' },
  paths: {
    '/admin/v1/events': { get: operation('The newest events first.', { parameters: parameters(eventQuery) }) },
    '/admin/v1/events/{integration}/{seq}': {
      get: operation('One event with its body and every attempt.', { parameters: EVENT_PATH }),
    },
    '/admin/v1/dead-letters': { get: operation('Dead letters by integration and reason.') },
    '/admin/v1/replay': {
      post: operation('Delivers events again, at the end of their stream.', { requestBody: REPLAY_BODY }),
    },
    '/admin/v1/counts': { get: operation('Outcomes by minute and status.', { parameters: parameters(countsQuery) }) },
    '/admin/v1/integrations': { get: operation('The integrations and their state.') },
    '/admin/v1/sources': { get: operation('The sources.') },
    '/admin/v1/live': { get: operation('New outcomes as server-sent events.') },
  },
}
