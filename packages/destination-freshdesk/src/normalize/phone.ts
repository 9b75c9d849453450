import { type CountryCode, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { normalizeLine } from './text'
import type { Normalized } from './value'

/**
 * A phone number in E.164, wherever it is *possible* for a country in question. Possible, not valid: ranges that no network uses yet, and the
 * ones reserved for films and examples such as 07700 900123, are possible only.
 *
 * @param countries those in question, the likeliest first. One for which the number is valid wins over one for which it is merely possible.
 */
export function normalizePhone(raw: unknown, countries: readonly CountryCode[]): Normalized<string> {
  const { value, omitted } = normalizeLine(raw)
  if (value === undefined) return omitted ? { omitted } : {}
  // The library reads fullwidth digits, but not the fullwidth plus before them.
  const number = likeliest(value.replace('＋', '+'), countries)
  if (!number) return { omitted: `is not a number that can exist in ${countries.join(' or ')}` }
  return {
    value: number.number,
    ...(number.ext && { omitted: 'extension was left out: the international form has none' }),
  }
}

/** Plus and fifteen digits. Some countries' numbers are longer on paper, and then no E.164. */
const E164_LENGTH = 16

function likeliest(text: string, countries: readonly CountryCode[]): PhoneNumber | undefined {
  let possible: PhoneNumber | undefined
  for (const country of countries) {
    const number = parse(text, country)
    if (!number || number.number.length > E164_LENGTH) continue
    if (number.isValid()) return number
    if (!possible && number.isPossible() && isSettled(number)) possible = number
  }
  return possible
}

/** Read again, it is the same number. Of +31 000 0000 another zero comes off each time: that is nobody's. */
const isSettled = ({ number }: PhoneNumber) => parsePhoneNumberFromString(number)?.number === number

function parse(text: string, country: CountryCode): PhoneNumber | undefined {
  const plain = parsePhoneNumberFromString(text, country)
  if (!SPELLED_OUT.test(text) || plain?.isPossible()) return plain
  // A number spelled out on a keypad must be valid: any word behind a few digits makes a possible one.
  const dialled = parsePhoneNumberFromString(text.replace(/[A-Z]/g, onKeypad), country)
  return dialled?.isValid() ? dialled : plain
}

const SPELLED_OUT = /^[+\d][\d\s().-]*[A-Z]{3,}[A-Z\d\s-]*$/
const KEYPAD = ['ABC', 'DEF', 'GHI', 'JKL', 'MNO', 'PQRS', 'TUV', 'WXYZ']
const onKeypad = (letter: string) => String(KEYPAD.findIndex(key => key.includes(letter)) + 2)
