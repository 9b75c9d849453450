// @ts-check
import { call } from './api.js'

let startedAt = ''

/**
 * @returns {Promise<{ accounts: string[], restarted: boolean }>} `restarted` when another mock
 *   answers than the last time
 */
export async function readServer() {
  const health = await call('GET', '/health', { query: { account: undefined } })
  const restarted = startedAt !== '' && startedAt !== health.startedAt
  startedAt = health.startedAt
  return { accounts: health.accounts, restarted }
}
