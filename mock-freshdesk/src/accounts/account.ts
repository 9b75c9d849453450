import type { Clock } from '../clock'
import { getGeneration, NEWEST } from '../generations'
import type { Generation, Year } from '../generations/generation'
import type { Kept } from '../persistence/replay'
import type { CollectionDefinition, Rows } from '../store/collection-definition'
import type { Agent } from '../store/records'
import { type AccountSeed, readSeed, toSeed } from '../store/seed'
import { createStore, type Store } from '../store/store'
import { parseApiKey } from './api-key'
import { createRateLimit, type Plan, type RateLimit } from './rate-limit'
import { createRequestIds, type RequestIds } from './request-ids'

interface AccountSettings {
  /** Whether two contacts may not share a phone number; Freshdesk has both kinds of accounts. */
  uniquePhone: boolean
  uniqueMobile: boolean
}

const SETTINGS: AccountSettings = { uniquePhone: false, uniqueMobile: false }

/** One Freshdesk account: who may enter, what it holds, how much it may be asked. */
export interface Account {
  readonly label: string
  readonly clock: Clock
  readonly settings: AccountSettings
  /** The shape of its responses. */
  readonly generation: Generation
  readonly rateLimit: RateLimit
  readonly store: Store
  readonly requestIds: RequestIds
  /** The agent whose key an Authorization header carries. */
  findAgent(authorization: string | undefined): Agent | undefined
  /** Replaces all data. Throws InvalidInput, and changes nothing, when the seed is not one. */
  load(seed: AccountSeed): void
  /**
   * Replaces the data by the data of a fresh account, and the generation where the seed
   * names one.
   */
  takeOver(store: Store, year?: Year): void
  setGeneration(year: Year): void
  /** The present data as a seed. */
  snapshot(): AccountSeed
  /** Data as last loaded, settings and rate-limit window as new. */
  reset(): void
}

export interface AccountOptions {
  clock: Clock
  plan: Plan
  /** The generation unless the seed names one. */
  year: Year
  collections: readonly CollectionDefinition[]
  seed: AccountSeed
  /** Fills in the collections that a seed leaves out. */
  defaults: AccountSeed
  /** Ids of requests count from one instead of starting anywhere. */
  deterministic: boolean
  /**
   * What a database file still holds of the account: its data now, while a reset leads back to the
   * seed.
   */
  kept?: Kept | undefined
}

export function createAccount(
  label: string,
  { clock, plan, year, collections, seed, defaults, deterministic, kept }: AccountOptions,
): Account {
  let store = createStore(collections)
  let resetYear = seed.generation ?? year
  const rateLimit = createRateLimit(clock, plan, getGeneration(resetYear).trialContacts)
  const settings = { ...SETTINGS }
  let lastHeader: string | undefined
  let lastKey: string | undefined
  const requestIds = createRequestIds(deterministic)
  // Read even when only a reset needs it: an invalid seed is refused at the start.
  let waiting: Rows | undefined = readSeed(collections, seed, defaults, clock.timestamp())
  if (kept) {
    store.fill(kept.rows)
    for (const [series, id] of Object.entries(kept.lastIds)) store.reserve(series, id)
  } else start()

  /** A reset returns to this generation from now on. */
  function keepGeneration(year: Year) {
    resetYear = year
    account.setGeneration(year)
  }

  /** Begins with the data that waits. */
  function start() {
    if (waiting) store.fill(waiting)
    waiting = undefined
    store.setMark()
  }

  const account = {
    label,
    clock,
    settings,
    generation: getGeneration(resetYear),
    rateLimit,
    store,
    requestIds,
    findAgent(authorization: string | undefined) {
      // A client sends the same header each time.
      if (authorization !== lastHeader) {
        lastHeader = authorization
        lastKey = parseApiKey(authorization)
      }
      return lastKey ? store.agentsBy.api_key.first(lastKey) : undefined
    },
    load(next: AccountSeed) {
      waiting = readSeed(collections, next, defaults, clock.timestamp())
      start()
      if (next.generation) keepGeneration(next.generation)
    },
    takeOver(other: Store, year?: Year) {
      waiting = undefined
      store = other
      account.store = other
      if (year) keepGeneration(year)
    },
    setGeneration(year: Year) {
      account.generation = getGeneration(year)
      rateLimit.setTrialContacts(account.generation.trialContacts)
    },
    snapshot() {
      const { year } = account.generation
      return { ...(year !== NEWEST && { generation: year }), ...toSeed(store) }
    },
    reset() {
      Object.assign(settings, SETTINGS)
      account.setGeneration(resetYear)
      rateLimit.setPlan(plan)
      rateLimit.reset()
      requestIds.reset()
      if (waiting) start()
      else store.revert()
    },
  }
  return account
}
