import type { Account } from '../accounts/account'
import type { RateLimitStatus } from '../accounts/rate-limit'
import { plan } from '../validation/options'
import { parse } from '../validation/parse'
import { boolean, object } from '../validation/schemas'
import type { Routes } from './route'
import { RateLimit } from './schemas'

const RateLimitChange = object({ plan, reset: boolean })

/** `{ plan?, reset?: true }`: another plan, a fresh window. */
export function changeRateLimit(account: Account, change: unknown): RateLimitStatus {
  const { plan, reset } = parse(RateLimitChange, change)
  if (plan !== undefined) account.rateLimit.setPlan(plan)
  if (reset) account.rateLimit.reset()
  return account.rateLimit.status()
}

export const rateLimitRoutes: Routes = {
  'GET /__admin/rate-limit': {
    summary: 'How much of the running rate-limit window is used',
    account: 'default',
    responses: { 200: RateLimit },
    handle: ({ account }) => account().rateLimit.status(),
  },
  'POST /__admin/rate-limit': {
    summary: 'Choose a plan, or start a fresh window',
    account: 'default',
    body: RateLimitChange,
    responses: { 200: RateLimit },
    handle: ({ account, body }) => changeRateLimit(account(), body()),
  },
}
