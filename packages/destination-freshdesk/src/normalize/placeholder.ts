import { MISSING_WORDS, PLACEHOLDER_EMAILS, PLACEHOLDER_IDS, PLACEHOLDER_NAMES } from './data/placeholders'

const escaped = MISSING_WORDS.map(word => word.replace(/[[\](){}.*+?^$|]/g, '\\$&')).join('|')
const MISSING = new RegExp(`^(?:(?:${escaped})(?:\\s+|$))+$`)
const MISSING_PART = new RegExp(`(?:^|\\s)(?:${escaped})(?=\\s|$)`, 'g')

/**
 * A template that the sender did not fill in: `{{user.id}}`, `${userId}`, `<%= id %>`, `*|FNAME|*`.
 */
const TEMPLATE = /^(?:\{\{.*\}\}|\$\{.*\}|<%.*%>|\*\|.*\|\*)$/

/** Whether a text only says that its value is missing, such as `undefined` or `null null`. */
export const isMissingText = (text: string) => MISSING.test(text) || TEMPLATE.test(text)

/** The name without the words that say that a part of it is missing: `Ada` for `Ada undefined`. */
export const removeMissingWords = (name: string) => name.replace(MISSING_PART, '').trim()

/**
 * An id that a program put together from missing parts: `undefined:undefined`, `user_undefined`.
 */
const MISSING_ID_PART = /^(?:(?:undefined|null|nan)(?:[:_|/.-]+|$))+$|[:_|/.-](?:undefined|\[object object\])$/i

export function isPlaceholderId(id: string): boolean {
  const bare = id.replace(/^(["'])(.*)\1$/, '$2').replace(/^@/, '')
  return TEMPLATE.test(id) || MISSING.test(id) || MISSING_ID_PART.test(bare) || ids.has(bare.toLowerCase())
}

export const isPlaceholderName = (name: string) => isMissingText(name) || names.has(name.toLowerCase())

/** @param email in lower case. */
export const isPlaceholderEmail = (email: string) => emails.has(email) || /^(?:undefined|null|\[object)@/.test(email)

const ids = new Set(PLACEHOLDER_IDS)
const names = new Set(PLACEHOLDER_NAMES)
const emails = new Set(PLACEHOLDER_EMAILS)
