import type { IncomingMessage, ServerResponse } from 'node:http'
import type * as v from 'valibot'
import type { Account } from '../accounts/account'
import type { MockContext } from '../context'
import type { RouteKey } from '../http/router'
import { parse } from '../validation/parse'

type Schema = v.GenericSchema<unknown, unknown>

/**
 * One method of one path under /__admin: what it does, and all that the OpenAPI description says of
 * it.
 */
export interface Route {
  /** Shown by /__admin/help and in the OpenAPI description. */
  readonly summary: string
  /** The query parameters by name, without `account`. */
  readonly query?: Readonly<Record<string, Schema>>
  /** Whether `?account=` chooses an account: the default one or all of them when it is absent. */
  readonly account?: 'default' | 'all'
  readonly body?: Schema
  readonly bodyIsOptional?: true
  /** The statuses with the schemas of their JSON bodies. Those of every route are added. */
  readonly responses: Readonly<Record<number, Content>>
  /** Returns the JSON of a 200, a JsonResponse for another status, or undefined for a 204. */
  handle?(call: Call): unknown
  /** Instead of `handle`: writes the whole response. */
  serve?(call: Call, req: IncomingMessage, res: ServerResponse): void
}

/** A schema for JSON, a media type for anything else. */
export type Content = Schema | { readonly mediaType: string; readonly description: string } | typeof NO_BODY

export const NO_BODY = null

export type Routes = Readonly<Partial<Record<RouteKey, Route>>>

/** One request, taken apart. */
export interface Call {
  mock: MockContext
  params: Readonly<Record<string, string>>
  query: Record<string, string>
  /** The parsed JSON body, or `{}` without a body. Throws InvalidInput when it is not JSON. */
  body(): unknown
  /** Whether there was a body at all. */
  hasBody: boolean
  /** Where the request came in. */
  address: { readonly host: string; readonly port: number }
  /**
   * Calls back when the connection closes: after the response, or because the client has gone away.
   */
  onClose(listener: () => void): void
  /**
   * The account that `?account=` names, or the default one. Throws NotFound when no account has
   * that label.
   */
  account(): Account
}

/** A JSON response with a given status. */
export class JsonResponse {
  constructor(
    readonly status: number,
    readonly json: unknown,
  ) {}
}

/** JSON as text already, so that ids of 19 digits keep all their digits. */
export class JsonText {
  constructor(readonly text: string) {}
}

/** The record that a request names does not exist. The message is a sentence. */
export class NotFound extends Error {
  override name = 'NotFound'
}

export function getAccount(mock: MockContext, label: string | undefined): Account {
  const account = label === undefined ? mock.accounts.default : mock.accounts.get(label)
  if (account) return account
  throw new NotFound(`There is no account ${JSON.stringify(label)}. There is: ${mock.accounts.labels().join(', ')}.`)
}

/** Checks the body of a request. Throws InvalidInput with a sentence about the first mistake. */
export const parseBody = <S extends Schema>(call: Call, schema: S): v.InferOutput<S> => parse(schema, call.body())
