import { isMissingText, isPlaceholderId } from './placeholder'
import { INEXACT, isExact, type Normalized } from './value'

/** Freshdesk's limit for a line of text. */
export const MAX_LINE_LENGTH = 255

/**
 * A trait as one line of text, cut to `limit` UTF-16 units. Control characters and half characters
 * are removed, and white space is folded. A number is written out, and a list of one value counts
 * as that value. Any other type is left out with a reason.
 */
export function normalizeLine(raw: unknown, limit = MAX_LINE_LENGTH): Normalized<string> {
  return cut(
    toPlainText(raw, text => text.replace(/[\s\p{Cc}]+/gu, ' ')),
    limit,
  )
}

/** Like {@link normalizeLine}, but line breaks stay and nothing is cut. */
export function normalizeText(raw: unknown): Normalized<string> {
  return toPlainText(raw, text => text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]+/gu, ' '))
}

/**
 * A text that means something only as a whole: inner spaces stay, and a text that is too long is
 * left out, not cut.
 */
export function normalizeWhole(raw: unknown): Normalized<string> {
  const { value, omitted } = toPlainText(raw, text => text.replace(/\p{Cc}+/gu, ' '))
  if (omitted !== undefined) return { omitted }
  if (value === undefined) return {}
  return value.length > MAX_LINE_LENGTH ? { omitted: `is longer than ${MAX_LINE_LENGTH} characters` } : { value }
}

/**
 * Like {@link normalizeWhole}, for an id that belongs to one person. An id that many people share
 * is left out.
 */
export function normalizeIdentifier(raw: unknown): Normalized<string> {
  const { value, omitted } = normalizeWhole(raw)
  if (value === undefined) return omitted ? { omitted } : {}
  return isPlaceholderId(value) ? { omitted: 'is a placeholder that many people share, not an id' } : { value }
}

/** Zero-width and direction characters alone are a blank, which trimming does not find. */
const VISIBLE = /[^\s\p{Cf}]/u

function toPlainText(raw: unknown, tidy: (text: string) => string): Normalized<string> {
  if (raw === undefined || raw === null) return {}
  if (Array.isArray(raw)) {
    if (raw.length > 1) return { omitted: 'is a list, not text' }
    return toPlainText(raw[0], tidy)
  }
  if (typeof raw === 'number') return isExact(raw) ? { value: String(raw) } : { omitted: INEXACT }
  if (typeof raw !== 'string')
    return { omitted: `is ${typeof raw === 'object' ? 'an object' : `a ${typeof raw}`}, not text` }
  const value = tidy(raw.replace(/\p{Cs}/gu, '')).trim()
  if (!VISIBLE.test(value)) return {}
  return isMissingText(value) ? { omitted: 'is a placeholder for a missing value, such as undefined' } : { value }
}

function cut({ value, omitted }: Normalized<string>, limit: number): Normalized<string> {
  if (value === undefined || value.length <= limit)
    return { ...(value !== undefined && { value }), ...(omitted && { omitted }) }
  const whole = value
    .slice(0, limit)
    .replace(/\p{Cs}$/u, '')
    .trim()
  return { value: whole, omitted: `was cut to ${limit} characters` }
}
