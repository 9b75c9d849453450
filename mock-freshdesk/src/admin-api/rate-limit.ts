import type { Account } from '../account'
import { InvalidInput } from '../input/invalid-input'
import { boolean, object, type Reader } from '../input/readers'
import { PLANS, type Plan, type RateLimitStatus } from '../rate-limit'
import type { Route } from './route'

const NAMES = [...Object.keys(PLANS), 'off']
const MOST_A_MINUTE = 1_000_000

/** A name as the price list has it, or requests a minute. */
export const readPlan: Reader<Plan> = (value, name) => {
  const known = typeof value === 'string' && NAMES.includes(value)
  const possible = Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MOST_A_MINUTE
  if (known || possible) return value as Plan
  throw new InvalidInput(`${name} must be one of ${NAMES.join(', ')}, or requests a minute from 1 to ${MOST_A_MINUTE}.`)
}

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
