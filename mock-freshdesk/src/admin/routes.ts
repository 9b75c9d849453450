import { clockRoutes } from './clock'
import { contactRoutes } from './contacts'
import { dataRoutes } from './data'
import { faultRoutes } from './faults'
import { healthRoute, version } from './health'
import { inspectorRoutes } from './inspector'
import { openApi } from './openapi'
import { rateLimitRoutes } from './rate-limit'
import { rawDbRoutes } from './raw-db'
import { sceneRoutes } from './recording'
import { requestRoutes } from './requests'
import type { Route } from './route'
import { settingsRoutes } from './settings'
import { streamRoute } from './stream'

const helpRoute: Route = {
  method: 'GET',
  path: '/help',
  summary: 'All of these',
  answer: () => ({
    endpoints: routes.map(({ method, path, summary }) => ({ method, path: `/__admin${path}`, summary })),
  }),
}

const openApiRoute: Route = {
  method: 'GET',
  path: '/openapi.json',
  summary: 'Everything that is served, as an OpenAPI 3.1 description',
  answer: () => openApi(routes, version),
}

/** All of /__admin. Of two routes that fit, the first one answers. */
export const routes: Route[] = [
  ...inspectorRoutes,
  helpRoute,
  openApiRoute,
  healthRoute,
  streamRoute,
  ...requestRoutes,
  ...faultRoutes,
  ...clockRoutes,
  ...rateLimitRoutes,
  ...settingsRoutes,
  ...contactRoutes,
  ...dataRoutes,
  ...sceneRoutes,
  ...rawDbRoutes,
]
