import type { Account } from '../accounts/account'
import type { MockContext } from '../context'
import { InvalidInput } from '../validation/invalid-input'
import { json, record } from '../validation/readers'
import { startScene } from './recording'
import { accountOf, type Route } from './route'

const readSeed = record(json, 20)

/** The data of one account, or of all of them, as a seed. API keys of agents are in it: without them it were no seed. */
export function takeSnapshot(mock: MockContext, label: string | undefined): object {
  return label === undefined ? mock.accounts.snapshot() : accountOf(mock, label).snapshot()
}

/** How many rows each collection has. */
interface RowCounts {
  agents: number
  contact_fields: number
  company_fields: number
  companies: number
  contacts: number
}

/** The shape of a seed, numbers in the place of the rows. */
export interface Loaded extends RowCounts {
  accounts?: Record<string, RowCounts>
}

/** Replaces the data of one account, or of all; a reset leads back to it from now on. */
export function loadSeed(mock: MockContext, label: string | undefined, seed: unknown): Loaded {
  const data = readSeed(seed, 'The seed')
  const { accounts } = mock
  if (label === undefined) accounts.load(data)
  else accountOf(mock, label).load(data)
  for (const loaded of label === undefined ? accounts.labels() : [label]) startScene(accountOf(mock, loaded), mock)
  if (label !== undefined) return count(accountOf(mock, label))
  const named = accounts.labels().filter(label => label !== accounts.default.label)
  return {
    ...count(accounts.default),
    ...(named.length > 0 && {
      accounts: Object.fromEntries(named.map(label => [label, count(accountOf(mock, label))])),
    }),
  }
}

const count = ({ store }: Account): RowCounts => ({
  agents: store.agents.size,
  contact_fields: store.contactFields.size,
  company_fields: store.companyFields.size,
  companies: store.companies.size,
  contacts: store.contacts.size,
})

export const dataRoutes: Route[] = [
  {
    method: 'POST',
    path: '/reset',
    summary: 'Data back to the seed; journal, faults, clock and rate-limit windows as at the start',
    answer: ({ mock }) => mock.reset(),
  },
  {
    method: 'GET',
    path: '/snapshot',
    summary: 'The data as a seed: save it, and start from it again',
    answer: ({ mock, query }) => takeSnapshot(mock, query.account),
  },
  {
    method: 'PUT',
    path: '/seed',
    summary: 'Replace the data',
    answer({ mock, query, sent, body }) {
      if (sent) return loadSeed(mock, query.account, body())
      throw new InvalidInput('Send a seed. {} is the default one.')
    },
  },
]
