import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Account } from '../accounts/account'
import type { MockContext } from '../context'
import { InvalidInput } from '../validation/invalid-input'

/** One thing that /__admin can do. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below /__admin; `:id` stands for one part, a final `*` for any rest. */
  path: string
  /** Shown by /__admin/help and in the OpenAPI description. */
  summary: string
  /** What to answer, as JSON with status 200; a Reply for another status, undefined for 204. */
  answer?(call: Call): unknown
  /** Instead of `answer`: does everything by itself. */
  take?(call: Call, req: IncomingMessage, res: ServerResponse): void
}

/** One call of a route, taken apart. */
export interface Call {
  mock: MockContext
  params: Record<string, string>
  query: Record<string, string>
  /** The JSON that was sent, `{}` when nothing was. Throws an InvalidInput when it is no JSON. */
  body(): unknown
  /** Whether there was a body at all. */
  sent: boolean
  /** Calls back when the connection closes: after the answer, or because the client has gone away. */
  onGone(listener: () => void): void
  /** The account that `?account=` names, else the default one. Throws NotFound when there is none of that label. */
  account(): Account
}

/** An answer with a status of its own. */
export class Reply {
  constructor(
    readonly status: number,
    readonly json: unknown,
  ) {}
}

/** An answer that is JSON already: ids of 19 digits stay what they are. */
export class JsonText {
  constructor(readonly text: string) {}
}

/** What was asked about does not exist. The message is a sentence. */
export class NotFound extends Error {
  override name = 'NotFound'
}

export function accountOf(mock: MockContext, label: string | undefined): Account {
  const account = label === undefined ? mock.accounts.default : mock.accounts.get(label)
  if (account) return account
  throw new NotFound(`There is no account ${JSON.stringify(label)}. There is: ${mock.accounts.labels().join(', ')}.`)
}

/** The parts of `path` that the route leaves open, or undefined when it is another path. */
export function matchRoute(route: Route, path: string): Record<string, string> | undefined {
  const wanted = route.path.split('/')
  const given = path.split('/')
  const open = wanted.at(-1) === '*'
  if (open ? given.length < wanted.length : given.length !== wanted.length) return undefined
  const params: [string, string][] = []
  for (const [index, part] of wanted.entries()) {
    if (part === '*') params.push(['rest', given.slice(index).join('/')])
    else if (part.startsWith(':')) params.push([part.slice(1), decode(given[index] ?? '')])
    else if (part !== given[index]) return undefined
  }
  return Object.fromEntries(params)
}

export function parseJson(text: string): unknown {
  if (text.trim() === '') return {}
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new InvalidInput(`The body is not JSON: ${(error as Error).message.slice(0, 200)}.`)
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
