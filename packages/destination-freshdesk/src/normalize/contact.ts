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
import { MESSAGES, toMessage } from '../messages'
import { normalizeAddress } from './address'
import { normalizeCompanyId } from './company-id'
import { normalizeCustomFields, normalizeNamedFields } from './custom-fields'
import { normalizeEmail } from './email'
import { normalizeLanguage } from './language'
import { normalizeName } from './name'
import { normalizePhone } from './phone'
import { findPhoneCountries } from './phone-countries'
import { normalizeTags } from './tags'
import { normalizeIdentifier, normalizeLine, normalizeText } from './text'
import { normalizeTimeZone } from './time-zone'
import type { Normalized } from './value'

/** By any one of these Freshdesk can tell one contact from another. */
const IDENTIFIERS = ['email', 'phone', 'mobile', 'unique_external_id', 'twitter_id'] as const

/**
 * Turns the mapped values of an event into a contact. The visitor's consent has been checked
 * before.
 *
 * @param settings the country of phone numbers whose event names no country.
 * @returns undefined when the event is anonymous: it carries no identifier.
 * @throws PayloadValidationError when the event carries identifiers, and Freshdesk accepts none of
 *   them.
 */
export function normalizeContact(
  payload: ContactPayload,
  settings: { defaultCountry: CountryCode },
): NormalizedContact | undefined {
  const omitted: Omission[] = []
  const keep = <T>(field: string, normalized: Normalized<T>): T | undefined => {
    if (normalized.omitted) omitted.push({ field, reason: normalized.omitted })
    return normalized.value
  }
  const countries = findPhoneCountries(payload.country, settings.defaultCountry)
  const named = normalizeName(payload)
  const userId = keep('unique_external_id', normalizeIdentifier(payload.unique_external_id))
  const ownEmail = keep('email', normalizeEmail(payload.email))
  const email = ownEmail ?? normalizeEmail(userId).value
  const phone = keep('phone', normalizePhone(payload.phone, countries))
  const mobile = keep('mobile', normalizePhone(payload.mobile, countries))
  const fullName = keep('name', named)
  const contact = withoutBlanks({
    name: fullName ?? email ?? phone ?? mobile,
    email,
    phone,
    mobile,
    unique_external_id: userId,
    twitter_id: keep('twitter_id', normalizeIdentifier(payload.twitter_id)),
    job_title: keep('job_title', normalizeLine(payload.job_title)),
    company_id: keep('company_id', normalizeCompanyId(payload.company_id)),
    address: keep('address', normalizeAddress(payload.address)),
    description: keep('description', normalizeText(payload.description)),
    language: keep('language', normalizeLanguage(payload.language)),
    time_zone: keep('time_zone', normalizeTimeZone(payload.time_zone)),
    tags: addConsentTag(keep('tags', normalizeTags(payload.tags)) ?? []),
    custom_fields: toCustomFields(payload, omitted),
  })
  if (IDENTIFIERS.every(field => contact[field] === undefined)) {
    if (!omitted.some(({ field }) => (IDENTIFIERS as readonly string[]).includes(field))) return undefined
    throw new PayloadValidationError(toMessage(MESSAGES.NO_IDENTIFIER, { reasons: toSentence(omitted) }))
  }
  return {
    contact,
    nameSource: fullName ? (named.isPartial ? 'partial' : 'full') : email ? 'email' : contact.name ? 'phone' : 'none',
    emailSource: ownEmail ? 'trait' : email ? 'user-id' : 'none',
    omitted,
  }
}

const addConsentTag = (tags: string[]) => [CONSENT_TAG, ...tags.filter(tag => tag.toLowerCase() !== CONSENT_TAG)]

/** The custom fields of the mapping, then those that an action maps by name. */
function toCustomFields(payload: ContactPayload, omitted: Omission[]): CustomFields {
  const named = NAMED_CUSTOM_FIELDS.flatMap(field => (payload[field] === undefined ? [] : [[field, payload[field]]]))
  const [mapped, byName] = [
    normalizeCustomFields(payload.custom_fields),
    normalizeNamedFields(Object.fromEntries(named)),
  ]
  omitted.push(...mapped.omitted, ...byName.omitted)
  return { ...mapped.value, ...byName.value }
}

function withoutBlanks(given: Record<string, unknown> & { custom_fields: CustomFields }): Contact {
  const { custom_fields, ...fields } = given
  const present = Object.entries(fields).filter(([, value]) => value !== undefined)
  // An empty custom_fields is left away: Freshdesk has been seen to refuse it.
  return Object.fromEntries(
    Object.keys(custom_fields).length > 0 ? [...present, ['custom_fields', custom_fields]] : present,
  ) as unknown as Contact
}

const toSentence = (omitted: Omission[]) => omitted.map(({ field, reason }) => `${field} ${reason}`).join('; ')
