import type { Account } from '../accounts/account'
import type { RouteKey } from '../http/router'
import type { MockRequest } from '../http/types'
import type { CollectionDefinition } from '../store/collection-definition'
import type { Agent } from '../store/records'
import type { Parameter, Query } from './query'
import type { Result } from './result'

export type JsonObject = Record<string, unknown>

/** An accepted request: its account, its agent and its route are known. */
export interface Call {
  readonly account: Account
  readonly agent: Agent
  readonly request: MockRequest
  /** The number in the path; 0 on routes without one. */
  readonly id: number
  /** The parsed body on routes that take one, {} on others. */
  readonly body: JsonObject
  readonly query: Query
}

/** One method of one path: the handler, and all that the OpenAPI description says of it. */
export interface Route {
  /** One line for the OpenAPI description and for the table of docs/mock-reference.md. */
  readonly summary: string
  readonly handle: (call: Call) => Result
  /**
   * The query parameters by name, as JSON Schema. Any other is refused; without a list none is
   * looked at.
   */
  readonly query?: Readonly<Record<string, Parameter>>
  /** The name of the schema of the JSON body. A route without one refuses a body. */
  readonly body?: string
  /** Without a body the request needs no Content-Type either. */
  readonly bodyIsOptional?: true
  /**
   * The statuses of this route, each with the name of a schema, or NO_BODY. Those of every route
   * are added.
   */
  readonly responses: Readonly<Record<number, ResponseBody>>
}

/** The name of one schema, or a list of such bodies. An error may also come with an empty body. */
export type ResponseBody = string | typeof NO_BODY | { readonly listOf: string } | { readonly emptyOr: string }

export const NO_BODY = null

/** Whole paths, so that a search for one finds its handler. */
type Routes = Readonly<Partial<Record<RouteKey, Route>>>

/** One folder: its routes, and the schemas that they name. */
export interface Resource {
  /** The rows that the resource keeps. Absent when it only computes. */
  readonly collection?: CollectionDefinition
  readonly routes: Routes
  /** valibot schemas by name. They are loaded when /__admin/openapi.json is asked for. */
  readonly schemas: () => object
}
