import * as v from 'valibot'
import type { Account } from '../accounts/account'
import type { MockContext } from '../context'
import { generation, plan } from '../validation/options'
import { parse } from '../validation/parse'
import { boolean, integer, object } from '../validation/schemas'
import type { Routes } from './route'

const shape = {
  /** Of the account: whether two contacts may not share a phone number. */
  uniquePhone: boolean,
  /** Of the account: whether two contacts may not share a mobile number. */
  uniqueMobile: boolean,
  /** Of the account: the shape of its responses. */
  generation,
  plan,
  /** Of the whole mock: whether e-mails such as `ada+429@example.com` are obeyed. */
  magicEmails: boolean,
  /** Of the whole mock: added to every response, in milliseconds. */
  latencyMs: integer(0, 60_000),
}

const Settings = v.strictObject(shape)
const SettingsChange = object(shape)

export type Settings = v.InferOutput<typeof Settings>

export function getSettings(mock: MockContext, account: Account): Settings {
  return {
    ...account.settings,
    generation: account.generation.year,
    plan: account.rateLimit.status().plan,
    magicEmails: mock.faults.magicEmails,
    latencyMs: mock.options.latencyMs ?? 0,
  }
}

export function changeSettings(mock: MockContext, account: Account, change: unknown): Settings {
  const { plan, generation, magicEmails, latencyMs, ...ofAccount } = parse(SettingsChange, change)
  Object.assign(account.settings, ofAccount)
  if (generation !== undefined) account.setGeneration(generation)
  if (plan !== undefined) account.rateLimit.setPlan(plan)
  if (magicEmails !== undefined) mock.faults.magicEmails = magicEmails
  if (latencyMs !== undefined) mock.options.latencyMs = latencyMs
  return getSettings(mock, account)
}

export const settingsRoutes: Routes = {
  'GET /__admin/settings': {
    summary: 'What can be switched',
    account: 'default',
    responses: { 200: Settings },
    handle: ({ mock, account }) => getSettings(mock, account()),
  },
  'PATCH /__admin/settings': {
    summary: 'Switch some of it',
    account: 'default',
    body: SettingsChange,
    responses: { 200: Settings },
    handle: ({ mock, account, body }) => changeSettings(mock, account(), body()),
  },
}
