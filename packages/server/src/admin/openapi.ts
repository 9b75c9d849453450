import { type ConversionConfig, toJsonSchema, toJsonSchemaDefs } from '@valibot/to-json-schema'
import type { GenericSchema } from 'valibot'
import { errorBody } from './api-error'
import { deadLetterGroup, replayResult } from './dead-letters/schemas'
import {
  attempt,
  call,
  eventConsent,
  eventDetail,
  eventPage,
  eventSummary,
  liveChanges,
  person,
} from './events/schemas'
import {
  action,
  actionField,
  connectionTest,
  destination,
  integration,
  rateLimit,
  revision,
  settingField,
} from './integrations/schemas'
import { subscription } from './integrations/subscription-schema'
import { overview, overviewIntegration } from './overview/schemas'
import { preview, previewAction, previewField } from './preview/schemas'
import type { Route } from './route'
import { serverInfo, session } from './session/schemas'
import { source } from './sources/schemas'

/** The schemas that a generated client knows by name. */
const COMPONENTS: Record<string, GenericSchema> = {
  Action: action,
  ActionField: actionField,
  Attempt: attempt,
  Call: call,
  ConnectionTest: connectionTest,
  DeadLetterGroup: deadLetterGroup,
  Destination: destination,
  Error: errorBody,
  EventConsent: eventConsent,
  EventDetail: eventDetail,
  EventPage: eventPage,
  EventSummary: eventSummary,
  Integration: integration,
  LiveChanges: liveChanges,
  Overview: overview,
  OverviewIntegration: overviewIntegration,
  Person: person,
  Preview: preview,
  PreviewAction: previewAction,
  PreviewField: previewField,
  RateLimit: rateLimit,
  ReplayResult: replayResult,
  Revision: revision,
  ServerInfo: serverInfo,
  Session: session,
  SettingField: settingField,
  Source: source,
  Subscription: subscription,
}

const CONFIG: ConversionConfig = {
  target: 'draft-2020-12',
  typeMode: 'input',
  errorMode: 'ignore',
  overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
}

/** A reference to a named schema, or the schema itself. */
function toSchema(schema: GenericSchema, typeMode: 'input' | 'output' = 'input'): object {
  const { $schema: _, $defs: __, ...json } = toJsonSchema(schema, { ...CONFIG, typeMode, definitions: COMPONENTS })
  return json
}

/** The OpenAPI description of the routes. */
export function toOpenApi(routes: readonly Route[], prefix: string, version: string): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const route of routes) {
    const path = `${prefix}${route.path}`
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: toOperation(route) }
  }
  const schemas = toJsonSchemaDefs(COMPONENTS, CONFIG)
  return {
    openapi: '3.1.0',
    info: { title: 'datafly admin API', version },
    security: [{ token: [] }, { session: [] }],
    paths,
    components: {
      schemas,
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'datafly_session' },
      },
    },
  }
}

function toOperation({ method, path, summary, query, body, response, status, isOpen, isStream }: Route): object {
  const type = isStream ? 'text/event-stream' : 'application/json'
  return {
    summary,
    operationId: toOperationId(method, path),
    ...(isOpen && { security: [] }),
    parameters: [...toPathParameters(path), ...(query ? toQueryParameters(query) : [])],
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: toSchema(body) } } } }),
    responses: {
      [status]: {
        description: 'Success.',
        ...(response && { content: { [type]: { schema: toSchema(response) } } }),
      },
      default: { description: 'An error.', content: { 'application/json': { schema: toSchema(errorBody) } } },
    },
  }
}

/** GET /events/{integration}/{seq} becomes getEventsIntegrationSeq. */
const toOperationId = (method: string, path: string): string =>
  method.toLowerCase() + path.replace(/[/{}-]+(\w?)/g, (_, letter: string) => letter.toUpperCase())

const toPathParameters = (path: string) =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))

/** A number travels as text. A client deals with the number. Every filter is optional. */
function toQueryParameters(query: GenericSchema) {
  const { properties = {} } = toSchema(query, 'output') as { properties?: Record<string, object> }
  return Object.entries(properties).map(([name, property]) => {
    const { default: _, ...schema } = property as { default?: unknown }
    return { name, in: 'query', schema }
  })
}
