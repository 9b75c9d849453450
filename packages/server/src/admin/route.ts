import type { FastifyReply, FastifyRequest } from 'fastify'
import type { GenericSchema, InferInput, InferOutput } from 'valibot'
import type { AdminContext } from './context'

type Maybe = GenericSchema | null

/** The parsed parts of a request. */
interface Input<Query, Body> {
  params: Readonly<Record<string, string>>
  query: Query
  body: Body
  /** Who makes the change, as the header X-Datafly-Author says. */
  author: string
  request: FastifyRequest
  reply: FastifyReply
}

/**
 * One route as data. The check of a request, its answer and the OpenAPI description follow from
 * it.
 */
export interface Route {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Below /admin/v1, with parameters in braces. */
  path: string
  summary: string
  query: Maybe
  body: Maybe
  /** Null for a response without a body. */
  response: Maybe
  /** The status of a success. By default 200, and 204 without a body. */
  status: number
  /** True for a route that needs no token. */
  isOpen: boolean
  /** True for server-sent events; `response` then describes their data. */
  isStream: boolean
  handler(input: Input<never, never>, context: AdminContext): Promise<unknown>
}

type Output<S> = S extends GenericSchema ? InferOutput<S> : undefined

interface Definition<Q extends Maybe, B extends Maybe, R extends Maybe>
  extends Pick<Route, 'method' | 'path' | 'summary'> {
  query?: Q
  body?: B
  response: R
  status?: number
  isOpen?: boolean
  isStream?: boolean
  handler(
    input: Input<Output<Q>, Output<B>>,
    context: AdminContext,
  ): Promise<R extends GenericSchema ? InferInput<R> : void>
}

/** Makes a route whose handler is checked against the schemas. */
export function defineRoute<Q extends Maybe = null, B extends Maybe = null, R extends Maybe = null>(
  definition: Definition<Q, B, R>,
): Route {
  const { query = null, body = null, response, isOpen = false, isStream = false } = definition
  const status = definition.status ?? (response ? 200 : 204)
  return { ...definition, query, body, status, isOpen, isStream } as Route
}
