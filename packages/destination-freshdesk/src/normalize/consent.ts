import { isRecord } from './value'

/** The visitor's decision on one consent category. */
export type Consent =
  | { state: 'granted' | 'refused' | 'absent' }
  /**
   * The event carries consent, but not in a form that is known. `form` describes it without its
   * values.
   */
  | { state: 'unknown-form'; form: string }

/**
 * Reads the decision of a visitor on a consent category. Category names are compared without regard
 * to case.
 *
 * @param raw the mapped consent: one of the forms below, an object of several of them by place (the
 *   default mapping), or for a mapping by hand also JSON text, `true` or `false`.
 * - `{ categoryPreferences: { marketing: true } }`: Segment
 * - `{ marketing: true }`: Datafly Signal on the web
 * - `{ categories: { marketing: true } }`: Datafly Signal on mobile
 * - `{ allowedConsentIds: ['marketing'], deniedConsentIds: [] }`: RudderStack
 * @param category the category that the settings name.
 * @returns `refused` when any form refuses, whatever the others say. Only a plain `true`, or a
 *   listed id, grants.
 */
export function parseConsent(raw: unknown, category: string): Consent {
  const value = parseText(raw)
  if (typeof value === 'boolean') return { state: value ? 'granted' : 'refused' }
  const answers = findAnswers(value, category.trim().toLowerCase())
  const unknown = answers.find(answer => answer.state === 'unknown-form')
  if (answers.some(({ state }) => state === 'refused')) return { state: 'refused' }
  if (unknown) return unknown
  return { state: answers.some(({ state }) => state === 'granted') ? 'granted' : 'absent' }
}

/** Hosts with text inputs only, such as PostHog, give `"true"` or the JSON text of an object. */
function parseText(raw: unknown): unknown {
  if (typeof raw !== 'string') return raw
  const text = raw.trim()
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true'
  if (!text.startsWith('{')) return text === '' ? undefined : raw
  try {
    return JSON.parse(text)
  } catch {
    return raw
  }
}

/**
 * Keys below which a form has its categories, and keys that name a place of the event in the
 * default mapping.
 */
const CONTAINERS = ['categoryPreferences', 'categories', 'consent', 'consentManagement', 'eventConsent']

/** The keys of RudderStack, and what an id in their list means. */
const ID_LISTS = { allowedConsentIds: 'granted', deniedConsentIds: 'refused' } as const

/** Forms stand in at most this many objects. Deeper ones are hostile. */
const MAX_DEPTH = 4

function findAnswers(value: unknown, category: string, depth = 0): Consent[] {
  if (value === undefined || value === null) return []
  if (!isRecord(value) || depth > MAX_DEPTH) return [toUnknownForm(value)]
  const entries = Object.entries(value)
  const isCategory = (key: string) => key.trim().toLowerCase() === category
  const isKnown = entries.some(
    ([key, entry]) =>
      typeof entry === 'boolean' || isCategory(key) || CONTAINERS.includes(key) || Object.hasOwn(ID_LISTS, key),
  )
  const answers = entries.flatMap(([key, entry]) => {
    if (isCategory(key)) return readAnswer(entry)
    if (CONTAINERS.includes(key)) return findAnswers(entry, category, depth + 1)
    if (Object.hasOwn(ID_LISTS, key)) return readIds(entry, category, ID_LISTS[key as keyof typeof ID_LISTS])
    return []
  })
  if (answers.length > 0 || isKnown || entries.length === 0) return answers
  return [{ state: 'unknown-form', form: 'an object without true or false' }]
}

function readIds(ids: unknown, category: string, state: 'granted' | 'refused'): Consent[] {
  if (ids === undefined || ids === null) return []
  if (!Array.isArray(ids)) return [toUnknownForm(ids)]
  return ids.some(id => isPlain(id) && String(id).trim().toLowerCase() === category) ? [{ state }] : []
}

/** A refusal counts in every spelling, a grant in one. */
const REFUSALS = /^(false|no|n|off|0|denied|deny|refused|rejected|declined|withdrawn|revoked|opt(ed)?[-_ ]?out)$/i

/** An object may have no text form, and then String() throws. */
const isPlain = (value: unknown) => typeof value === 'string' || typeof value === 'number'

function readAnswer(answer: unknown): Consent[] {
  if (answer === undefined || answer === null) return []
  if (typeof answer === 'boolean') return [{ state: answer ? 'granted' : 'refused' }]
  if (isPlain(answer) && REFUSALS.test(String(answer).trim())) return [{ state: 'refused' }]
  return [{ state: 'unknown-form', form: `an object whose category is ${describe(answer)}, not true or false` }]
}

const toUnknownForm = (value: unknown): Consent => ({ state: 'unknown-form', form: describe(value) })

function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'string') return 'a text'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
