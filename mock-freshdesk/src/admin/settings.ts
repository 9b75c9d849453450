import type { Account } from '../accounts/account'
import { type Plan, readPlan } from '../accounts/rate-limit'
import type { MockContext } from '../context'
import { boolean, integer, object } from '../validation/readers'
import type { Route } from './route'

export interface Settings {
  /** Of the account: whether two contacts may not share a phone, a mobile number. */
  uniquePhone: boolean
  uniqueMobile: boolean
  /** Of the account: whether contacts carry the keys that Freshdesk added in 2024. */
  newerKeys: boolean
  plan: Plan
  /** Of the whole mock: whether e-mails such as `ada+429@example.com` are obeyed. */
  magicEmails: boolean
  /** Of the whole mock: added to every answer. */
  latencyMs: number
}

const readChange = object({
  uniquePhone: boolean,
  uniqueMobile: boolean,
  newerKeys: boolean,
  plan: readPlan,
  magicEmails: boolean,
  latencyMs: integer(0, 60_000),
})

export function settingsOf(mock: MockContext, account: Account): Settings {
  return {
    ...account.settings,
    plan: account.rateLimit.status().plan,
    magicEmails: mock.faults.magicEmails,
    latencyMs: mock.options.latencyMs ?? 0,
  }
}

export function changeSettings(mock: MockContext, account: Account, change: unknown): Settings {
  const { plan, magicEmails, latencyMs, ...ofAccount } = readChange(change, '')
  Object.assign(account.settings, ofAccount)
  if (plan !== undefined) account.rateLimit.setPlan(plan)
  if (magicEmails !== undefined) mock.faults.magicEmails = magicEmails
  if (latencyMs !== undefined) mock.options.latencyMs = latencyMs
  return settingsOf(mock, account)
}

export const settingsRoutes: Route[] = [
  {
    method: 'GET',
    path: '/settings',
    summary: 'What can be switched',
    answer: ({ mock, account }) => settingsOf(mock, account()),
  },
  {
    method: 'PATCH',
    path: '/settings',
    summary: 'Switch some of it',
    answer: ({ mock, account, body }) => changeSettings(mock, account(), body()),
  },
]
