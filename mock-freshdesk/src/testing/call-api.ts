import { type Accounts, createAccounts, type Seed } from '../accounts/accounts'
import type { Plan } from '../accounts/rate-limit'
import { freshdeskApi } from '../api/freshdesk-api'
import { COLLECTIONS } from '../api/routes'
import { createClock } from '../clock'
import type { Year } from '../generations/generation'
import { defaultSeed } from '../store/seed'

interface Asked {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests look into them as they need
  headers: Record<string, any>
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into it as they need
  json: any
}

interface Extra {
  key?: string
  headers?: Record<string, string | undefined>
  /** Bytes as they are instead of a JSON body. */
  raw?: string
  label?: string
}

/**
 * A Freshdesk API of 2024 without a server around it: its clock stands at 2026-01-05T09:00:00Z
 * until a test moves it.
 */
export function createCallApi({ seed, plan = 'off', year = 2024 }: { seed?: Seed; plan?: Plan; year?: Year } = {}) {
  const clock = createClock()
  clock.freeze(Date.parse('2026-01-05T09:00:00Z'))
  const accounts: Accounts = createAccounts({
    clock,
    plan,
    year,
    seed,
    defaults: defaultSeed(),
    collections: COLLECTIONS,
    deterministic: true,
    database: undefined,
  })

  function callApi(method: string, url: string, body?: unknown, extra: Extra = {}): Asked {
    const { key = 'mock-api-key', label = 'default' } = extra
    const mark = url.indexOf('?')
    const response = freshdeskApi(accounts.get(label), {
      method,
      path: `/api/v2${mark < 0 ? url : url.slice(0, mark)}`,
      search: mark < 0 ? '' : url.slice(mark),
      headers: {
        host: 'acme.freshdesk.com',
        authorization: `Basic ${Buffer.from(`${key}:X`).toString('base64')}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...extra.headers,
      },
      body: extra.raw ?? (body === undefined ? '' : JSON.stringify(body)),
      wellEncoded: true,
      account: label,
      at: clock.now(),
    })
    const { status, headers } = response
    return { status, headers, text: response.body, json: response.body === '' ? undefined : parsed(response.body) }
  }
  return { callApi, clock, accounts, account: accounts.default }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
