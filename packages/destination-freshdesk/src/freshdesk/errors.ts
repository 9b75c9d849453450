import {
  IntegrationError,
  InvalidAuthenticationError,
  PayloadValidationError,
  RetryableError,
} from '@segment/actions-core'
import type { Answer } from './client'
import { fieldErrors, flatCode, short } from './error-body'
import { retryAfter } from './retry-after'

/** A {@link RetryableError} that carries Freshdesk's Retry-After, in seconds, when there was one. */
type RateLimitError = RetryableError & { retryAfter?: number }

/**
 * What an answer that is not a success means: the one table. The status of the error tells any host whether to try again.
 *
 * @param sent what the event made of the person: none of its texts is repeated in a message.
 */
export function errorOf(answer: Answer, sent: object = {}): Error {
  const { status } = answer
  if (status === 400) return new PayloadValidationError(refusal(answer, sent))
  if (status === 401) {
    return new InvalidAuthenticationError(
      'Freshdesk refused the API key (401): it is wrong or missing. Copy it again from Profile settings in Freshdesk, without spaces before or after it.',
    )
  }
  if (status === 429) return rateLimitError(answer)
  if (status === 408 || status === 423 || (status >= 500 && status !== 501) || (status >= 200 && status < 300))
    return retryableError(answer)
  const { code, message } = FINAL[status] ?? {
    code: 'UNEXPECTED_ANSWER',
    message:
      'Freshdesk answered in a way this destination does not know. If it lasts, look at the status of Freshdesk and at the domain in the settings.',
  }
  return new IntegrationError(
    `${message} (${[status, flatCode(answer.data)].filter(Boolean).join(', ')})`,
    code,
    status,
  )
}

/** Statuses after which the same request would get the same answer, each with what to do about it. */
const FINAL: Record<number, { code: string; message: string }> = {
  403: {
    code: 'FORBIDDEN',
    message:
      'Freshdesk does not let the agent of this API key manage contacts. Use the key of an agent whose role may create and edit contacts.',
  },
  404: {
    code: 'NOT_FOUND',
    message:
      'Freshdesk knows no such account or address: most likely the domain is wrong. Enter only the part before .freshdesk.com, not the full URL.',
  },
  405: {
    code: 'METHOD_NOT_ALLOWED',
    message:
      'Freshdesk does not allow this change. The contact may be deleted or marked as spam: restore it in Freshdesk.',
  },
  409: {
    code: 'CONFLICT',
    message:
      'Another contact in Freshdesk already has a value that must be unique. Merge the two contacts there, or change one.',
  },
  501: {
    code: 'NOT_IMPLEMENTED',
    message: 'Freshdesk does not offer this function to this account. Check the plan of the account.',
  },
}

function rateLimitError({ headers }: Answer): RateLimitError {
  const seconds = retryAfter(headers.get('retry-after'))
  const when = seconds === undefined ? 'after a while' : `in ${seconds} seconds`
  const error: RateLimitError = new RetryableError(
    `Freshdesk's rate limit is used up (429). The delivery can be tried again ${when}. If this lasts, check the limit of your Freshdesk plan.`,
    429,
  )
  return seconds === undefined ? error : Object.assign(error, { retryAfter: seconds })
}

function retryableError({ status, headers }: Answer): RetryableError {
  const seconds = retryAfter(headers.get('retry-after'))
  // A success that does not confirm anything (a proxy's page, an empty body) is told to hosts as a bad gateway.
  const unconfirmed = status < 300
  const message = unconfirmed
    ? `Freshdesk answered ${status} without the contact it should hold, so nothing is confirmed. The delivery can be tried again.`
    : `Freshdesk has a problem of its own (${status}). The delivery can be tried again.`
  const error = new RetryableError(message, (unconfirmed ? 502 : status) as 502)
  return seconds === undefined ? error : Object.assign(error, { retryAfter: seconds })
}

/** A 400 in words: each field Freshdesk names with its own message, and what to do about it. */
function refusal(answer: Answer, sent: object): string {
  const errors = fieldErrors(answer.data)
  if (errors.length === 0) {
    const code = flatCode(answer.data)
    return `Freshdesk refused the contact (400${code ? `, ${code}` : ''}) without naming a field. Check the mapping of this action.`
  }
  const { custom_fields = {}, ...own } = sent as Record<string, unknown>
  const custom = custom_fields as Record<string, unknown>
  const reasons = errors.map(({ field, message, code }) => {
    const key = field.replace(/^custom_fields\./, '')
    const isCustom = field.startsWith('custom_fields.') || Object.hasOwn(custom, key)
    return `${isCustom ? `custom_fields.${key}` : field}: ${quotable(message, [...Object.values(own), custom[key]])} ${adviceFor(code, isCustom, key)}`
  })
  return `Freshdesk refused the contact (400). ${reasons.join(' ')}`
}

function adviceFor(code: string, isCustom: boolean, key: string): string {
  if (code === 'invalid_field' && isCustom) {
    return `This account has no contact field ${key}: create it in Freshdesk under Admin, Contact Fields, or take it out of the mapping.`
  }
  if (code === 'invalid_field') return `Freshdesk takes no ${key} from this account: take it out of the mapping.`
  if (code === 'missing_field' && !isCustom) return 'Make events carry a name and an e-mail address.'
  if (code === 'missing_field')
    return `The account demands ${key}: map a value to it, or make it optional under Admin, Contact Fields.`
  if (code === 'datatype_mismatch') return `Map a value of that type to ${key}.`
  return `Check the value mapped to ${key}.`
}

/** As a sentence of one line. Values are taken out first: cut in two, or with other white space, they would not be found. */
const quotable = (message: string, values: unknown[]) =>
  short(withholding(values, message), 300).replace(/([^.!?])$/, '$1.')

/**
 * Freshdesk's own words may quote what was sent; a message of ours goes to logs that many people read. A custom field's value is taken out of the
 * message about that field only: it may be a word as common as "email".
 */
function withholding(values: unknown[], message: string): string {
  const texts = values.filter(value => typeof value === 'string' && value.length > 2) as string[]
  // The longest first: a name taken out of the middle of an address would leave the rest of it.
  const longestFirst = texts.sort((a, b) => b.length - a.length)
  return longestFirst.reduce((text, value) => text.replaceAll(value, '[withheld]'), message)
}
