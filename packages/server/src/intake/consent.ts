import { asRecord } from './json'

/** What a visitor said, by consent category. */
export type ConsentState = Readonly<Record<string, boolean>>

/** Control characters and halves of surrogate pairs, which PostgreSQL's JSON does not hold. */
const UNSTORABLE = /[\p{Cc}\p{Cs}]/u

/**
 * Reads the consent of an event in every form that the SDKs send. A refusal in any form wins over a
 * grant in another. Null when the event says nothing about consent.
 */
export function readConsent(event: Readonly<Record<string, unknown>>): ConsentState | null {
  const context = asRecord(event.context)
  const consent = asRecord(context.consent)
  const states: Record<string, boolean> = {}
  const add = (category: string, granted: unknown) => {
    if (typeof granted === 'boolean' && !UNSTORABLE.test(category))
      states[category] = granted && states[category] !== false
  }
  for (const form of [consent, consent.categories, consent.categoryPreferences, asRecord(event.consent).categories]) {
    for (const [category, granted] of Object.entries(asRecord(form))) add(category, granted)
  }
  const { allowedConsentIds, deniedConsentIds } = asRecord(context.consentManagement)
  for (const id of toIds(allowedConsentIds)) add(id, true)
  for (const id of toIds(deniedConsentIds)) add(id, false)
  return Object.keys(states).length > 0 ? states : null
}

const toIds = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string') : []
