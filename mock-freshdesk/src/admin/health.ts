import type { Routes } from './route'
import { Health } from './schemas'

export const { version } = require('../../package.json') as { version: string }

export const healthRoutes: Routes = {
  'GET /__admin/health': {
    summary: 'Whether the mock is up, and its accounts',
    responses: { 200: Health },
    handle: ({ mock }) => ({
      status: 'healthy',
      version,
      startedAt: new Date(mock.startedAt).toISOString(),
      uptimeSeconds: Math.floor((Date.now() - mock.startedAt) / 1000),
      accounts: mock.accounts.labels(),
    }),
  },
}
