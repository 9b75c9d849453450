import { findAccounts, getAccount } from '../accounts'
import { ApiError } from '../api-error'
import { defineRoute } from '../route'
import { describeDestinations } from './destinations'
import { toIntegration } from './integration'
import {
  connectionTest,
  connectionTestBody,
  destinationList,
  integration,
  integrationChange,
  integrationList,
  newIntegration,
  revisionList,
  undoBody,
} from './schemas'
import { findStates } from './state'
import { testConnection } from './test-connection'

const notYet = async (): Promise<never> => {
  throw new ApiError(501, 'NOT_IMPLEMENTED', 'This route is being built.')
}

export const integrationRoutes = [
  defineRoute({
    method: 'GET',
    path: '/destinations',
    summary: 'The destinations, with their settings, actions, fields and presets.',
    response: destinationList,
    handler: async () => ({ destinations: describeDestinations() }),
  }),
  defineRoute({
    method: 'GET',
    path: '/integrations',
    summary: 'The integrations and their state.',
    response: integrationList,
    async handler(_input, { pool, box }) {
      const [accounts, findState] = await Promise.all([findAccounts(pool, box), findStates(pool)])
      return { integrations: accounts.map(account => toIntegration(account, findState(account.id))) }
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/integrations/{name}',
    summary: 'One integration and its state.',
    response: integration,
    async handler({ params: { name = '' } }, { pool, box }) {
      const [account, findState] = await Promise.all([getAccount(pool, box, name), findStates(pool)])
      return toIntegration(account, findState(account.id))
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/integrations',
    summary: 'Adds an integration.',
    body: newIntegration,
    response: integration,
    status: 201,
    handler: notYet,
  }),
  defineRoute({
    method: 'PATCH',
    path: '/integrations/{name}',
    summary: 'Changes an integration. A new domain needs its key in the same request.',
    body: integrationChange,
    response: integration,
    handler: notYet,
  }),
  defineRoute({
    method: 'POST',
    path: '/integrations/{name}/pause',
    summary: 'Pauses the deliveries. Events wait.',
    response: integration,
    handler: notYet,
  }),
  defineRoute({
    method: 'POST',
    path: '/integrations/{name}/resume',
    summary: 'Resumes the deliveries.',
    response: integration,
    handler: notYet,
  }),
  defineRoute({
    method: 'POST',
    path: '/integrations/test-connection',
    summary: 'Tests settings against the destination. Changes nothing.',
    body: connectionTestBody,
    response: connectionTest,
    handler: ({ body }, { pool, box }) => testConnection(pool, box, body),
  }),
  defineRoute({
    method: 'GET',
    path: '/integrations/{name}/revisions',
    summary: 'The changes of an integration, the newest first.',
    response: revisionList,
    handler: notYet,
  }),
  defineRoute({
    method: 'POST',
    path: '/integrations/{name}/undo',
    summary: 'Takes back one change, as a new change.',
    body: undoBody,
    response: integration,
    handler: notYet,
  }),
]
