/** A value as Freshdesk takes it, or why it was left out (or cut). Neither: there was nothing there. */
export interface Normalized<T> {
  value?: T
  omitted?: string
}

/** JSON readers turn a number past 2^53 into a neighbour of it: two ids would become one. */
export const isExact = (number: number) =>
  Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number))

export const INEXACT = 'is a number too long to be exact: send it as text'

/** Freshdesk's limit for a line of text. */
const LINE_LIMIT = 255

/**
 * A trait as one line of text: control characters and half characters removed, white space folded to single spaces, cut to `limit` UTF-16 units.
 * Numbers are written out; a list of one is its element; anything else is left out with a reason. Never "[object Object]".
 */
export function normalizeLine(raw: unknown, limit = LINE_LIMIT): Normalized<string> {
  return cut(
    plain(raw, text => text.replace(/[\s\p{Cc}]+/gu, ' ')),
    limit,
  )
}

/** Like {@link normalizeLine}, but line breaks stay and nothing is cut. */
export function normalizeText(raw: unknown): Normalized<string> {
  return plain(raw, text => text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]+/gu, ' '))
}

/** A text that means something only when it is whole, such as an id: inner spaces stay, and too long is left out, not cut. */
export function normalizeIdentifier(raw: unknown, limit = LINE_LIMIT): Normalized<string> {
  const { value, omitted } = plain(raw, text => text.replace(/\p{Cc}+/gu, ' '))
  if (value !== undefined && value.length > limit) return { omitted: `is longer than ${limit} characters` }
  return omitted === undefined ? { ...(value !== undefined && { value }) } : { omitted }
}

/** Zero-width and direction characters alone are a blank that no trimming finds. */
const VISIBLE = /[^\s\p{Cf}]/u

function plain(raw: unknown, tidy: (text: string) => string): Normalized<string> {
  if (raw === undefined || raw === null) return {}
  if (Array.isArray(raw)) {
    if (raw.length > 1) return { omitted: 'is a list, not text' }
    return plain(raw[0], tidy)
  }
  if (typeof raw === 'number') return isExact(raw) ? { value: String(raw) } : { omitted: INEXACT }
  if (typeof raw !== 'string')
    return { omitted: `is ${typeof raw === 'object' ? 'an object' : `a ${typeof raw}`}, not text` }
  const value = tidy(raw.replace(/\p{Cs}/gu, '')).trim()
  return VISIBLE.test(value) ? { value } : {}
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
