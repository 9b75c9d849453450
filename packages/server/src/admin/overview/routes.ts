import { defineRoute } from '../route'
import { getOverview } from './overview'
import { overview, overviewQuery } from './schemas'

export const overviewRoutes = [
  defineRoute({
    method: 'GET',
    path: '/overview',
    summary: 'What was delivered, dropped, retried and given up over time, and what waits.',
    query: overviewQuery,
    response: overview,
    handler: ({ query: { minutes } }, { pool, box }) => getOverview(pool, box, minutes),
  }),
]
