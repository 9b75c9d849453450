import { type Mock, startMock } from 'mock-freshdesk'
import type { Account, LimitedAccount } from './contract/account'
import { describeFreshdesk } from './freshdesk-contract'

const API_KEY = 'mock-api-key'
const READ_ONLY_KEY = 'mock-api-key-read-only'
const SPAM = { id: 72_009_990_901, email: 'prize.winner@example.com' }
const AGENT = { id: 72_009_990_902, email: 'sam.orchard@helpdesk.example' }

const SEED = {
  agents: [
    { id: 72_009_990_903, name: 'Lee Park', email: 'lee.park@helpdesk.example', api_key: API_KEY },
    { name: 'Robin Vale', email: 'robin.vale@helpdesk.example', api_key: READ_ONLY_KEY, read_only: true },
    { ...AGENT, name: 'Sam Orchard' },
  ],
  contacts: [{ ...SPAM, name: 'Prize Winner', blocked: true }],
  // With a named account, other subdomains belong to no account.
  accounts: { acme: {} },
}

// Generous, for machines that have other things to do.
jest.setTimeout(30_000)

const mocks: Mock[] = []
const GENERATIONS = [2022, 2024, 2026] as const
type Generation = (typeof GENERATIONS)[number]

async function start(plan: Parameters<typeof startMock>[0] = {}): Promise<Mock> {
  const started = await startMock(plan)
  mocks.push(started)
  return started
}

async function admin(server: Mock, path: string, body: object) {
  const headers = { 'Content-Type': 'application/json' }
  const response = await fetch(`${server.url}/__admin${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`/__admin${path} answered ${response.status}: ${await response.text()}`)
}

async function accountOfPlan(generation: Generation, plan: string): Promise<LimitedAccount> {
  const server = await start({ generation, plan: Number(plan) || (plan as 'trial') })
  await admin(server, '/clock', { freeze: true })
  return {
    name: plan,
    url: () => server.url,
    apiKey: API_KEY,
    otherKey: READ_ONLY_KEY,
    pass: seconds => admin(server, '/clock', { advanceSeconds: seconds }),
  }
}

async function accountWithoutFields(generation: Generation): Promise<Account> {
  const server = await start({ generation, seed: { contact_fields: [], company_fields: [] } })
  return { name: 'without fields', url: () => server.url, apiKey: API_KEY }
}

afterAll(async () => {
  for (const server of mocks) await server.close()
})

describe.each(GENERATIONS)('an account of %i', generation => {
  let mock: Mock

  beforeAll(async () => {
    // So many requests a minute that the limit is never met, and its headers are there.
    mock = await start({ generation, seed: SEED, plan: 1_000_000 })
  })

  describeFreshdesk({
    name: 'the mock',
    url: () => mock.url,
    apiKey: API_KEY,
    abilities: {
      ownAccount: true,
      generation,
      readOnlyKey: READ_ONLY_KEY,
      otherAgent: AGENT,
      spamContact: SPAM,
      unknownHost: 'nobody.freshdesk.com',
      accountOfPlan: plan => accountOfPlan(generation, plan),
      accountWithoutFields: () => accountWithoutFields(generation),
      failNext: status => admin(mock, '/faults', { times: 1, status }),
    },
  })
})
