import { type Account, createAccount } from './account'
import type { Clock } from './clock'
import type { Plan } from './rate-limit'

export const DEFAULT_LABEL = 'default'

/** All accounts of one mock, by label. */
export interface Accounts {
  /** The label the Host header asks for; an account need not exist under it. */
  labelOf(host: string | undefined): string
  get(label: string): Account | undefined
  labels(): string[]
  reset(): void
}

/** `acme.freshdesk.com`, `acme.localhost:3000`: the first label names the account. Any other host is the default one. */
const SUBDOMAIN = /^([a-z0-9-]+)\.(?:localhost|freshdesk\.com)(?::\d+)?$/i

export function createAccounts({ clock, plan }: { clock: Clock; plan: Plan }): Accounts {
  const accounts = new Map<string, Account>([[DEFAULT_LABEL, createAccount(DEFAULT_LABEL, clock, plan)]])
  return {
    labelOf() {
      return DEFAULT_LABEL
    },
    get: label => accounts.get(label),
    labels: () => [...accounts.keys()],
    reset() {
      for (const account of accounts.values()) account.rateLimit.reset()
    },
  }
}
void SUBDOMAIN
