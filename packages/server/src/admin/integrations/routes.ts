import { type AccountRow, findAccounts, getAccount } from '../accounts'
import type { AdminContext } from '../context'
import { defineRoute } from '../route'
import { changeAccount, toConfig } from './change'
import { applyChange, createAccount } from './create'
import { describeDestinations } from './destinations'
import { toIntegration } from './integration'
import { findRevisions } from './revisions'
import {
  connectionTest,
  connectionTestBody,
  destinationList,
  type Integration,
  integration,
  integrationChange,
  integrationList,
  newIntegration,
  revisionList,
  undoBody,
} from './schemas'
import { findStates } from './state'
import { testConnection } from './test-connection'
import { undoRevision } from './undo'

async function showIntegration(name: string, { pool, box }: AdminContext): Promise<Integration> {
  const [account, findState] = await Promise.all([getAccount(pool, box, name), findStates(pool)])
  return toIntegration(account, findState(account.id))
}

async function setPaused(name: string, paused: boolean, author: string, context: AdminContext): Promise<Integration> {
  const apply = (account: AccountRow) => ({ ...toConfig(account), paused })
  await changeAccount(context.pool, context.box, name, { author, basedOn: null, apply })
  return showIntegration(name, context)
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
    handler: ({ params: { name = '' } }, context) => showIntegration(name, context),
  }),
  defineRoute({
    method: 'POST',
    path: '/integrations',
    summary: 'Adds an integration.',
    body: newIntegration,
    response: integration,
    status: 201,
    async handler({ body, author }, context) {
      await createAccount(context.pool, context.box, body, author)
      return showIntegration(body.name, context)
    },
  }),
  defineRoute({
    method: 'PATCH',
    path: '/integrations/{name}',
    summary: 'Changes an integration. A new domain needs its key in the same request.',
    body: integrationChange,
    response: integration,
    async handler({ params: { name = '' }, body, author }, context) {
      await changeAccount(context.pool, context.box, name, {
        author,
        basedOn: body.revision,
        apply: (account, _destination, client) => applyChange(account, body, client),
      })
      return showIntegration(name, context)
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/integrations/{name}/pause',
    summary: 'Pauses the deliveries. Events wait.',
    response: integration,
    handler: ({ params: { name = '' }, author }, context) => setPaused(name, true, author, context),
  }),
  defineRoute({
    method: 'POST',
    path: '/integrations/{name}/resume',
    summary: 'Resumes the deliveries.',
    response: integration,
    handler: ({ params: { name = '' }, author }, context) => setPaused(name, false, author, context),
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
    handler: async ({ params: { name = '' } }, { pool, box }) => ({
      revisions: await findRevisions(pool, box, name),
    }),
  }),
  defineRoute({
    method: 'POST',
    path: '/integrations/{name}/undo',
    summary: 'Takes back one change, as a new change.',
    body: undoBody,
    response: integration,
    async handler({ params: { name = '' }, body: { revision }, author }, context) {
      await undoRevision(context.pool, context.box, name, revision, author)
      return showIntegration(name, context)
    },
  }),
]
