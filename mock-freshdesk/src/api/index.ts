import type { Account } from '../accounts/account'
import { Answer } from '../http/fast-path/answer'
import type { MockAnswer, MockRequest } from '../http/types'
import type { JsonObject, Route, Verb } from './call'
import { unexpected } from './checks'
import { parseQuery, type Query } from './query'
import {
  type FieldError,
  FORBIDDEN,
  INTERNAL_ERROR,
  INVALID_JSON,
  methodNotAllowed,
  NO_CONTENT_REQUIRED,
  NOT_FOUND,
  type Reply,
  TOO_MANY,
  UNAUTHORIZED,
  validationFailed,
  wrongContentType,
} from './reply'
import { findRoute } from './routes'

const PREFIX = '/api/v2/'

/** Everything a Freshdesk account answers: request in, answer out. It never throws, whatever comes in. */
export function freshdeskApi(account: Account | undefined, request: MockRequest): MockAnswer {
  if (account === undefined) return NO_ACCOUNT
  const contactsRead = readsContacts(request)
  try {
    return new Answer(reply(account, request, contactsRead), account, request, contactsRead)
  } catch (error) {
    // A defect of the mock. The client gets what Freshdesk says of its own; whoever runs the mock gets the rest.
    process.emitWarning(error as Error)
    const note = { 'X-Mock-Note': 'a defect of the mock' }
    return new Answer({ ...INTERNAL_ERROR, headers: note }, account, request, contactsRead)
  }
}

/** A subdomain nobody has: the absent version header is what clients tell it by. */
const NO_ACCOUNT: MockAnswer = {
  status: 404,
  headers: { Status: '404 Not Found', 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': '0' },
  body: '',
}

function reply(account: Account, request: MockRequest, contactsRead: boolean): Reply {
  if (!account.rateLimit.take(contactsRead)) {
    return { ...TOO_MANY, headers: { 'Retry-After': String(account.rateLimit.retryAfter()) } }
  }
  const agent = account.agentOf(request.headers.authorization)
  if (agent === undefined) return UNAUTHORIZED
  if (!acceptsJson(request.headers.accept)) return { status: 406, body: '' }
  const doubled = request.path.startsWith(`/${PREFIX}`)
  const path = doubled ? request.path.slice(1) : request.path
  if (!path.startsWith(PREFIX)) return unknownPath(request.path)

  const found = findRoute(path.slice(PREFIX.length))
  if (found === undefined) return unknownPath(request.path)
  const method = request.method === 'HEAD' ? 'GET' : request.method
  const route = Object.hasOwn(found.routes, method) ? found.routes[method as Verb] : undefined
  if (route === undefined) return methodNotAllowed(method, Object.keys(found.routes))
  if (agent.read_only && method !== 'GET') return FORBIDDEN
  // What a base URL with a slash at its end leads to: seen to spoil reads only.
  if (doubled && method === 'GET') return validationFailed([unexpected(singular(path))])

  const query = parseQuery(request.search)
  const strange = unknownParameters(query, route)
  if (strange.length > 0) return validationFailed(strange)
  const read = readBody(request, route)
  return 'refused' in read
    ? read.refused
    : route.handle({ account, agent, request, id: found.id, query, body: read.body })
}

/** Whether it takes from the smaller allowance for reading contacts. */
export const readsContacts = ({ method, path }: MockRequest) =>
  (method === 'GET' || method === 'HEAD') &&
  path.startsWith('/api/v2/contacts') &&
  (path.length === 16 || path[16] === '/')

function acceptsJson(accept: string | undefined): boolean {
  if (accept === undefined || accept === '*/*' || accept === 'application/json') return true
  return accept.split(',').some(range => /^\s*(?:\*\/\*|application\/(?:json|\*))?\s*(?:;|$)/i.test(range))
}

const NO_BODY = { body: {} }

function readBody(request: MockRequest, { json }: Route): { body: JsonObject } | { refused: Reply } {
  const blank = request.body === '' || request.body.trim() === ''
  if (request.method === 'GET' || request.method === 'DELETE' || (blank && json !== 'required')) return NO_BODY
  if (json === undefined) return request.body.trim() === '{}' ? NO_BODY : { refused: NO_CONTENT_REQUIRED }
  const type = request.headers['content-type'] ?? ''
  if (type !== 'application/json' && !/^application\/json\s*(?:;|$)/i.test(type))
    return { refused: wrongContentType(type) }
  if (!request.wellEncoded) return { refused: INVALID_JSON }
  // An empty body is an object without keys: what is missing from it is said field by field.
  if (blank) return NO_BODY
  try {
    const body: unknown = JSON.parse(request.body)
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { body: body as JsonObject }
  } catch {}
  return { refused: INVALID_JSON }
}

/** The first word of a path below /api/v2, of one thing: contact, company. */
const singular = (path: string) =>
  (path.slice(PREFIX.length).split('/', 1)[0] ?? '').replace(/ies$/, 'y').replace(/s$/, '')

function unknownParameters(query: Query, route: Route): FieldError[] {
  if (route.query === undefined || query.size === 0) return []
  return [...query.keys()].filter(name => !route.query?.includes(name)).map(unexpected)
}

/** Freshdesk's 404 has no body; the header tells a tester whether it is the path or the mock that is at fault. */
function unknownPath(path: string): Reply {
  const shown = path.replace(/[^\x20-\x7e]/g, '?').slice(0, 200)
  return { ...NOT_FOUND, headers: { 'X-Mock-Note': `this mock does not serve ${shown}` } }
}
