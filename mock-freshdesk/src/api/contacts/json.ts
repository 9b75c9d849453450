import type { Account } from '../../accounts/account'
import type { Generation } from '../../generations/generation'
import { splitName } from '../../generations/names'
import { type Contact, type CustomValues, type Field, getCustomValue } from '../../store/records'
import { member, scalar, text, texts } from '../json'

/**
 * Contacts as responses show them. The generation of the account says which keys there are, and in
 * which order; a table says how to write each key.
 */

/** One key with its value, after a comma. */
type Write = (row: Contact, account: Account) => string

const textMember = (key: keyof Contact & string): Write => {
  const write = member(key)
  return row => write(row[key] as string | null)
}
const NULL = 'null'
const EMPTY = '[]'

/** Keys whose value is the same for every contact. */
const CONSTANTS: Readonly<Record<string, string>> = {
  lists: EMPTY,
  contact_type: '"contact"',
  first_seen: NULL,
  last_seen: NULL,
  ip_address: NULL,
  avatar: NULL,
  devices: EMPTY,
  other_phone_numbers: EMPTY,
  guest_name: NULL,
  guest_profile_pic: NULL,
}

const KEYS: Readonly<Record<string, Write>> = {
  active: row => (row.active ? ',"active":true' : ',"active":false'),
  address: textMember('address'),
  deleted: row => (row.state === 'deleted' ? ',"deleted":true' : ',"deleted":false'),
  description: textMember('description'),
  email: textMember('email'),
  id: row => `,"id":${row.id}`,
  job_title: textMember('job_title'),
  language: textMember('language'),
  mobile: textMember('mobile'),
  name: textMember('name'),
  phone: textMember('phone'),
  time_zone: textMember('time_zone'),
  twitter_id: textMember('twitter_id'),
  custom_fields: (row, { store }) => `,"custom_fields":${customJson(row.custom_fields, store.contactFields.ordered)}`,
  tags: row => `,"tags":${texts(row.tags)}`,
  other_emails: row => `,"other_emails":${texts(row.other_emails)}`,
  facebook_id: textMember('facebook_id'),
  created_at: row => `,"created_at":"${row.created_at}"`,
  updated_at: row => `,"updated_at":"${row.updated_at}"`,
  csat_rating: row => `,"csat_rating":${row.csat_rating}`,
  preferred_source: textMember('preferred_source'),
  company_id: row => `,"company_id":${row.company_id}`,
  view_all_tickets: row => `,"view_all_tickets":${row.view_all_tickets}`,
  other_companies: ({ other_companies }) =>
    other_companies.length === 0 ? ',"other_companies":[]' : `,"other_companies":${JSON.stringify(other_companies)}`,
  unique_external_id: textMember('unique_external_id'),
  social_handler: row => `,"social_handler":${texts(row.social_handler)}`,
  first_name: (row, { generation }) => firstName(splitName(row.name, generation)[0]),
  last_name: (row, { generation }) => lastName(splitName(row.name, generation)[1]),
  visitor_id: row => `,"visitor_id":"5f0c2a9e-1b7d-4c55-9a51-${String(row.id).padStart(12, '0')}"`,
  org_contact_id: row => `,"org_contact_id":${toOrganizationId(row.id)}`,
  org_contact_id_str: row => `,"org_contact_id_str":"${toOrganizationId(row.id)}"`,
}

/** Where a view or a list differs from the table. */
const DELETED_MARK: Readonly<Record<string, Write>> = {
  address: (row, account) => `${KEYS.address?.(row, account)}${row.state === 'deleted' ? ',"deleted":true' : ''}`,
}
/** A list names the other companies by their ids, and only where there is a company. */
const IN_LIST: Readonly<Record<string, Write>> = {
  ...DELETED_MARK,
  other_companies: ({ company_id, other_companies }) =>
    company_id === null ? '' : `,"other_companies":[${other_companies.map(other => other.company_id).join(',')}]`,
}

type Shape = keyof Generation['contact']

/** Makes the function that writes one shape of each generation. */
function createWriter(shape: Shape, own: Readonly<Record<string, Write>> = {}) {
  const known = new Map<Generation, Write[]>()
  return (row: Contact, account: Account): string => {
    const { generation } = account
    let writes = known.get(generation)
    if (writes === undefined) {
      writes = toWrites(generation.contact[shape], own)
      known.set(generation, writes)
    }
    let json = ''
    for (const write of writes) json += write(row, account)
    return `${json}}`
  }
}

/** One function for each key. Constant keys in a row share one. */
function toWrites(keys: readonly string[], own: Readonly<Record<string, Write>>): Write[] {
  const writes: Write[] = []
  let constants = ''
  const flush = () => {
    const text = constants
    if (text !== '') writes.push(() => text)
    constants = ''
  }
  for (const key of keys) {
    const constant = CONSTANTS[key]
    if (constant !== undefined) constants += `,"${key}":${constant}`
    else {
      flush()
      writes.push(own[key] ?? (KEYS[key] as Write))
    }
  }
  flush()
  const [first, ...others] = writes
  // A brace in the place of the first comma.
  return first ? [(row, account) => `{${first(row, account).slice(1)}`, ...others] : writes
}

/** The response to a create or an update. */
export const changedContact = createWriter('changed')

/** The response to a view. */
export const viewedContact = createWriter('viewed', DELETED_MARK)

/** One element of a list or of search results. */
export const listedContact = createWriter('listed', IN_LIST)

/** Every custom field of the account is there, null when it was never set. */
export function customJson(values: CustomValues, fields: readonly Field[]): string {
  let json = '{'
  for (const { name } of fields)
    json += `${json === '{' ? '' : ','}${text(name)}:${scalar(getCustomValue(values, name))}`
  return `${json}}`
}

const firstName = member('first_name')
const lastName = member('last_name')

const FIRST_ORGANIZATION = 1_847_404
const TWELVE_DIGITS = 1_000_000_000_000

let lastId = 0
let lastOrganizationId = ''

/** 19 digits, more than a double prints exactly; a multiple of 1024, which a double still holds. */
export function toOrganizationId(id: number): string {
  // A response has the same number twice, and large numbers are slow to write.
  if (id === lastId) return lastOrganizationId
  const above = id * 1024
  const low = above % TWELVE_DIGITS
  lastId = id
  lastOrganizationId = `${FIRST_ORGANIZATION + (above - low) / TWELVE_DIGITS}${String(low).padStart(12, '0')}`
  return lastOrganizationId
}
