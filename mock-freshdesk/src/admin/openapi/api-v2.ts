import { NO_BODY, type ResponseBody, type Route } from '../../api/route'
import { RESOURCES } from '../../api/routes'
import * as shared from '../../api/schemas'
import type { RouteKey } from '../../http/router'
import type { Definitions } from './json-schema'
import { body, inPath, inQuery, listOf, type Operation, type PathItem, ref, response, string } from './parts'

/** The description of /api/v2, derived from the routes and their schemas. */

export function apiV2Schemas(): Definitions {
  const { ValidationError, FlatError, MethodError, RefusedRequest, IdAndName } = shared
  const own: Definitions = Object.assign({}, ...RESOURCES.map(({ schemas }) => schemas()))
  return { ValidationError, FlatError, MethodError, RefusedRequest, IdAndName, ...own }
}

export function apiV2Paths(): Record<string, PathItem> {
  const paths: Record<string, PathItem> = {}
  for (const [key, route] of RESOURCES.flatMap(({ routes }) => Object.entries(routes) as [RouteKey, Route][])) {
    const [method = '', path = ''] = key.split(' ')
    const template = path.replace(/:(\w+)/g, '{$1}')
    paths[template] = { ...paths[template], [method.toLowerCase()]: toOperation(method, path, route) }
  }
  return paths
}

function toOperation(method: string, path: string, route: Route): Operation {
  const parameters = [
    ...(path.includes(':id') ? [inPath('id', { type: 'integer', minimum: 0 })] : []),
    ...Object.entries(route.query ?? {}).map(([name, { description, ...schema }]) =>
      inQuery(name, { ...schema }, description),
    ),
  ]
  return {
    summary: route.summary,
    tags: [path.split('/')[3]?.replace('_', ' ') ?? ''],
    security: [{ apiKey: [] }],
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && { requestBody: body(ref(route.body), !route.bodyIsOptional) }),
    responses: toResponses(method, path, route),
  }
}

function toResponses(method: string, path: string, route: Route): Operation['responses'] {
  const writes = method !== 'GET'
  const mayBeRefused = route.query || route.body || (writes && method !== 'DELETE')
  const own = Object.entries(route.responses).map(([status, content]) => [status, toResponse(method, status, content)])
  return {
    ...(mayBeRefused && { 400: response('Something in the request is wrong.', ref('RefusedRequest')) }),
    ...(writes && { 403: response('The key belongs to an agent who may only read.', ref('FlatError')) }),
    ...(path.includes(':id') && { 404: response('No record has this id. No body.') }),
    ...(route.body && { 415: response('The Content-Type is not JSON.', ref('FlatError')) }),
    ...OF_EVERY_ROUTE,
    ...Object.fromEntries(own),
  }
}

const OF_EVERY_ROUTE = {
  401: response('The key is missing or wrong.', ref('FlatError')),
  405: response('Not with this method, or not in this state.', ref('MethodError')),
  406: response('The client accepts no JSON. No body.'),
  429: {
    ...response('The rate-limit window is used up.', ref('FlatError')),
    headers: {
      'Retry-After': { description: 'Seconds until the window ends.', schema: { type: 'integer', minimum: 0 } },
    },
  },
  500: response('On demand only: by a fault.', ref('FlatError')),
}

const DESCRIPTIONS: Record<string, string> = {
  201: 'Created.',
  204: 'Done. No body.',
  400: 'Something in the request is wrong, or the state forbids it.',
  409: 'A value is taken; additional_info names the holder.',
}

function toResponse(method: string, status: string, content: ResponseBody) {
  const description = DESCRIPTIONS[status] ?? (method === 'GET' ? 'Found.' : 'Changed.')
  if (content === NO_BODY) return response(description)
  if (typeof content === 'string') {
    return { ...response(description, ref(content)), ...(status === '201' && { headers: LOCATION }) }
  }
  if ('listOf' in content) return { ...response(description, listOf(ref(content.listOf))), headers: LINK }
  return {
    description,
    content: {
      'application/json': { schema: ref(content.emptyOr) },
      'text/html': { schema: { type: 'string', maxLength: 0 } },
    },
  }
}

const LOCATION = { Location: { description: 'The URL of the new record.', schema: string } }
const LINK = { Link: { description: 'Leads to the next page, while there is one.', schema: string } }
