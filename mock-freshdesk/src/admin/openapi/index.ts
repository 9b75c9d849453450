import type { Route } from '../route'
import { adminPathItems } from './admin'
import { adminSchemas } from './admin-schemas'
import { apiV2Paths, apiV2Schemas } from './api-v2'

const DESCRIPTION = `A stand-in for the Freshdesk REST API v2, and what steers it.

Under /api/v2 it answers as Freshdesk does; under /__admin it is looked into, broken on purpose and put back. Faults can
make any request under /api/v2 answer with any status, any body, or not at all.`

/** What is served, as OpenAPI 3.1. */
export function openApi(routes: readonly Route[], version: string): object {
  return {
    openapi: '3.1.0',
    info: { title: 'mock-freshdesk', version, description: DESCRIPTION, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/', description: 'Where this was read from.' }],
    paths: { ...apiV2Paths(), ...adminPathItems(routes) },
    components: {
      schemas: { ...apiV2Schemas(), ...adminSchemas },
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'basic', description: 'The API key as user name, any password.' },
      },
    },
  }
}
