import type { Account } from '../accounts/account'
import { FreshdeskResponse } from '../http/fast-path/freshdesk-response'
import type { MockRequest, MockResponse } from '../http/types'
import {
  type FieldError,
  FORBIDDEN,
  INTERNAL_ERROR,
  INVALID_JSON,
  methodNotAllowed,
  NO_CONTENT_REQUIRED,
  TOO_MANY,
  UNAUTHORIZED,
  validationFailed,
  wrongContentType,
} from './errors'
import { parseQuery, type Query } from './query'
import { NOT_FOUND, type Result } from './result'
import type { JsonObject, Route } from './route'
import { findRoutes } from './routes'
import { unexpected } from './validate'

const PREFIX = '/api/v2/'

/**
 * Answers one request as a Freshdesk account does. It never throws.
 *
 * @param account The account of the Host header; undefined for a subdomain that no account has.
 */
export function freshdeskApi(account: Account | undefined, request: MockRequest): MockResponse {
  if (account === undefined) return NO_ACCOUNT
  const contactsRead = readsContacts(request)
  try {
    return new FreshdeskResponse(handle(account, request, contactsRead), account, request, contactsRead)
  } catch (error) {
    // A defect of the mock. The client gets Freshdesk's own 500, the tester a warning and a header.
    process.emitWarning(error as Error)
    const note = { 'X-Mock-Note': 'a defect of the mock' }
    return new FreshdeskResponse({ ...INTERNAL_ERROR, headers: note }, account, request, contactsRead)
  }
}

/** Clients recognize an unknown subdomain by the missing X-Freshdesk-Api-Version header. */
const NO_ACCOUNT: MockResponse = {
  status: 404,
  headers: { Status: '404 Not Found', 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': '0' },
  body: '',
}

function handle(account: Account, request: MockRequest, contactsRead: boolean): Result {
  if (!account.rateLimit.count(contactsRead)) {
    return { ...TOO_MANY, headers: { 'Retry-After': String(account.rateLimit.retryAfter()) } }
  }
  const agent = account.findAgent(request.headers.authorization)
  if (agent === undefined) return UNAUTHORIZED
  if (!acceptsJson(request.headers.accept)) return { status: 406, body: '' }
  const doubled = request.path.startsWith(`/${PREFIX}`)
  const path = toRoutePath(doubled ? request.path.slice(1) : request.path)
  const found = findRoutes(path)
  if (found === undefined) return unknownPath(request.path)
  const method = request.method === 'HEAD' ? 'GET' : request.method
  const route = found.routes.get(method)
  if (route === undefined) return methodNotAllowed(method, found.routes.keys())
  if (agent.read_only && method !== 'GET') return FORBIDDEN
  // A base URL with a slash at its end leads to two slashes. Freshdesk refuses such reads only.
  if (doubled && method === 'GET') return validationFailed([unexpected(toSingular(path))])

  const query = parseQuery(request.search)
  const errors = unknownParameters(query, route)
  if (errors.length > 0) return validationFailed(errors)
  const { body, refused } = readBody(request, route)
  return refused ?? route.handle({ account, agent, request, id: Number(found.params.id ?? 0), query, body })
}

/** A slash at the end changes nothing. */
const toRoutePath = (path: string) => (path.endsWith('/') ? path.slice(0, -1) : path)

/** Whether a request counts against the smaller limit for reading contacts. */
export const readsContacts = ({ method, path }: MockRequest) =>
  (method === 'GET' || method === 'HEAD') &&
  path.startsWith('/api/v2/contacts') &&
  (path.length === 16 || path[16] === '/')

function acceptsJson(accept: string | undefined): boolean {
  if (accept === undefined || accept === '*/*' || accept === 'application/json') return true
  return accept.split(',').some(range => /^\s*(?:\*\/\*|application\/(?:json|\*))?\s*(?:;|$)/i.test(range))
}

interface ReadBody {
  readonly body: JsonObject
  readonly refused?: Result
}

const EMPTY: ReadBody = { body: {} }
const refuse = (refused: Result): ReadBody => ({ body: {}, refused })

function readBody(request: MockRequest, { body: schema, bodyIsOptional }: Route): ReadBody {
  const blank = request.body === '' || request.body.trim() === ''
  const required = schema !== undefined && !bodyIsOptional
  if (request.method === 'GET' || request.method === 'DELETE' || (blank && !required)) return EMPTY
  if (schema === undefined) return request.body.trim() === '{}' ? EMPTY : refuse(NO_CONTENT_REQUIRED)
  const type = request.headers['content-type'] ?? ''
  if (type !== 'application/json' && !/^application\/json\s*(?:;|$)/i.test(type)) return refuse(wrongContentType(type))
  if (!request.wellEncoded) return refuse(INVALID_JSON)
  // An empty body is an object without keys: the handler reports each missing field.
  if (blank) return EMPTY
  try {
    const body: unknown = JSON.parse(request.body)
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { body: body as JsonObject }
  } catch {}
  return refuse(INVALID_JSON)
}

/** The first word below /api/v2 as one thing: contact, company. */
const toSingular = (path: string) =>
  (path.slice(PREFIX.length).split('/', 1)[0] ?? '').replace(/ies$/, 'y').replace(/s$/, '')

const NO_ERRORS: readonly FieldError[] = []

function unknownParameters(query: Query, { query: known }: Route): readonly FieldError[] {
  if (known === undefined || query.size === 0) return NO_ERRORS
  return [...query.keys()].filter(name => !Object.hasOwn(known, name)).map(unexpected)
}

/**
 * Freshdesk's 404 has no body. The header says that the mock has no such path, and not only no such
 * id.
 */
function unknownPath(path: string): Result {
  const shown = path.replace(/[^\x20-\x7e]/g, '?').slice(0, 200)
  return { ...NOT_FOUND, headers: { 'X-Mock-Note': `this mock does not serve ${shown}` } }
}
