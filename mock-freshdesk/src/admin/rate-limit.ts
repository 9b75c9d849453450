import type { Account } from '../accounts/account'
import { type RateLimitStatus, readPlan } from '../accounts/rate-limit'
import { boolean, object } from '../validation/readers'
import type { Route } from './route'

const readChange = object({ plan: readPlan, reset: boolean })

/** `{ plan?, reset?: true }`: another plan, a fresh window. */
export function changeRateLimit(account: Account, change: unknown): RateLimitStatus {
  const { plan, reset } = readChange(change, '')
  if (plan !== undefined) account.rateLimit.setPlan(plan)
  if (reset) account.rateLimit.reset()
  return account.rateLimit.status()
}

export const rateLimitRoutes: Route[] = [
  {
    method: 'GET',
    path: '/rate-limit',
    summary: 'How much of the running rate-limit window is used',
    answer: ({ account }) => account().rateLimit.status(),
  },
  {
    method: 'POST',
    path: '/rate-limit',
    summary: 'Choose a plan, or start a fresh window',
    answer: ({ account, body }) => changeRateLimit(account(), body()),
  },
]
