import type { Account } from '../../accounts/account'
import { LANGUAGES, TIME_ZONES } from '../../generations/locales'
import { CONTACT } from '../../store/collections/contacts'
import { type Contact, type CustomValues, NO_STRINGS, NO_VALUES } from '../../store/records'
import { shareList, shareText } from '../../store/shared-values'
import { customFields, lookupParameter, missingCustomFields } from '../custom-values'
import type { FieldError } from '../errors'
import type { JsonObject } from '../route'
import {
  boolean,
  type Check,
  email,
  filledText,
  invalid,
  isEmail,
  listOf,
  mismatch,
  missing,
  oneOf,
  positiveInteger,
  text,
  unexpected,
} from '../validate'
import { otherCompanies } from './other-companies'

const isString = (value: unknown): value is string => typeof value === 'string'

const emails = listOf(isEmail, 'valid email format')
const strings = listOf(isString, 'String')

const withoutDoubles = (values: readonly string[]) => (values.length < 2 ? values : [...new Set(values)])

const MAX_TAG_LENGTH = 32
const MAX_ADDRESSES = 10
export const MAX_COMPANIES = 20
export const MAX_HANDLERS = 10

const tags: Check<readonly string[]> = (value, field, errors) => {
  const given = strings(value, field, errors)
  if (given?.some(tag => tag.length > MAX_TAG_LENGTH)) {
    errors.push(invalid(field, `It should contain elements that have maximum of ${MAX_TAG_LENGTH} characters`))
    return undefined
  }
  return given && shareList(withoutDoubles(given))
}

const otherEmails: Check<readonly string[]> = (value, field, errors) => {
  const given = emails(value, field, errors)
  return given && withoutDoubles(given.map(address => address.toLowerCase()))
}

const socialHandlers: Check<readonly string[]> = (value, field, errors) => {
  const given = strings(value, field, errors)
  if (given === undefined || given.length <= MAX_HANDLERS) return given && withoutDoubles(given)
  errors.push(invalid(field, `Has ${given.length} elements, it can have maximum of ${MAX_HANDLERS} elements`))
  return undefined
}

const shortText = text(255)
/** One that many contacts have in common. */
const sharedText: Check<string | null> = (value, field, errors) => shareText(shortText(value, field, errors))

/** Null gives back what the account has for everybody. */
function orUsual(check: Check<string | null>, usual: string): Check<string> {
  return (value, field, errors) => (value === null ? usual : (check(value, field, errors) ?? undefined))
}

/** The fields a contact may be given, and what each must be. */
const CHECKS = new Map<string, Check<unknown>>(
  Object.entries({
    name: filledText(255),
    email,
    phone: text(255),
    mobile: text(255),
    twitter_id: text(255),
    unique_external_id: text(255),
    other_emails: otherEmails,
    company_id: positiveInteger,
    view_all_tickets: boolean,
    other_companies: otherCompanies,
    address: text(65_535),
    description: text(65_535),
    job_title: sharedText,
    language: orUsual(oneOf(LANGUAGES), CONTACT.language),
    time_zone: oneOf(TIME_ZONES),
    tags,
    lookup_parameter: lookupParameter,
    avatar: (value, field, errors) => void errors.push(mismatch(value, field, 'valid file format')),
  } satisfies Record<string, Check<unknown>>),
)

/** A contact needs at least one of these identifiers. */
const IDENTIFIERS = ['email', 'mobile', 'phone', 'twitter_id', 'unique_external_id'] as const

/** Refused in an update only: a create may carry them. */
const STRANGE_IN_NAMES = /[/,"]|www\./

/**
 * Reads the body of a create into a contact that lacks only its id and times. All that is wrong is
 * said at once.
 */
export function readNewContact(body: JsonObject, account: Account): { contact: Contact; errors: FieldError[] } {
  const errors: FieldError[] = []
  const contact: Contact = { ...CONTACT, time_zone: account.generation.timeZone }
  readFields(body, account, contact, NO_VALUES, errors)
  if (!Object.hasOwn(body, 'name')) errors.push(missing('name', 'It should be a/an String'))
  missingCustomFields(body.custom_fields, account.store.contactFields, errors)
  checkWhole(contact, body, account, errors)
  return { contact, errors }
}

/** Reads the body of an update: what it sets, and all that is wrong with it. */
export function readChanges(
  body: JsonObject,
  account: Account,
  existing: Contact,
): { changes: Partial<Contact>; errors: FieldError[] } {
  const errors: FieldError[] = []
  const changes: Partial<Contact> = {}
  readFields(body, account, changes, existing.custom_fields, errors)
  if (changes.name !== undefined && STRANGE_IN_NAMES.test(changes.name)) {
    errors.push(invalid('name', '/,",www. not allowed in name'))
  }
  checkWhole({ ...existing, ...changes }, body, account, errors)
  return { changes, errors }
}

function readFields(
  body: JsonObject,
  { store, generation }: Account,
  into: Partial<Contact>,
  customBefore: CustomValues,
  errors: FieldError[],
) {
  const values = into as Record<string, unknown>
  for (const field of Object.keys(body)) {
    const check = CHECKS.get(field)
    if (check !== undefined) {
      const value = check(body[field], field, errors)
      if (value !== undefined) values[field] = value
    } else if (field === 'custom_fields') {
      const set = customFields(body[field], store.contactFields, errors)
      values[field] = customBefore === NO_VALUES ? (set ?? NO_VALUES) : { ...customBefore, ...set }
    } else if (field === 'social_handler' && generation.contact.changed.includes(field)) {
      values[field] = socialHandlers(body[field], field, errors) ?? NO_STRINGS
    } else errors.push(unexpected(field))
  }
  if (into.time_zone === null) into.time_zone = generation.timeZone
}

const NO_SUCH_COMPANY = 'There is no company matching the given company_id'

/**
 * Checks the contact as it would be stored: its companies exist, it has an identifier, and no list
 * is too long.
 */
function checkWhole(contact: Contact, body: JsonObject, { store }: Account, errors: FieldError[]) {
  const { company_id, other_companies, other_emails, email } = contact
  if (company_id !== null && Object.hasOwn(body, 'company_id') && store.companies.get(company_id) === undefined) {
    errors.push(invalid('company_id', NO_SUCH_COMPANY))
  }
  if (body.view_all_tickets === true && company_id === null) {
    errors.push(invalid('view_all_tickets', 'Company ID is required for a contact to view all tickets'))
  }
  if (Object.hasOwn(body, 'other_companies')) {
    for (const other of other_companies) {
      if (store.companies.get(other.company_id) === undefined) {
        errors.push(invalid('other_companies.company_id', NO_SUCH_COMPANY))
      }
    }
  }
  // An identifier that was given and refused already has its error.
  const isGiven = IDENTIFIERS.some(field => contact[field] || (body[field] !== null && body[field]))
  if (!isGiven && contact.social_handler.length === 0) {
    errors.push(missing('email', `Please fill at least 1 of ${IDENTIFIERS.join(', ')} fields`))
  }
  const addresses = other_emails.length
  if (addresses + (email ? 1 : 0) > MAX_ADDRESSES) {
    errors.push(invalid('other_emails', `Has ${addresses} elements, a contact can have ${MAX_ADDRESSES} addresses`))
  }
  const companies = other_companies.length
  if (companies + (company_id ? 1 : 0) > MAX_COMPANIES) {
    errors.push(invalid('other_companies', `Has ${companies} elements, a contact can have ${MAX_COMPANIES} companies`))
  }
}
