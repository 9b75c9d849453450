import type { Account } from '../../account'
import type { Contact, CustomValues, Field } from '../../store/records'
import { scalar, text, texts } from '../json'

/**
 * Contacts as answers show them. Which keys there are, and in which order, was seen to differ: create and update say
 * `deleted`, a view says it of deleted contacts only, and a list leaves out tags, other_emails, view_all_tickets and
 * avatar.
 */

/** The answer to a create or an update. */
export const changedContact = (row: Contact, account: Account): string =>
  `${opening(row, `"deleted":${row.state === 'deleted'},`)}${middle(row, account)}${rest(row)}${ending(row, account)}`

/** The answer to a view. */
export const viewedContact = (row: Contact, account: Account): string =>
  `${opening(row, deletedMark(row))}${middle(row, account)}${rest(row)}${ending(row, account)}`

/** One element of a list or of search results. */
export const listedContact = (row: Contact, account: Account): string =>
  `${opening(row, deletedMark(row))}${middle(row, account)}${listRest(row)}${ending(row, account)}`

const deletedMark = (row: Contact) => (row.state === 'deleted' ? '"deleted":true,' : '')

const opening = (row: Contact, deleted: string) =>
  `{"active":${row.active},"address":${text(row.address)},${deleted}"description":${text(row.description)}`

const middle = (row: Contact, { store }: Account) =>
  `,"email":${text(row.email)},"id":${row.id},"job_title":${text(row.job_title)},"language":${text(row.language)}` +
  `,"mobile":${text(row.mobile)},"name":${text(row.name)},"phone":${text(row.phone)}` +
  `,"time_zone":${text(row.time_zone)},"twitter_id":${text(row.twitter_id)}` +
  `,"custom_fields":${customJson(row.custom_fields, store.contactFields.ordered)}`

const rest = (row: Contact) =>
  `,"tags":${texts(row.tags)},"other_emails":${texts(row.other_emails)},"facebook_id":${text(row.facebook_id)}` +
  `,"created_at":"${row.created_at}","updated_at":"${row.updated_at}","csat_rating":${row.csat_rating}` +
  `,"preferred_source":${text(row.preferred_source)},"company_id":${row.company_id}` +
  `,"view_all_tickets":${row.view_all_tickets},"other_companies":${companies(row)}` +
  `,"unique_external_id":${text(row.unique_external_id)},"avatar":null`

const listRest = (row: Contact) =>
  `,"facebook_id":${text(row.facebook_id)},"created_at":"${row.created_at}","updated_at":"${row.updated_at}"` +
  `,"csat_rating":${row.csat_rating},"preferred_source":${text(row.preferred_source)},"company_id":${row.company_id}` +
  `${row.company_id === null ? '' : `,"other_companies":${companies(row)}`}` +
  `,"unique_external_id":${text(row.unique_external_id)}`

const companies = (row: Contact) => (row.other_companies.length === 0 ? '[]' : JSON.stringify(row.other_companies))

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
  const first = space < 0 ? name : name.slice(0, space)
  const last = space < 0 ? null : name.slice(space + 1)
  const digits = String(id).padStart(12, '0')
  return (
    `,"first_name":${text(first)},"last_name":${text(last)},"visitor_id":"5f0c2a9e-1b7d-4c55-9a51-${digits}"` +
    `,"org_contact_id":1847404${digits},"other_phone_numbers":[]}`
  )
}
