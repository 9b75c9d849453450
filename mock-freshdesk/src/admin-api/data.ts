import { json, record } from '../input/readers'
import type { MockInternals } from '../server'
import { accountOf, type Route } from './route'
import { startScene } from './scene'

const readSeed = record(json, 20)

/** The data of one account, or of all of them, as a seed. API keys of agents are in it: without them it were no seed. */
export function takeSnapshot(mock: MockInternals, label: string | undefined): object {
  return label === undefined ? mock.accounts.snapshot() : accountOf(mock, label).snapshot()
}

/** Replaces the data of one account, or of all; a reset leads back to it from now on. */
export function loadSeed(mock: MockInternals, label: string | undefined, seed: unknown): void {
  const data = readSeed(seed, 'The seed')
  const { accounts } = mock
  if (label === undefined) accounts.load(data)
  else accountOf(mock, label).load(data)
  for (const loaded of label === undefined ? accounts.labels() : [label]) startScene(accountOf(mock, loaded), mock)
}

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
    answer: ({ mock, query, body }) => loadSeed(mock, query.account, body()),
  },
]
