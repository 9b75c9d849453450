import { PayloadValidationError } from '@segment/actions-core'
import {
  type Contact,
  type ContactPayload,
  type CustomFields,
  NAMED_CUSTOM_FIELDS,
  type Omission,
  type Person,
} from '../contact'
import type { Account } from '../settings'
import { address } from './address'
import { companyId } from './company-id'
import { country, countryOfLocale } from './countries'
import { customFields } from './custom-fields'
import { email } from './email'
import { language } from './language'
import { name } from './name'
import { phone } from './phone'
import { tags } from './tags'
import { identifier, line, lines, type Normalized } from './text'
import { timeZone } from './time-zone'

const CONSENT_TAG = 'marketing-consent'

/** By any one of these Freshdesk can tell one contact from another. */
const IDENTIFIERS = ['email', 'phone', 'mobile', 'unique_external_id', 'twitter_id'] as const

/**
 * Turns the mapped values of an event, whose visitor has granted consent, into a contact.
 *
 * @returns the person, or undefined when the event is anonymous: it names nobody.
 * @throws PayloadValidationError when the event names somebody but can never make a contact: no usable identifier, or no name and no e-mail
 * to stand in for one. The sender can mend that.
 */
export function personOf(payload: ContactPayload, account: Account): Person | undefined {
  const omitted: Omission[] = []
  const keep = <T>(field: string, normalized: Normalized<T>): T | undefined => {
    if (normalized.omitted) omitted.push({ field, reason: normalized.omitted })
    return normalized.value
  }
  const countries = countriesOf(payload, account)
  const custom = customFields(payload.custom_fields)
  omitted.push(...custom.omitted)
  for (const field of NAMED_CUSTOM_FIELDS) {
    const value = keep(`custom_fields.${field}`, line(payload[field]))
    if (value !== undefined) custom.value[field] = value
  }
  const called = name(payload)
  const given = {
    name: keep('name', called),
    email: keep('email', email(payload.email)),
    phone: keep('phone', phone(payload.phone, countries)),
    mobile: keep('mobile', phone(payload.mobile, countries)),
    unique_external_id: keep('unique_external_id', identifier(payload.unique_external_id)),
    twitter_id: keep('twitter_id', identifier(payload.twitter_id)),
    job_title: keep('job_title', line(payload.job_title)),
    company_id: keep('company_id', companyId(payload.company_id)),
    address: keep('address', address(payload.address)),
    description: keep('description', lines(payload.description)),
    language: keep('language', language(payload.language)),
    time_zone: keep('time_zone', timeZone(payload.time_zone)),
    tags: [CONSENT_TAG, ...(keep('tags', tags(payload.tags)) ?? []).filter(tag => tag.toLowerCase() !== CONSENT_TAG)],
    custom_fields: custom.value,
  }
  if (IDENTIFIERS.every(field => given[field] === undefined)) {
    if (!omitted.some(({ field }) => (IDENTIFIERS as readonly string[]).includes(field))) return undefined
    throw new PayloadValidationError(
      `The event has no identifier that Freshdesk takes: ${sentence(omitted)}. Send an e-mail address, a phone number or a user id that is one.`,
    )
  }
  const named = given.name ?? given.email
  if (named === undefined) {
    throw new PayloadValidationError(
      'The event has no name, and no e-mail address to stand in for one: Freshdesk makes no contact without a name. Make events carry a name or an e-mail address.',
    )
  }
  const nameIs = given.name === undefined ? 'email' : called.isPart ? 'part' : 'whole'
  return { contact: withoutBlanks({ ...given, name: named }), nameIs, omitted }
}

/**
 * Where the number may be from: the country the event itself gives, by how much it says about the person, then the account's own. A mapping made
 * by hand gives one text instead, a country or a locale.
 */
function countriesOf({ country: given }: ContactPayload, account: Account) {
  const places = typeof given === 'object' && given !== null ? given : { address: given, locale: given }
  const { address, location, locale } = places as Record<string, unknown>
  const said = [country(address), country(location), countryOfLocale(locale), account.defaultCountry]
  return [...new Set(said.filter(code => code !== undefined))]
}

function withoutBlanks(given: Record<string, unknown> & { custom_fields: CustomFields }): Contact {
  const { custom_fields, ...fields } = given
  const present = Object.entries(fields).filter(([, value]) => value !== undefined)
  // An empty custom_fields is left away: Freshdesk has been seen to refuse it.
  return Object.fromEntries(
    Object.keys(custom_fields).length > 0 ? [...present, ['custom_fields', custom_fields]] : present,
  ) as unknown as Contact
}

const sentence = (omitted: Omission[]) => omitted.map(({ field, reason }) => `${field} ${reason}`).join('; ')
