import { findDestination } from '../../destinations/registry'
import { getAccount } from '../accounts'
import { ApiError } from '../api-error'
import { defineRoute } from '../route'
import { previewConfiguration } from './preview'
import { preview, previewBody } from './schemas'

export const previewRoutes = [
  defineRoute({
    method: 'POST',
    path: '/preview',
    summary: 'What an event becomes: actions, payloads, contact, omissions and requests. Sends nothing.',
    body: previewBody,
    response: preview,
    async handler({ body }, { pool, box }) {
      const account = body.integration === undefined ? null : await getAccount(pool, box, body.integration)
      const destination = findDestination(body.destination ?? account?.destination ?? 'freshdesk')
      if (!destination) throw new ApiError(400, 'INVALID_REQUEST', 'There is no such destination.', 'destination')
      return previewConfiguration(body, destination, account)
    },
  }),
]
