import { ApiError } from '../api-error'
import { defineRoute } from '../route'
import { overview, overviewQuery } from './schemas'

export const overviewRoutes = [
  defineRoute({
    method: 'GET',
    path: '/overview',
    summary: 'What was delivered, dropped, retried and given up over time, and what waits.',
    query: overviewQuery,
    response: overview,
    async handler() {
      throw new ApiError(501, 'NOT_IMPLEMENTED', 'This route is being built.')
    },
  }),
]
