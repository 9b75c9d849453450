import * as v from 'valibot'
import type { Account } from '../accounts/account'
import type { MockContext } from '../context'
import { InvalidInput } from '../validation/invalid-input'
import { parse } from '../validation/parse'
import { json, record } from '../validation/schemas'
import { startRecording } from './recording'
import { getAccount, NO_BODY, type Routes } from './route'

const Seed = record(json, 20)
const Loaded = v.looseObject({})

/** The data of one account, or of all of them, as a seed. It holds the API keys of the agents. */
export function takeSnapshot(mock: MockContext, label: string | undefined): object {
  return label === undefined ? mock.accounts.snapshot() : getAccount(mock, label).snapshot()
}

/** How many rows each collection has, by its name. */
type RowCounts = Readonly<Record<string, number>>

/** The shape of a seed, with numbers in the place of the rows. */
export type Loaded = Readonly<Record<string, number | Record<string, RowCounts>>>

/** Replaces the data of one account, or of all; a later reset returns to it. */
export function loadSeed(mock: MockContext, label: string | undefined, seed: unknown): Loaded {
  const data = parse(Seed, seed, 'The seed')
  const { accounts } = mock
  if (label === undefined) accounts.load(data)
  else getAccount(mock, label).load(data)
  for (const loaded of label === undefined ? accounts.labels() : [label]) startRecording(getAccount(mock, loaded), mock)
  if (label !== undefined) return count(getAccount(mock, label))
  const named = accounts.labels().filter(label => label !== accounts.default.label)
  return {
    ...count(accounts.default),
    ...(named.length > 0 && {
      accounts: Object.fromEntries(named.map(label => [label, count(getAccount(mock, label))])),
    }),
  }
}

const count = ({ store }: Account): RowCounts =>
  Object.fromEntries(store.definitions.map(({ name }) => [name, store.get(name).size]))

export const dataRoutes: Routes = {
  'POST /__admin/reset': {
    summary: 'Data back to the seed; journal, faults, clock and rate-limit windows as at the start',
    responses: { 204: NO_BODY },
    handle: ({ mock }) => mock.reset(),
  },
  'GET /__admin/snapshot': {
    summary: 'The data as a seed: save it, and start from it again',
    account: 'all',
    responses: { 200: Seed },
    handle: ({ mock, query }) => takeSnapshot(mock, query.account),
  },
  'PUT /__admin/seed': {
    summary: 'Replace the data',
    account: 'all',
    body: Seed,
    responses: { 200: Loaded },
    handle({ mock, query, hasBody, body }) {
      if (hasBody) return loadSeed(mock, query.account, body())
      throw new InvalidInput('Send a seed. {} is the default one.')
    },
  },
}
