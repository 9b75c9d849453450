import type { Account } from '../../accounts/account'
import type { Company } from '../../store/records'
import { customJson, toOrganizationId } from '../contacts/json'
import { member, texts } from '../json'

/** Companies as responses show them, with the keys and the order of the account's generation. */

type Write = (row: Company, account: Account) => string

const textMember = (key: keyof Company & string): Write => {
  const write = member(key)
  return row => write(row[key] as string | null)
}

const KEYS: Readonly<Record<string, Write>> = {
  id: row => `,"id":${row.id}`,
  name: textMember('name'),
  description: textMember('description'),
  note: textMember('note'),
  domains: row => `,"domains":${texts(row.domains)}`,
  custom_fields: (row, { store }) => `,"custom_fields":${customJson(row.custom_fields, store.companyFields.ordered)}`,
  created_at: row => `,"created_at":"${row.created_at}"`,
  updated_at: row => `,"updated_at":"${row.updated_at}"`,
  health_score: textMember('health_score'),
  account_tier: textMember('account_tier'),
  renewal_date: textMember('renewal_date'),
  industry: textMember('industry'),
  org_company_id: row => `,"org_company_id":${toOrganizationId(row.id)}`,
  org_company_id_str: row => `,"org_company_id_str":"${toOrganizationId(row.id)}"`,
}

/** In a list the id of the organization is a text. */
const IN_LIST: Readonly<Record<string, Write>> = {
  org_company_id: row => `,"org_company_id":"${toOrganizationId(row.id)}"`,
}

export const companyJson = (row: Company, account: Account): string =>
  toJson(account.generation.company.viewed.map(key => KEYS[key]?.(row, account)))

export const listedCompany = (row: Company, account: Account): string =>
  toJson(account.generation.company.listed.map(key => (IN_LIST[key] ?? KEYS[key])?.(row, account)))

const toJson = (members: readonly (string | undefined)[]) => `{${members.join('').slice(1)}}`
