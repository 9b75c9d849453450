import type { Route } from '../route'
import { adminPaths, adminSchemas, schemasOfRoutes } from './admin'
import { apiV2Paths, apiV2Schemas } from './api-v2'
import { toJsonSchemas } from './json-schema'

const DESCRIPTION = `A stand-in for the Freshdesk REST API v2, and its controls.

Under /api/v2 it answers as Freshdesk does. Under /__admin a tester looks into it, breaks it on purpose and puts it back.
A fault can make any request under /api/v2 answer with any status and any body, or not at all.`

/** The OpenAPI 3.1 description of all that is served, derived from the routes. */
export function openApi(routes: readonly (readonly [key: string, route: Route])[], version: string): object {
  const { components, of } = toJsonSchemas({ ...apiV2Schemas(), ...adminSchemas }, schemasOfRoutes(routes))
  return {
    openapi: '3.1.0',
    info: { title: 'mock-freshdesk', version, description: DESCRIPTION, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/', description: 'Where this was read from.' }],
    paths: { ...apiV2Paths(), ...adminPaths(routes, of) },
    components: {
      schemas: components,
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'basic', description: 'The API key as user name, any password.' },
      },
    },
  }
}
