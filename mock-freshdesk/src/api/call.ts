import type { Account } from '../accounts/account'
import type { MockRequest } from '../http/types'
import type { Agent } from '../store/records'
import type { Query } from './query'
import type { Reply } from './reply'

export type JsonObject = Record<string, unknown>

/** A request that was let in: known account, known agent, known route. */
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

type Handler = (call: Call) => Reply

export interface Route {
  readonly handle: Handler
  /** Whether it takes a JSON body; where one is optional, no body needs no Content-Type. */
  readonly json?: 'required' | 'optional'
  /** Query parameters it knows; others are refused. Absent: not looked at. */
  readonly query?: readonly string[]
}

/** Verb by verb, the paths of one resource below its own name: '' , ':id', ':id/restore', 'autocomplete', ... */
export type Resource = Record<string, Partial<Record<Verb, Route>>>

export type Verb = 'GET' | 'POST' | 'PUT' | 'DELETE'
