import type { Clock } from '../clock'
import type { Plan } from '../validation/options'

export type { Plan }

const PLANS = {
  growth: { account: 200, contacts: 20 },
  pro: { account: 400, contacts: 100 },
  enterprise: { account: 700, contacts: 200 },
} as const

/** Limits a minute that Freshdesk sells, each with its allowance for reading contacts. */
const BOUGHT = new Map([
  [1000, 300],
  [2000, 400],
])

const WINDOW_MS = 60_000

export interface RateLimitStatus {
  plan: Plan
  limit: number | null
  used: number
  remaining: number | null
  contactsLimit: number | null
  contactsRemaining: number | null
  /** Seconds until the running window ends; 0 when none runs. */
  resetsInSeconds: number
}

/**
 * Requests a minute, counted as Freshdesk was seen to count them: a fixed window of 60 seconds from
 * its first request, and inside it a far smaller allowance for every GET under /contacts, which
 * takes one unit of both.
 */
export interface RateLimit {
  /** Takes one unit (two counters when `contactsRead`). False when the window is used up. */
  count(contactsRead: boolean): boolean
  /** The counter a request of this kind reports, or undefined with the plan 'off'. */
  total(contactsRead: boolean): number
  remaining(contactsRead: boolean): number
  readonly enforced: boolean
  /** Whole seconds until the running window ends, at least 1. */
  retryAfter(): number
  setPlan(plan: Plan): void
  /** Sets how many GETs of contacts the trial plan allows; null without a smaller limit. */
  setTrialContacts(limit: number | null): void
  /** Forgets the running window. */
  reset(): void
  status(): RateLimitStatus
}

export function createRateLimit(clock: Clock, initial: Plan, initialTrialContacts: number | null = 20): RateLimit {
  let plan = initial
  let trialContacts = initialTrialContacts
  let limits = getLimits(plan, trialContacts)
  let endsAt = 0
  let used = 0
  let contactsUsed = 0

  function isRunning() {
    const left = endsAt - clock.now()
    // A window that ends more than its length ahead was opened before the clock was set back.
    return left > 0 && left <= WINDOW_MS
  }

  function roll() {
    if (isRunning()) return
    endsAt = clock.now() + WINDOW_MS
    used = 0
    contactsUsed = 0
  }

  return {
    get enforced() {
      return plan !== 'off'
    },
    count(contactsRead) {
      if (plan === 'off') return true
      roll()
      if (used >= limits.account || (contactsRead && contactsUsed >= limits.contacts)) return false
      used += 1
      if (contactsRead) contactsUsed += 1
      return true
    },
    total: contactsRead =>
      contactsRead && limits.contacts !== Number.POSITIVE_INFINITY ? limits.contacts : limits.account,
    remaining(contactsRead) {
      const left = Math.max(0, limits.account - used)
      return contactsRead && left > 0 && limits.contacts !== Number.POSITIVE_INFINITY
        ? Math.max(0, limits.contacts - contactsUsed)
        : left
    },
    retryAfter: () => Math.max(1, Math.ceil((endsAt - clock.now()) / 1000)),
    setPlan(next) {
      plan = next
      limits = getLimits(next, trialContacts)
    },
    setTrialContacts(next) {
      trialContacts = next
      limits = getLimits(plan, next)
    },
    reset() {
      endsAt = 0
      used = 0
      contactsUsed = 0
    },
    status() {
      const running = isRunning()
      const [usedNow, contactsNow] = running ? [used, contactsUsed] : [0, 0]
      const off = plan === 'off'
      return {
        plan,
        limit: off ? null : limits.account,
        used: usedNow,
        remaining: off ? null : Math.max(0, limits.account - usedNow),
        contactsLimit: off || limits.contacts === Number.POSITIVE_INFINITY ? null : limits.contacts,
        contactsRemaining:
          off || limits.contacts === Number.POSITIVE_INFINITY ? null : Math.max(0, limits.contacts - contactsNow),
        resetsInSeconds: running ? Math.ceil((endsAt - clock.now()) / 1000) : 0,
      }
    },
  }
}

function getLimits(plan: Plan, trialContacts: number | null): { account: number; contacts: number } {
  if (plan === 'trial') return { account: 50, contacts: trialContacts ?? Number.POSITIVE_INFINITY }
  if (plan === 'off') return { account: Number.POSITIVE_INFINITY, contacts: Number.POSITIVE_INFINITY }
  return typeof plan === 'number' ? { account: plan, contacts: BOUGHT.get(plan) ?? plan } : PLANS[plan]
}
