import type { Account } from '../../account'
import { pooled, pooledList } from '../../store/pool'
import { type Contact, NO_STRINGS } from '../../store/records'
import { CONTACT } from '../../store/seed'
import type { JsonObject } from '../call'
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
} from '../checks'
import { customFields, lookupParameter, missingCustomFields } from '../custom-values'
import { LANGUAGES, TIME_ZONES } from '../locales'
import type { FieldError } from '../reply'
import { otherCompanies } from './other-companies'

const isString = (value: unknown): value is string => typeof value === 'string'

const emails = listOf(isEmail, 'valid email format')
const strings = listOf(isString, 'String')

const withoutDoubles = (values: readonly string[]) => (values.length < 2 ? values : [...new Set(values)])

const LONGEST_TAG = 32
const MOST_ADDRESSES = 10
const MOST_COMPANIES = 20

const tags: Check<readonly string[]> = (value, field, errors) => {
  const given = strings(value, field, errors)
  if (given?.some(tag => tag.length > LONGEST_TAG)) {
    errors.push(invalid(field, `It should contain elements that have maximum of ${LONGEST_TAG} characters`))
    return undefined
  }
  return given && pooledList(withoutDoubles(given))
}

const otherEmails: Check<readonly string[]> = (value, field, errors) => {
  const given = emails(value, field, errors)
  return given && withoutDoubles(given.map(address => address.toLowerCase()))
}

const shortText = text(255)
/** One that many contacts have in common. */
const pooledText: Check<string | null> = (value, field, errors) => pooled(shortText(value, field, errors))

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
    job_title: pooledText,
    language: orUsual(oneOf(LANGUAGES), CONTACT.language),
    time_zone: orUsual(oneOf(TIME_ZONES), CONTACT.time_zone),
    tags,
    lookup_parameter: lookupParameter,
    avatar: (value, field, errors) => void errors.push(mismatch(value, field, 'valid file format')),
  } satisfies Record<string, Check<unknown>>),
)

/** A contact needs one of these to be anybody. */
const IDENTIFIERS = ['email', 'mobile', 'phone', 'twitter_id', 'unique_external_id'] as const

/** Refused in an update only: a create may carry them. */
const STRANGE_IN_NAMES = /[/,"]|www\./

export interface ContactBody {
  readonly values: Partial<Contact>
  readonly errors: FieldError[]
}

/** Reads the body of a create, or of an update of `existing`. All that is wrong with it is said at once. */
export function readContactBody(body: JsonObject, account: Account, existing?: Contact): ContactBody {
  const { contactFields, companies } = account.store
  const errors: FieldError[] = []
  const values: Record<string, unknown> = {}
  for (const field of Object.keys(body)) {
    const check = CHECKS.get(field)
    if (check !== undefined) {
      const value = check(body[field], field, errors)
      if (value !== undefined) values[field] = value
    } else if (field === 'custom_fields') {
      const set = customFields(body[field], contactFields, errors)
      values[field] = existing ? { ...existing.custom_fields, ...set } : set
    } else errors.push(unexpected(field))
  }
  const read = values as Partial<Contact>

  if (existing && read.name !== undefined && STRANGE_IN_NAMES.test(read.name)) {
    errors.push(invalid('name', '/,",www. not allowed in name'))
  }
  if (!existing && !Object.hasOwn(body, 'name')) errors.push(missing('name', 'It should be a/an String'))
  if (!existing) missingCustomFields(body.custom_fields, contactFields, errors)
  if (typeof read.company_id === 'number' && companies.get(read.company_id) === undefined) {
    errors.push(invalid('company_id', 'There is no company matching the given company_id'))
  }
  for (const { company_id } of read.other_companies ?? []) {
    if (companies.get(company_id) === undefined) {
      errors.push(invalid('other_companies.company_id', 'There is no company matching the given company_id'))
    }
  }
  checkIdentity(existing ? { ...existing, ...read } : read, body, errors)
  return { values: read, errors }
}

/** Somebody to know it by, and no more addresses and companies than fit. */
function checkIdentity(contact: Partial<Contact>, body: JsonObject, errors: FieldError[]) {
  // An identifier that was given and refused already has its error.
  const given = IDENTIFIERS.some(field => contact[field] || (body[field] !== null && body[field]))
  if (!given) errors.push(missing('email', `Please fill at least 1 of ${IDENTIFIERS.join(', ')} fields`))
  const others = contact.other_emails ?? NO_STRINGS
  if (others.length + (contact.email ? 1 : 0) > MOST_ADDRESSES) {
    errors.push(
      invalid('other_emails', `Has ${others.length} elements, a contact can have ${MOST_ADDRESSES} addresses`),
    )
  }
  const companies = contact.other_companies?.length ?? 0
  if (companies + (contact.company_id ? 1 : 0) > MOST_COMPANIES) {
    errors.push(invalid('other_companies', `Has ${companies} elements, a contact can have ${MOST_COMPANIES} companies`))
  }
}
