import { parseDigits } from 'libphonenumber-js/max'
import { PLACEHOLDER_DIGITS } from './data/phone-prefixes'

/** Plus and fifteen digits. The numbers of some countries are longer on paper, and are no E.164. */
export const MAX_E164_LENGTH = 16

/** The digits of a text in any script, as `0` to `9`. */
export const toDigits = (text: string): string => parseDigits(text)

/** A number with a country code behind a plus, perhaps after a word such as `tel:`. */
export const isInternational = (text: string) => /^[^\p{Nd}+]*\+/u.test(text)

export function isPlaceholderNumber(text: string): boolean {
  const digits = toDigits(text)
  return PLACEHOLDER_DIGITS.includes(digits) || isOneDigit(digits)
}

/** Whether a number repeats one digit. */
export const isOneDigit = (digits: string) => /^(\d)\1{5,14}$/.test(digits)
