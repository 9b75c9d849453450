import { PayloadValidationError } from '@segment/actions-core'
import type { CountryCode } from 'libphonenumber-js/max'
import {
  CONSENT_TAG,
  type Contact,
  type ContactPayload,
  type CustomFields,
  NAMED_CUSTOM_FIELDS,
  type NormalizedContact,
  type Omission,
} from '../contact'
import { normalizeAddress } from './address'
import { normalizeCompanyId } from './company-id'
import { parseCountry, parseCountryOfLocale } from './country'
import { normalizeCustomFields } from './custom-fields'
import { normalizeEmail } from './email'
import { normalizeLanguage } from './language'
import { normalizeName } from './name'
import { normalizePhone } from './phone'
import { normalizeTags } from './tags'
import { type Normalized, normalizeIdentifier, normalizeLine, normalizeText } from './text'
import { normalizeTimeZone } from './time-zone'

/** By any one of these Freshdesk can tell one contact from another. */
const IDENTIFIERS = ['email', 'phone', 'mobile', 'unique_external_id', 'twitter_id'] as const

/**
 * Turns the mapped values of an event, whose visitor has granted consent, into a contact.
 *
 * @returns the person, or undefined when the event is anonymous: it names nobody.
 * @throws PayloadValidationError when the event names a person and has no identifier that Freshdesk takes.
 */
export function normalizeContact(
  payload: ContactPayload,
  account: { defaultCountry: CountryCode },
): NormalizedContact | undefined {
  const omitted: Omission[] = []
  const keep = <T>(field: string, normalized: Normalized<T>): T | undefined => {
    if (normalized.omitted) omitted.push({ field, reason: normalized.omitted })
    return normalized.value
  }
  const countries = countriesOf(payload, account)
  const custom = normalizeCustomFields(payload.custom_fields)
  omitted.push(...custom.omitted)
  for (const field of NAMED_CUSTOM_FIELDS) {
    const value = keep(`custom_fields.${field}`, normalizeLine(payload[field]))
    if (value !== undefined) custom.value[field] = value
  }
  const called = normalizeName(payload)
  const given = {
    name: keep('name', called),
    email: keep('email', normalizeEmail(payload.email)),
    phone: keep('phone', normalizePhone(payload.phone, countries)),
    mobile: keep('mobile', normalizePhone(payload.mobile, countries)),
    unique_external_id: keep('unique_external_id', normalizeIdentifier(payload.unique_external_id)),
    twitter_id: keep('twitter_id', normalizeIdentifier(payload.twitter_id)),
    job_title: keep('job_title', normalizeLine(payload.job_title)),
    company_id: keep('company_id', normalizeCompanyId(payload.company_id)),
    address: keep('address', normalizeAddress(payload.address)),
    description: keep('description', normalizeText(payload.description)),
    language: keep('language', normalizeLanguage(payload.language)),
    time_zone: keep('time_zone', normalizeTimeZone(payload.time_zone)),
    tags: [
      CONSENT_TAG,
      ...(keep('tags', normalizeTags(payload.tags)) ?? []).filter(tag => tag.toLowerCase() !== CONSENT_TAG),
    ],
    custom_fields: custom.value,
  }
  if (IDENTIFIERS.every(field => given[field] === undefined)) {
    if (!omitted.some(({ field }) => (IDENTIFIERS as readonly string[]).includes(field))) return undefined
    throw new PayloadValidationError(
      `The event has no identifier that Freshdesk takes: ${sentence(omitted)}. Send an e-mail address, a phone number or a user id that is one.`,
    )
  }
  const named = given.name ?? given.email
  const nameSource = given.name === undefined ? 'email' : called.isPart ? 'partial' : 'full'
  return { contact: withoutBlanks({ ...given, name: named }), nameSource, omitted }
}

/**
 * Where the number may be from: the country the event itself gives, by how much it says about the person, then the account's own. A mapping made
 * by hand gives one text instead, a country or a locale.
 */
function countriesOf({ country: given }: ContactPayload, account: { defaultCountry: CountryCode }) {
  const places = typeof given === 'object' && given !== null ? given : { address: given, locale: given }
  const { address, location, locale } = places as Record<string, unknown>
  const said = [parseCountry(address), parseCountry(location), parseCountryOfLocale(locale), account.defaultCountry]
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
