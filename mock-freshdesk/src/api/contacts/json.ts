import type { Account } from '../../accounts/account'
import type { Contact, CustomValues, Field } from '../../store/records'
import { member, scalar, text, texts } from '../json'

/**
 * Contacts as answers show them. Which keys there are, and in which order, was seen to differ: create and update say
 * `deleted`, a view says it of deleted contacts only, and a list leaves out tags, other_emails, view_all_tickets and
 * avatar.
 */

/** The answer to a create or an update. */
export const changedContact = (row: Contact, account: Account): string =>
  `${opening(row, row.state === 'deleted' ? ',"deleted":true' : ',"deleted":false')}${middle(row, account)}` +
  `${rest(row)}${ending(row, account)}`

/** The answer to a view. */
export const viewedContact = (row: Contact, account: Account): string =>
  `${opening(row, deletedMark(row))}${middle(row, account)}${rest(row)}${ending(row, account)}`

/** One element of a list or of search results. */
export const listedContact = (row: Contact, account: Account): string =>
  `${opening(row, deletedMark(row))}${middle(row, account)}${listRest(row)}${ending(row, account)}`

const deletedMark = (row: Contact) => (row.state === 'deleted' ? ',"deleted":true' : '')

const address = member('address')
const description = member('description')
const email = member('email')
const jobTitle = member('job_title')
const language = member('language')
const mobile = member('mobile')
const name = member('name')
const phone = member('phone')
const timeZone = member('time_zone')
const twitterId = member('twitter_id')
const facebookId = member('facebook_id')
const preferredSource = member('preferred_source')
const externalId = member('unique_external_id')
const firstName = member('first_name')
const lastName = member('last_name')

const opening = (row: Contact, deleted: string) =>
  `${row.active ? '{"active":true' : '{"active":false'}${address(row.address)}${deleted}${description(row.description)}`

const middle = (row: Contact, { store }: Account) =>
  `${email(row.email)},"id":${row.id}${jobTitle(row.job_title)}${language(row.language)}${mobile(row.mobile)}` +
  `${name(row.name)}${phone(row.phone)}${timeZone(row.time_zone)}${twitterId(row.twitter_id)}` +
  `,"custom_fields":${customJson(row.custom_fields, store.contactFields.ordered)}`

const rest = (row: Contact) =>
  `,"tags":${texts(row.tags)},"other_emails":${texts(row.other_emails)}${history(row)}` +
  `${row.company_id === null ? ',"company_id":null' : `,"company_id":${row.company_id}`}` +
  `,"view_all_tickets":${row.view_all_tickets}${companies(row)}${externalId(row.unique_external_id)},"avatar":null`

const listRest = (row: Contact) =>
  history(row) +
  (row.company_id === null ? ',"company_id":null' : `,"company_id":${row.company_id}${companyIds(row)}`) +
  externalId(row.unique_external_id)

const history = (row: Contact) =>
  `${facebookId(row.facebook_id)},"created_at":"${row.created_at}","updated_at":"${row.updated_at}"` +
  `${row.csat_rating === null ? ',"csat_rating":null' : `,"csat_rating":${row.csat_rating}`}` +
  preferredSource(row.preferred_source)

const companies = ({ other_companies }: Contact) =>
  other_companies.length === 0 ? ',"other_companies":[]' : `,"other_companies":${JSON.stringify(other_companies)}`

/** A list names the other companies by their ids only. */
const companyIds = ({ other_companies }: Contact) =>
  `,"other_companies":[${other_companies.map(({ company_id }) => company_id).join(',')}]`

/** Every custom field of the account is there, null when it was never set. */
export function customJson(values: CustomValues, fields: readonly Field[]): string {
  let json = '{'
  for (const { name } of fields) json += `${json === '{' ? '' : ','}${text(name)}:${scalar(values[name] ?? null)}`
  return `${json}}`
}

const ending = (row: Contact, account: Account) => (account.settings.newerKeys ? newerKeys(row) : '}')

/**
 * What accounts have shown since 2024. The real org_contact_id is a number of 19 digits, more than a JavaScript number
 * holds: clients have to live with it, so it is one here too.
 */
function newerKeys({ id, name }: Contact): string {
  const space = name.indexOf(' ')
  const digits = String(id).padStart(12, '0')
  return (
    `${firstName(space < 0 ? name : name.slice(0, space))}${lastName(space < 0 ? null : name.slice(space + 1))}` +
    `,"visitor_id":"5f0c2a9e-1b7d-4c55-9a51-${digits}","org_contact_id":1847404${digits},"other_phone_numbers":[]}`
  )
}
