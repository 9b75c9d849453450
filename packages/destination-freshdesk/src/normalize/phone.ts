import {
  type CountryCode,
  getCountryCallingCode,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max'
import { INTERNATIONAL_PREFIXES } from './data/phone-prefixes'
import { explainPhone } from './explain-phone'
import { parseNumber } from './parse-number'
import type { PhoneCountries } from './phone-countries'
import { isInternational, isOneDigit, isPlaceholderNumber, MAX_E164_LENGTH, toDigits } from './phone-digits'
import { MAX_LINE_LENGTH, normalizeText } from './text'
import type { Normalized } from './value'

/**
 * A phone number in E.164. A number with a country code needs no country. A number without one goes
 * to the first country in question in which it is valid: in a range that is in use. Otherwise it
 * goes to a country in which it is possible: of the right length, with a sign for that country.
 *
 * @param raw one number, or a text with several. The first good one is kept.
 */
export function normalizePhone(raw: unknown, countries: PhoneCountries): Normalized<string> {
  const { value, omitted } = normalizeText(raw)
  if (value === undefined) return omitted ? { omitted } : {}
  if (value.length > MAX_LINE_LENGTH)
    return { omitted: `is not a number: it is longer than ${MAX_LINE_LENGTH} characters` }
  const key = JSON.stringify([value, countries])
  const known = recent.get(key)
  if (known) return known
  if (recent.size === MAX_RECENT) recent.clear()
  const normalized = parsePhone(value, countries)
  recent.set(key, normalized)
  return normalized
}

/**
 * The last numbers. People identify again and again with the same number, and the library alone
 * takes a fifth of a bare action's time (docs/decisions/0016-recent-phone-numbers.md).
 */
const recent = new Map<string, Normalized<string>>()
const MAX_RECENT = 1000

function parsePhone(value: string, countries: PhoneCountries): Normalized<string> {
  if (SCIENTIFIC.test(value)) return { omitted: LOST_DIGITS }
  const text = tidy(value)
  if (LETTER_FOR_DIGIT.test(text)) return { omitted: MISTYPED }
  if (isPlaceholderNumber(text)) return { omitted: PLACEHOLDER }
  const number = findNumber(text, countries)
  if (number) return { value: number.number, ...(number.ext && { omitted: NO_EXTENSION }) }
  const parts = text.split(SEPARATOR).filter(part => toDigits(part) !== '')
  const found = parts.length > 1 ? parts.flatMap(part => findNumber(part, countries) ?? [])[0] : undefined
  return found ? { value: found.number, omitted: ONLY_ONE } : { omitted: explainPhone(parts[0] ?? text, countries) }
}

/** A spreadsheet writes a long number as 7.911123456E9, often with fewer digits than it has. */
const SCIENTIFIC = /^\d(?:[.,]\d+)?E\+?\d+$/i
const LOST_DIGITS = 'is not a number with all its digits: send it as text'

/** Without its letter, 07911 12345O can be a different person's number. */
const LETTER_FOR_DIGIT = /\p{Nd}[OoIl](?!\p{L})/u
const MISTYPED = 'has a letter in the place of a digit'

/**
 * The library reads fullwidth digits, but not the fullwidth plus before them. Two pluses, and a
 * plus before 00, mean one plus. A program that keeps numbers as decimals adds .0 to them.
 */
const tidy = (text: string) =>
  text
    .replace(/＋/g, '+')
    .replace(/\++\s*(?:00)?(?=[1-9+])/g, '+')
    .replace(/^(\+?\d{6,})\.0+$/, '$1')
    .replace(/\s*\n\s*/g, '; ')

const SEPARATOR = /\s*[;,|/&]\s*|\s+(?:or|and|oder|und|ou|et)\s+/i
const PLACEHOLDER = 'is a placeholder, not a number'
const NO_EXTENSION = 'extension was left out: the international form has none'
const ONLY_ONE = 'holds several numbers, of which the first good one was kept'

function findNumber(text: string, countries: PhoneCountries): PhoneNumber | undefined {
  const { named, visit, others } = countries
  const isAbroad = isInternational(text)
  const inQuestion = named === 'unknown' ? [] : named ? [named] : others
  let possible: PhoneNumber | undefined
  // The country does not matter to a number with a plus.
  for (const country of isAbroad ? ['GB' as const] : inQuestion) {
    const { number, isValid } = parseNumber(text, country)
    if (!number || (!isAbroad && isMisread(text, number, country))) continue
    if (isValid && isUsable(number)) return number
    const hasSign = isAbroad || country === named || country === visit || hasPrefix(text, number)
    if (!possible && hasSign && isPossible(number)) possible = number
  }
  return isAbroad ? possible : (findAbroad(text, named) ?? possible)
}

/**
 * A number as it is dialled from abroad, or with a country code that lacks its plus. It must be
 * valid: other numbers look alike.
 */
function findAbroad(text: string, named: PhoneCountries['named']): PhoneNumber | undefined {
  const digits = toDigits(text)
  const prefix = INTERNATIONAL_PREFIXES.find(
    // 00 leads abroad nearly everywhere. The others begin numbers at home as well.
    start => (start === '00' || !named) && digits.startsWith(start) && /[1-9]/.test(digits.charAt(start.length)),
  )
  // No country code begins with 0. The check is cheap, and the library is not.
  if (prefix === undefined && (digits.length < MIN_DIGITS_WITH_COUNTRY || digits.startsWith('0'))) return undefined
  const { number, isValid } = parseNumber(`+${digits.slice(prefix?.length ?? 0)}`, 'GB')
  if (!number || !isUsable(number)) return undefined
  if (!isValid) return prefix === '00' && isPossible(number) ? number : undefined
  return prefix !== undefined || named === undefined || number.country === named ? number : undefined
}

/** Shorter numbers with a country code exist, and look like numbers without one. */
const MIN_DIGITS_WITH_COUNTRY = 11

/** In Samoa one 0 leads abroad. A number there that begins with a 0 is hardly one of Kenya. */
const isMisread = (text: string, number: PhoneNumber, country: CountryCode) =>
  number.countryCallingCode !== getCountryCallingCode(country) &&
  !INTERNATIONAL_PREFIXES.some(prefix => toDigits(text).startsWith(prefix))

const isUsable = ({ number, nationalNumber }: PhoneNumber) =>
  number.length <= MAX_E164_LENGTH && !isOneDigit(nationalNumber)

/**
 * A possible number is the same when read again: of +31 000 0000 another zero comes off each time.
 */
const isPossible = (number: PhoneNumber) =>
  number.isPossible() && isUsable(number) && parsePhoneNumberFromString(number.number)?.number === number.number

/**
 * Whether the library took a trunk prefix or the country code off, which is a sign for the country.
 */
const hasPrefix = (text: string, { nationalNumber, ext = '' }: PhoneNumber) =>
  toDigits(text).length - ext.length > nationalNumber.length
