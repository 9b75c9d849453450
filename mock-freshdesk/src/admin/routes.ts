import * as v from 'valibot'
import { createRouter } from '../http/router'
import { clockRoutes } from './clock'
import { companyRoutes } from './companies'
import { contactRoutes } from './contacts'
import { dataRoutes } from './data'
import { faultRoutes } from './faults'
import { healthRoutes, version } from './health'
import { inspectorRoutes } from './inspector'
import { openApi } from './openapi'
import { callRoutes } from './perform-call'
import { rateLimitRoutes } from './rate-limit'
import { rawDbRoutes } from './raw-db'
import { recordingRoutes } from './recording'
import { requestRoutes } from './requests'
import type { Route, Routes } from './route'
import { settingsRoutes } from './settings'
import { streamRoutes } from './stream'

const Help = v.strictObject({
  endpoints: v.array(v.strictObject({ method: v.string(), path: v.string(), summary: v.string() })),
})

const helpRoutes: Routes = {
  'GET /__admin/help': {
    summary: 'All of these',
    responses: { 200: Help },
    handle: () => ({
      endpoints: ROUTES.map(([key, { summary }]) => {
        const [method, path] = key.split(' ')
        return { method, path, summary }
      }),
    }),
  },
  'GET /__admin/openapi.json': {
    summary: 'Everything that is served, as an OpenAPI 3.1 description',
    responses: { 200: v.looseObject({ openapi: v.string(), paths: v.looseObject({}) }) },
    handle: () => openApi(ROUTES, version),
  },
}

/** Everything under /__admin, one line a file. */
export const ROUTES = [
  inspectorRoutes,
  helpRoutes,
  healthRoutes,
  streamRoutes,
  requestRoutes,
  faultRoutes,
  clockRoutes,
  rateLimitRoutes,
  settingsRoutes,
  contactRoutes,
  companyRoutes,
  callRoutes,
  dataRoutes,
  recordingRoutes,
  rawDbRoutes,
].flatMap(routes => Object.entries(routes) as [key: string, route: Route][])

export const findRoutes = createRouter(ROUTES)
