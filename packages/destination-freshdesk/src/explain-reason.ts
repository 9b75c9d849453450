import { CONTACT, fill, MESSAGES, type Message, REASONS, SETTINGS } from './messages'

/** What happened, and what an operator does about it; `fix` is null when nothing is to be done. */
export interface Explanation {
  says: string
  fix: string | null
}

/**
 * The message behind each reason of an error, and the status of its response. A host makes the
 * reason of the error's code, or of its status.
 */
const ERRORS: Readonly<Record<string, [keyof typeof MESSAGES, number]>> = {
  'payload-validation-failed': ['INVALID_CONTACT', 400],
  'invalid-settings': ['INVALID_SETTINGS', 400],
  'invalid-authentication': ['UNAUTHORIZED', 401],
  forbidden: ['FORBIDDEN', 403],
  'not-found': ['NOT_FOUND', 404],
  'method-not-allowed': ['METHOD_NOT_ALLOWED', 405],
  'request-timeout': ['OUT_OF_TIME', 408],
  conflict: ['CONFLICT', 409],
  locked: ['SERVER_ERROR', 423],
  'too-many-requests': ['RATE_LIMIT', 429],
  'internal-server-error': ['SERVER_ERROR', 500],
  'not-implemented': ['NOT_IMPLEMENTED', 501],
  'bad-gateway': ['SERVER_ERROR', 502],
  'service-unavailable': ['SERVER_ERROR', 503],
  'gateway-timeout': ['SERVER_ERROR', 504],
  'ambiguous-contact': ['AMBIGUOUS_CONTACT', 409],
  'contact-in-spam': ['CONTACT_IN_SPAM', 409],
}

/**
 * Explains a reason for people, from the table of messages. Null for a reason that the destination
 * does not give.
 *
 * @param isError true when the action failed: `not-found` of an error is about the account, and
 *   `not-found` of a result is about a contact
 */
export function explainReason(reason: string, isError: boolean): Explanation | null {
  const [key, status] = (Object.hasOwn(ERRORS, reason) && isError && ERRORS[reason]) || []
  if (key) return toExplanation(MESSAGES[key], { status: status ?? '', when: 'after a while', seconds: 'a few' })
  return Object.hasOwn(REASONS, reason) ? toExplanation(REASONS[reason as keyof typeof REASONS], {}) : null
}

/** Parts a message of this destination into what it says and its fix. */
export function splitMessage(message: string): Explanation {
  const fix = FIXES.find(candidate => message.endsWith(` ${candidate}`))
  return fix ? { says: message.slice(0, -fix.length - 1), fix } : { says: message, fix: null }
}

const words = { ...CONTACT }

function toExplanation({ says, fix }: Message, values: Record<string, string | number>): Explanation {
  const filled = { ...words, ...values }
  return { says: fill(says, filled), fix: fill(fix, filled) || null }
}

/** Every fix, the longest first: a short one may be the end of a long one. */
const FIXES = [REASONS, MESSAGES, SETTINGS]
  .flatMap(messages => Object.values<Message>(messages))
  .map(({ fix }) => fill(fix, { ...words }))
  .filter(fix => fix !== '')
  .sort((a, b) => b.length - a.length)
