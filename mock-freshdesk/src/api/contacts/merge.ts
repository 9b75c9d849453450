import type { Contact } from '../../store/records'
import type { Store } from '../../store/store'
import { type FieldError, validationFailed } from '../errors'
import { NO_CONTENT, type Result } from '../result'
import type { Call, JsonObject } from '../route'
import {
  type Check,
  email,
  invalid,
  isEmail,
  listOf,
  mismatch,
  missing,
  positiveInteger,
  text,
  unexpected,
} from '../validate'
import { MAX_COMPANIES, MAX_HANDLERS } from './body'
import { contactConflicts } from './conflicts'

const ids = listOf((value): value is number => Number.isSafeInteger(value) && (value as number) > 0, 'Positive Integer')

const companyIds: Check<readonly number[]> = (value, field, errors) => {
  const given = [...new Set(ids(value, field, errors))]
  if (given.length <= MAX_COMPANIES) return given
  errors.push(invalid(field, `Has ${given.length} elements, a contact can have ${MAX_COMPANIES} companies`))
  return undefined
}

/** The values of the merged contact that a request may set. */
const CHECKS: Record<string, Check<unknown>> = {
  email,
  phone: text(255),
  mobile: text(255),
  twitter_id: text(255),
  unique_external_id: text(255),
  other_emails: listOf(isEmail, 'valid email format'),
  company_ids: companyIds,
}

/**
 * Of these a contact has one: when both sides bring their own, the caller has to say which stays.
 */
const SINGLE = ['phone', 'mobile', 'twitter_id', 'unique_external_id'] as const

/**
 * POST /contacts/merge. The secondary contacts are gone afterwards, their addresses are the
 * primary's.
 */
export function mergeContacts({ account, body }: Call): Result {
  const { store, clock } = account
  const errors: FieldError[] = []
  const found = findContacts(body, store, errors)
  const given = readValues(body.contact, errors)
  for (const field of Object.keys(body)) {
    if (!['primary_contact_id', 'secondary_contact_ids', 'contact'].includes(field)) errors.push(unexpected(field))
  }
  if (found === undefined || errors.length > 0) return validationFailed(errors)

  const { primary, secondaries } = found
  for (const field of SINGLE) {
    if (primary[field] && secondaries.some(contact => contact[field]) && !Object.hasOwn(given, field)) {
      errors.push(missing(`contact.${field}`, 'It should be a/an String'))
    }
  }
  for (const id of given.company_ids ?? []) {
    if (!store.companies.get(id)) errors.push(invalid('contact.company_ids', `There is no company matching ${id}`))
  }
  if (errors.length > 0) return validationFailed(errors)

  const merged = getMergedValues(primary, secondaries, given)
  const conflicts = contactConflicts(merged, account, [primary, ...secondaries])
  if (conflicts.length > 0) return validationFailed(conflicts)
  for (const contact of secondaries) store.contacts.remove(contact)
  store.contacts.update(primary, { ...merged, updated_at: clock.timestamp() })
  return NO_CONTENT
}

function findContacts(body: JsonObject, store: Store, errors: FieldError[]) {
  const live = (id: number, field: string) => {
    const contact = store.contacts.get(id)
    if (contact?.state === 'live') return contact
    errors.push(invalid(field, `There is no contact matching the given ${field}`))
    return undefined
  }
  const { primary_contact_id, secondary_contact_ids } = body
  if (primary_contact_id === undefined) errors.push(missing('primary_contact_id', 'It should be a/an Positive Integer'))
  if (secondary_contact_ids === undefined) errors.push(missing('secondary_contact_ids', 'It should be a/an Array'))
  if (errors.length > 0) return undefined
  const id = positiveInteger(primary_contact_id, 'primary_contact_id', errors)
  const others = ids(secondary_contact_ids, 'secondary_contact_ids', errors)
  if (others?.length === 0)
    errors.push(invalid('secondary_contact_ids', 'It should not be blank as this is a mandatory field'))
  if (others?.some(other => other === id)) {
    errors.push(invalid('secondary_contact_ids', 'It should not contain the primary_contact_id'))
  }
  if (typeof id !== 'number' || others === undefined || errors.length > 0) return undefined
  const primary = live(id, 'primary_contact_id')
  const secondaries = [...new Set(others)].map(other => live(other, 'secondary_contact_ids'))
  if (primary === undefined || errors.length > 0) return undefined
  return { primary, secondaries: secondaries.filter(contact => contact !== undefined) }
}

type Given = Partial<Pick<Contact, 'email' | 'other_emails' | (typeof SINGLE)[number]>> & {
  company_ids?: readonly number[]
}

function readValues(given: unknown, errors: FieldError[]): Given {
  if (given === undefined) return {}
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    errors.push(mismatch(given, 'contact', 'key/value pair'))
    return {}
  }
  const values: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(given)) {
    const check = Object.hasOwn(CHECKS, field) ? CHECKS[field] : undefined
    if (check) values[field] = check(value, `contact.${field}`, errors)
    else errors.push(unexpected(`contact.${field}`))
  }
  return values as Given
}

const MAX_OTHER_ADDRESSES = 9

function getMergedValues(primary: Contact, secondaries: readonly Contact[], given: Given): Partial<Contact> {
  const everyone = [primary, ...secondaries]
  const values: Partial<Contact> = {}
  for (const field of SINGLE) {
    values[field] =
      given[field] !== undefined ? given[field] : (everyone.find(contact => contact[field])?.[field] ?? null)
  }
  const [first] = everyone.flatMap(contact => contact.email ?? [])
  values.email = given.email ?? first ?? null
  const addresses =
    given.other_emails ?? everyone.flatMap(({ email, other_emails }) => [...(email ? [email] : []), ...other_emails])
  const others = new Set(addresses.map(address => address.toLowerCase()))
  if (values.email) others.delete(values.email)
  values.other_emails = [...others].slice(0, MAX_OTHER_ADDRESSES)
  values.social_handler = [...new Set(everyone.flatMap(contact => contact.social_handler))].slice(0, MAX_HANDLERS)
  if (given.company_ids) {
    const [company = null, ...more] = given.company_ids
    values.company_id = company
    values.view_all_tickets = company === null ? null : (primary.view_all_tickets ?? false)
    values.other_companies = more.map(company_id => ({ company_id, view_all_tickets: false }))
  }
  return values
}
