import type { Account } from '../../accounts/account'
import type { Company } from '../../store/records'
import { customJson } from '../contacts/json'
import { text, texts } from '../json'

/** Companies as answers show them: the list has the times before the custom fields, everything else after them. */

export const companyJson = (row: Company, account: Account): string =>
  `${opening(row)},"custom_fields":${custom(row, account)}${times(row)}${ending(row, account, orgId(row))}`

export const listedCompany = (row: Company, account: Account): string =>
  `${opening(row)}${times(row)},"custom_fields":${custom(row, account)}${ending(row, account, `"${orgId(row)}"`)}`

const opening = (row: Company) =>
  `{"id":${row.id},"name":${text(row.name)},"description":${text(row.description)},"note":${text(row.note)}` +
  `,"domains":${texts(row.domains)}`

const custom = (row: Company, { store }: Account) => customJson(row.custom_fields, store.companyFields.ordered)

const times = (row: Company) => `,"created_at":"${row.created_at}","updated_at":"${row.updated_at}"`

const ending = (row: Company, { settings }: Account, organization: string) =>
  `,"health_score":${text(row.health_score)},"account_tier":${text(row.account_tier)}` +
  `,"renewal_date":${text(row.renewal_date)},"industry":${text(row.industry)}` +
  `${settings.newerKeys ? `,"org_company_id":${organization}` : ''}}`

/** A number in answers about one company, a text in lists; too large for a JavaScript number. */
const orgId = (row: Company) => `1847405${String(row.id).padStart(12, '0')}`
