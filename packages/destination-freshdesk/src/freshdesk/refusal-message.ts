import { ADVICE, fill, MESSAGES, type ObjectWords, toMessage } from '../messages'
import { redact } from './redact-quotes'
import { type FieldError, parseErrorCode, parseFieldErrors, toLine } from './response'

/** What an error message needs beside the response. */
export interface ErrorContext {
  /** The values of the event, by Freshdesk's names. */
  sent: object
  words: ObjectWords
  /** The API key in the forms in which it travels. */
  secrets: readonly string[]
}

const MAX_ERRORS = 10
const MAX_MESSAGE_BYTES = 2000

/**
 * A 400 in words: each field that Freshdesk names, with Freshdesk's own message and what to do. At
 * most ten fields, at most 2 kB.
 */
export function toRefusalMessage(data: unknown, context: ErrorContext): string {
  const { words } = context
  const errors = parseFieldErrors(data)
  if (errors.length === 0) {
    const status = [400, parseErrorCode(data)].filter(Boolean).join(', ')
    return toMessage(MESSAGES.REFUSED_WITHOUT_FIELD, { ...words, status })
  }
  const shown = errors.slice(0, MAX_ERRORS).map(error => toReason(error, context))
  const more = errors.length - shown.length
  if (more > 0) shown.push(`And ${more} more.`)
  return cutToBytes(toMessage(MESSAGES.REFUSED, { ...words, reasons: shown.join(' ') }), MAX_MESSAGE_BYTES)
}

function toReason({ field, message, code }: FieldError, { sent, words, secrets }: ErrorContext): string {
  const { custom_fields = {}, ...own } = sent as Record<string, unknown>
  const custom = custom_fields as Record<string, unknown>
  const key = field.replace(/^custom_fields\./, '')
  const isCustom = field.startsWith('custom_fields.') || Object.hasOwn(custom, key)
  // A custom value may be a word as common as "email": it is taken out of the message about its own
  // field only.
  const values = [...secrets, ...Object.values(own), custom[key]]
  // A name that the request does not have is Freshdesk's own text, and may quote a value.
  const known = Object.hasOwn(own, key) || Object.hasOwn(custom, key)
  const name = known ? key : redact(key, values)
  const advice = fill(ADVICE[toAdvice(code, isCustom, name)], { ...words, key: name, page: words.fieldsPage })
  return `${isCustom ? 'custom_fields.' : ''}${name}: ${toSentence(message, values)} ${advice}`
}

/**
 * Freshdesk's text as one sentence of one line, without the values. Values go first: cut in two,
 * they would not be found.
 */
export const toSentence = (message: string, values: readonly unknown[]) =>
  toLine(redact(message, values), 300).replace(/([^.!?])$/, '$1.')

function toAdvice(code: string, isCustom: boolean, key: string): keyof typeof ADVICE {
  if (code === 'invalid_field') return isCustom ? 'unknownCustomField' : 'unknownField'
  if (code === 'missing_field') return isCustom ? 'required' : 'noIdentifier'
  if (code === 'datatype_mismatch') return 'wrongType'
  return key === 'tags' ? 'consentTag' : 'wrongValue'
}

function cutToBytes(text: string, limit: number): string {
  if (Buffer.byteLength(text) <= limit) return text
  const cut = Buffer.from(text)
    .subarray(0, limit - 3)
    .toString()
  // A character cut in two reads as U+FFFD.
  return `${cut.replace(/\uFFFD$/, '')}…`
}
