import * as v from 'valibot'
import type { Clock } from '../clock'
import type { Year } from '../generations/generation'
import type { Database } from '../persistence/database'
import type { Kept } from '../persistence/replay'
import type { CollectionDefinition } from '../store/collection-definition'
import type { AccountSeed } from '../store/seed'
import { InvalidInput } from '../validation/invalid-input'
import { parse } from '../validation/parse'
import { object, record } from '../validation/schemas'
import { type Account, createAccount } from './account'
import type { Plan } from './rate-limit'

const DEFAULT_LABEL = 'default'

/**
 * The data of the default account, or of several accounts by label: then no other subdomain exists.
 */
export interface Seed extends AccountSeed {
  accounts?: Record<string, AccountSeed>
}

/** All accounts of one mock, by label. */
export interface Accounts {
  /**
   * The account a Host header leads to. Unless the seed names accounts, every subdomain is the
   * default one.
   */
  findLabel(host: string | undefined): string
  get(label: string): Account | undefined
  readonly default: Account
  labels(): string[]
  /**
   * Replaces the data of all accounts. Throws InvalidInput and changes nothing when the seed is not
   * one.
   */
  load(seed: Seed): void
  /** The present data as a seed. */
  snapshot(): Seed
  /** The accounts and the data of the seed last loaded. */
  reset(): void
}

/** `acme.freshdesk.com`, `acme.localhost:3000`. Any other host is no zone of Freshdesk's. */
const SUBDOMAIN = /^([a-z0-9-]+)\.(?:localhost|freshdesk\.com)\.?(?::\d+)?$/i

const LABEL = /^[a-z0-9-]{1,63}$/

export interface AccountsOptions {
  clock: Clock
  plan: Plan
  /** The generation of accounts whose seed names none. */
  year: Year
  /** The definitions of all collections of an account. */
  collections: readonly CollectionDefinition[]
  seed: Seed | undefined
  defaults: AccountSeed
  deterministic: boolean
  /**
   * Where the data is kept beyond the process. What it holds already counts more than the seed,
   * until a reset.
   */
  database: Database | undefined
}

export function createAccounts({ seed, database, ...shared }: AccountsOptions): Accounts {
  // Each account checks its own rows.
  const schema = object({
    ...Object.fromEntries(shared.collections.map(({ name }) => [name, v.any()])),
    generation: v.any(),
    accounts: record(v.any(), 1_000),
  })
  let labels = getLabels(seed)
  let accounts = open(seed ?? {}, database?.getKept())
  keep()

  function open(given: Seed, kept?: ReadonlyMap<string, Kept>): Map<string, Account> {
    const { accounts: seeds, ...own } = parse(schema, given) as Seed
    const labelled = new Map([[DEFAULT_LABEL, own], ...Object.entries(seeds ?? {})])
    for (const label of kept?.keys() ?? []) if (!labelled.has(label)) labelled.set(label, {})
    const all = new Map<string, Account>()
    for (const [label, seed] of labelled) {
      if (!LABEL.test(label)) {
        throw new InvalidInput(`"${label}" cannot be a subdomain. It should be lower-case letters, digits and hyphens.`)
      }
      all.set(label, createAccount(label, { ...shared, seed, kept: kept?.get(label) }))
    }
    return all
  }

  function keep() {
    database?.keep([...accounts.values()])
  }

  const isNamed = () => accounts.size > 1

  return {
    findLabel(host) {
      if (host === undefined || !isNamed()) return DEFAULT_LABEL
      return SUBDOMAIN.exec(host)?.[1]?.toLowerCase() ?? DEFAULT_LABEL
    },
    get: label => accounts.get(label),
    get default() {
      return accounts.get(DEFAULT_LABEL) as Account
    },
    labels: () => [...accounts.keys()],
    load(next) {
      const opened = open(next)
      for (const [label, { store }] of opened) {
        const known = accounts.get(label)
        if (!known) continue
        // New data does not change the settings, nor the count of requests.
        known.takeOver(store, label === DEFAULT_LABEL ? next.generation : next.accounts?.[label]?.generation)
        opened.set(label, known)
      }
      accounts = opened
      labels = getLabels(next)
      keep()
    },
    snapshot() {
      const [own, ...others] = [...accounts.values()].map(account => [account.label, account.snapshot()] as const)
      return isNamed() ? { ...own?.[1], accounts: Object.fromEntries(others) } : { ...own?.[1] }
    },
    reset() {
      for (const [label, account] of accounts) {
        if (label === DEFAULT_LABEL || labels?.has(label)) account.reset()
        else accounts.delete(label)
      }
      keep()
    },
  }
}

/** The accounts a seed names, if it names any. */
const getLabels = (seed: Seed | undefined) => seed?.accounts && new Set(Object.keys(seed.accounts))
