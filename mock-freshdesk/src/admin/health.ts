import type { Route } from './route'

export const { version } = require('../../package.json') as { version: string }

export const healthRoute: Route = {
  method: 'GET',
  path: '/health',
  summary: 'Whether the mock is up, and its accounts',
  answer: ({ mock }) => ({
    status: 'healthy',
    version,
    startedAt: new Date(mock.startedAt).toISOString(),
    uptimeSeconds: Math.floor((Date.now() - mock.startedAt) / 1000),
    accounts: mock.accounts.labels(),
  }),
}
