import fastify, { type FastifyInstance } from 'fastify'
import type { GenericSchema } from 'valibot'
import * as v from 'valibot'
import { LiveStream } from '../admin/events/live'
import { adminRoutes, answerError, PREFIX, ROUTES } from '../admin/routes'
import { Sessions } from '../admin/session/sessions'
import { Collector } from '../intake/collector'
import { SecretBox } from '../security/secret-box'
import type { TestDatabase } from './test-database'

/** A key that no answer may hold, and that no test of an answer mentions. */
export const SECRET = 'the-key-that-never-leaves'

interface AdminResponse {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects
  body: any
  headers: Record<string, unknown>
}

export interface AdminClient {
  app: FastifyInstance
  box: SecretBox
  /** Calls a route without a network, with its answer checked against the schema of the route. */
  call(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<AdminResponse>
  close(): Promise<void>
}

/**
 * The admin API on a test database. Every answer is checked against its schema, and none may hold
 * {@link SECRET}.
 */
export async function createAdminClient({ pool }: TestDatabase, token: string | null = null): Promise<AdminClient> {
  const box = new SecretBox(Buffer.alloc(32))
  const app = fastify({ forceCloseConnections: true })
  app.setErrorHandler((error, _request, reply) => answerError(error, reply))
  const live = new LiveStream(pool, box)
  const info = { version: '0.1.0', intakeUrl: 'http://127.0.0.1:4100', keepDays: 7, role: 'all' as const }
  const context = { pool, box, collector: new Collector(pool), live, sessions: new Sessions(token, 1) }
  await app.register(adminRoutes, { prefix: PREFIX, ...context, info: { ...info, startedAt: new Date() } })
  const call: AdminClient['call'] = async (method, path, body, headers = {}) => {
    const url = `${PREFIX}${path}`
    const payload = body === undefined ? {} : { payload: JSON.stringify(body) }
    const type = body === undefined ? {} : { 'content-type': 'application/json' }
    const all = { host: '127.0.0.1:4101', ...type, ...headers }
    const response = await app.inject({ method, url, headers: all, ...payload })
    if (response.payload.includes(SECRET)) throw new Error(`The answer of ${method} ${path} holds the key.`)
    const json = response.payload === '' ? null : response.json()
    if (response.statusCode < 400) checkSchema(method, path, response.statusCode, json)
    return { status: response.statusCode, body: json, headers: response.headers }
  }
  return { app, box, call, close: () => app.close() }
}

function checkSchema(method: string, path: string, status: number, body: unknown): void {
  const [plain = ''] = path.split('?')
  // A route of fixed words wins over one with parameters, as in the router.
  const matching = ROUTES.filter(route => route.method === method && toPattern(route.path).test(plain))
  const route = matching.sort((a, b) => a.path.split('{').length - b.path.split('{').length)[0]
  if (!route) return
  if (route.status !== status) throw new Error(`${method} ${path} answered ${status} instead of ${route.status}.`)
  if (route.response) assertSchema(route.response, body, `${method} ${path}`)
}

const toPattern = (path: string): RegExp => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`)

function assertSchema(schema: GenericSchema, body: unknown, place: string): void {
  const { success, issues } = v.safeParse(schema, body)
  if (success) return
  const [issue] = issues
  throw new Error(`${place} differs from its schema at ${v.getDotPath(issue)}: ${issue.message}`)
}
