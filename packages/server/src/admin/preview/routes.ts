import { ApiError } from '../api-error'
import { defineRoute } from '../route'
import { preview, previewBody } from './schemas'

export const previewRoutes = [
  defineRoute({
    method: 'POST',
    path: '/preview',
    summary: 'What an event becomes: actions, payloads, contact, omissions and requests. Sends nothing.',
    body: previewBody,
    response: preview,
    async handler() {
      throw new ApiError(501, 'NOT_IMPLEMENTED', 'This route is being built.')
    },
  }),
]
