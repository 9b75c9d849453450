import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { describeDatabaseError } from '../store/database'
import { ApiError, parseInput, toError } from './api-error'
import type { AdminContext } from './context'
import { deadLetterRoutes } from './dead-letters/routes'
import { eventRoutes } from './events/routes'
import { createGuard } from './guard'
import { integrationRoutes } from './integrations/routes'
import { toOpenApi } from './openapi'
import { overviewRoutes } from './overview/routes'
import { previewRoutes } from './preview/routes'
import type { Route } from './route'
import { sessionRoutes } from './session/routes'
import { sourceRoutes } from './sources/routes'

export const PREFIX = '/admin/v1'

/** Every route of the admin API. */
export const ROUTES: readonly Route[] = [
  ...sessionRoutes,
  ...eventRoutes,
  ...deadLetterRoutes,
  ...overviewRoutes,
  ...integrationRoutes,
  ...previewRoutes,
  ...sourceRoutes,
]

/** The OpenAPI description of the admin API. */
export const openapi = toOpenApi(ROUTES, PREFIX, '1')

const toUrl = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1')

/** Serves the API that the console and scripts use. Described at /openapi.json. */
export async function adminRoutes(app: FastifyInstance, context: AdminContext): Promise<void> {
  const open = new Set(ROUTES.filter(({ isOpen }) => isOpen).map(({ method, path }) => `${method} ${PREFIX}${path}`))
  app.addHook(
    'onRequest',
    createGuard(context.sessions, ({ method, routeOptions }) => open.has(`${method} ${routeOptions.url}`)),
  )
  app.addHook('preClose', async () => context.live.close())
  // A form of a foreign page can send text/plain, and never JSON.
  app.removeContentTypeParser('text/plain')
  // Before the console, which answers every other address with its page.
  app.all('/*', async (_request, reply) => reply.status(404).send(toError('NOT_FOUND', 'There is no such route.')))
  app.get('/openapi.json', async () => openapi)
  for (const route of ROUTES) {
    app.route({
      method: route.method,
      url: toUrl(route.path),
      exposeHeadRoute: false,
      handler: (request, reply) => handle(route, request, reply, context),
    })
  }
}

async function handle(route: Route, request: FastifyRequest, reply: FastifyReply, context: AdminContext) {
  const { query, body, status, response } = route
  const input = {
    params: request.params as Record<string, string>,
    query: query && parseInput(query, request.query),
    body: body && parseInput(body, request.body ?? {}),
    author: readAuthor(request),
    request,
    reply,
  }
  const result = await route.handler(input as never, context)
  if (reply.sent || route.isStream) return reply
  void reply.status(status).header('cache-control', 'no-store')
  return response ? reply.send(result) : reply.send()
}

/** The most characters of the name of an author. */
const MAX_AUTHOR = 64

/**
 * Anyone with the token may write any name here: it helps a team, and proves nothing. A header
 * holds ASCII only, so that other characters come percent-encoded.
 */
function readAuthor({ headers }: FastifyRequest): string {
  const given = decode(String(headers['x-datafly-author'] ?? ''))
  return given.replace(/\p{C}/gu, '').trim().slice(0, MAX_AUTHOR) || 'admin'
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/**
 * Answers an error in the form of {@link errorBody}. Of a database error, only the code leaves the
 * server.
 */
export function answerError(error: unknown, reply: FastifyReply): FastifyReply {
  if (error instanceof ApiError) {
    return reply.status(error.status).send(toError(error.code, error.message, error.field))
  }
  const { statusCode = 500 } = error as { statusCode?: number }
  if (statusCode === 415) {
    return reply
      .status(415)
      .send(toError('INVALID_REQUEST', 'Send JSON, with the header Content-Type: application/json.'))
  }
  if (isAboutValue(error)) {
    const message = 'The request holds a value that cannot be stored or found.'
    return reply.status(400).send(toError('INVALID_REQUEST', message))
  }
  if (statusCode === 413) {
    return reply.status(400).send(toError('INVALID_REQUEST', 'The request is too large. Send at most 1 MB.'))
  }
  if (statusCode < 500) return reply.status(400).send(toError('INVALID_REQUEST', 'The request cannot be read.'))
  return reply.status(503).send(toError('STORE_UNAVAILABLE', describeDatabaseError(error)))
}

/** Class 22 of PostgreSQL: a text with NUL, a day that no month has, a number out of range. */
const isAboutValue = (error: unknown): boolean => String((error as { code?: unknown }).code).startsWith('22')
