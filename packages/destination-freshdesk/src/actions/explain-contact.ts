import type { Contact, ContactPayload, Omission } from '../contact'
import { type Consent, parseConsent } from '../normalize/consent'
import { normalizeContact } from '../normalize/contact'
import { parseSettings } from '../parse-settings'
import type { Settings } from '../settings'
import { pickFirst } from './first-of'

/** What a mapped payload becomes, without a request. */
export interface ContactExplanation {
  /** The payload with the first filled place of each value. */
  payload: ContactPayload
  consent: Consent
  /** Null for an anonymous event, and for one that cannot be a contact. */
  contact: Contact | null
  omitted: readonly Omission[]
  /** Why the payload cannot be a contact, as a sentence; null when it can. */
  problem: string | null
}

/**
 * Explains the consent and the contact of a mapped payload. Sends nothing.
 *
 * @throws IntegrationError when a setting is wrong
 */
export function explainContact(mapped: ContactPayload, settings: Settings): ContactExplanation {
  const resolved = parseSettings(settings)
  const payload = pickFirst(mapped)
  const consent = parseConsent(payload.consent, resolved.consentCategory)
  try {
    const normalized = normalizeContact(payload, resolved)
    return { payload, consent, contact: normalized?.contact ?? null, omitted: normalized?.omitted ?? [], problem: null }
  } catch (error) {
    return { payload, consent, contact: null, omitted: [], problem: (error as Error).message }
  }
}
