import { faultDefinition } from '../../faults/definition'
import { requestPattern } from '../../journal/pattern-schema'
import { type Content, NO_BODY, type Route } from '../route'
import * as schemas from '../schemas'
import type { Definitions, ValibotSchema } from './json-schema'
import { body, inPath, inQuery, type Operation, type PathItem, ref, response, type Schema, string } from './parts'

/** The description of /__admin, derived from the routes and their schemas. */

const { integer: _, ...bodies } = schemas

export const adminSchemas: Definitions = {
  ...bodies,
  FaultDefinition: faultDefinition,
  RequestPattern: requestPattern,
}

type Keyed = readonly (readonly [key: string, route: Route])[]
type ToSchema = (schema: ValibotSchema) => Schema

/** Every schema that the routes name. */
export const schemasOfRoutes = (routes: Keyed): ValibotSchema[] =>
  routes.flatMap(([, { query = {}, body, responses }]) => [
    ...Object.values(query),
    ...(body ? [body] : []),
    ...Object.values(responses).filter(isSchema),
  ])

const isSchema = (content: Content): content is ValibotSchema => content !== NO_BODY && 'kind' in content

export function adminPaths(routes: Keyed, toSchema: ToSchema): Record<string, PathItem> {
  const paths: Record<string, PathItem> = {}
  for (const [key, route] of routes) {
    const [method = '', path = ''] = key.split(' ')
    const template = path.replace(/:(\w+)/g, '{$1}').replace(/\*$/, '{rest}')
    paths[template] = { ...paths[template], [method.toLowerCase()]: toOperation(template, route, toSchema) }
  }
  return paths
}

const ACCOUNT = {
  default: 'The label of an account; the default one when absent.',
  all: 'The label of an account; all of them when absent.',
}

function toOperation(template: string, route: Route, toSchema: ToSchema): Operation {
  const open = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const parameters = [
    ...open.map(name => inPath(name, string)),
    ...(route.account ? [inQuery('account', string, ACCOUNT[route.account])] : []),
    ...Object.entries(route.query ?? {}).map(([name, schema]) => {
      const { description, ...json } = toSchema(schema)
      return inQuery(name, json, description as string | undefined)
    }),
  ]
  const own = Object.entries(route.responses).map(([status, content]) => [
    status,
    toResponse(status, content, toSchema),
  ])
  return {
    summary: route.summary,
    tags: ['admin'],
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && { requestBody: body(toSchema(route.body), !route.bodyIsOptional) }),
    responses: {
      400: response('Out of range; a sentence says what.', ref('AdminError')),
      403: response('The request comes from a web page of a different site.', ref('AdminError')),
      ...((open.length > 0 || route.account || route.body) && {
        404: response('What the request names does not exist.', ref('AdminError')),
      }),
      ...Object.fromEntries(own),
    },
  }
}

const DESCRIPTIONS: Record<string, string> = {
  201: 'Created.',
  204: 'Done.',
  408: 'They did not come in time.',
}

function toResponse(status: string, content: Content, toSchema: ToSchema) {
  const description = DESCRIPTIONS[status] ?? 'As asked.'
  if (content === NO_BODY) return response(description)
  if (isSchema(content)) return response(description, toSchema(content))
  return { description: content.description, content: { [content.mediaType]: { schema: string } } }
}
