import { type Account, createAccount } from './account'
import type { Clock } from './clock'
import { InvalidInput } from './input/invalid-input'
import type { Plan } from './rate-limit'
import type { AccountSeed } from './store/seed'

export const DEFAULT_LABEL = 'default'

/** The data of the default account, or of several accounts by label: then no other subdomain exists. */
export interface Seed extends AccountSeed {
  accounts?: Record<string, AccountSeed>
}

/** All accounts of one mock, by label. */
export interface Accounts {
  /** The account a Host header leads to. Unless the seed names accounts, every subdomain is the default one. */
  labelOf(host: string | undefined): string
  get(label: string): Account | undefined
  readonly default: Account
  labels(): string[]
  /** Replaces the data of all accounts. Throws InvalidInput and changes nothing when the seed is not one. */
  load(seed: Seed): void
  /** The present data as a seed. */
  snapshot(): Seed
  reset(): void
}

/** `acme.freshdesk.com`, `acme.localhost:3000`. Any other host is no zone of Freshdesk's. */
const SUBDOMAIN = /^([a-z0-9-]+)\.(?:localhost|freshdesk\.com)\.?(?::\d+)?$/i

const LABEL = /^[a-z0-9-]{1,63}$/

export function createAccounts(options: {
  clock: Clock
  plan: Plan
  seed: Seed | undefined
  defaults: AccountSeed
  deterministic: boolean
}): Accounts {
  let accounts = open(options.seed ?? {})
  let named = options.seed?.accounts !== undefined

  function open({ accounts: seeds, ...own }: Seed): Map<string, Account> {
    const all = new Map<string, Account>()
    const add = (label: string, seed: AccountSeed) => all.set(label, createAccount(label, { ...options, seed }))
    add(DEFAULT_LABEL, own)
    for (const [label, seed] of Object.entries(seeds ?? {})) {
      if (!LABEL.test(label)) {
        throw new InvalidInput(`"${label}" cannot be a subdomain. It should be lower-case letters, digits and hyphens.`)
      }
      add(label, seed)
    }
    return all
  }

  return {
    labelOf(host) {
      if (!named || host === undefined) return DEFAULT_LABEL
      return SUBDOMAIN.exec(host)?.[1]?.toLowerCase() ?? DEFAULT_LABEL
    },
    get: label => accounts.get(label),
    get default() {
      return accounts.get(DEFAULT_LABEL) as Account
    },
    labels: () => [...accounts.keys()],
    load(seed) {
      accounts = open(seed)
      named = seed.accounts !== undefined
    },
    snapshot() {
      const own = (accounts.get(DEFAULT_LABEL) as Account).snapshot()
      if (!named) return own
      const others = [...accounts.values()].filter(({ label }) => label !== DEFAULT_LABEL)
      return { ...own, accounts: Object.fromEntries(others.map(account => [account.label, account.snapshot()])) }
    },
    reset() {
      for (const account of accounts.values()) account.reset()
    },
  }
}
