import type { Clock } from './clock'
import { createRateLimit, type Plan, type RateLimit } from './rate-limit'

export interface AccountSettings {
  plan: Plan
  /** Whether two contacts may not share a phone number. Off in older Freshdesk accounts. */
  uniquePhone: boolean
  uniqueMobile: boolean
  /** Whether contacts carry the keys that accounts have since 2024 (first_name, visitor_id, ...). */
  newerKeys: boolean
}

/** One Freshdesk account: who may enter, what it holds, how much it may be asked. */
export interface Account {
  readonly label: string
  readonly settings: AccountSettings
  readonly rateLimit: RateLimit
}

export function createAccount(label: string, clock: Clock, plan: Plan): Account {
  const settings: AccountSettings = { plan, uniquePhone: false, uniqueMobile: false, newerKeys: true }
  return { label, settings, rateLimit: createRateLimit(clock, plan) }
}
