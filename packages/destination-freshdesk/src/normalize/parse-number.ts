import { type CountryCode, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { OLD_PREFIXES } from './data/phone-prefixes'

interface Parsed {
  number: PhoneNumber | undefined
  /** Kept, because the library tries all patterns of a country at each question. */
  isValid: boolean
}

function parsePlain(text: string, country?: CountryCode): Parsed {
  const number = parsePhoneNumberFromString(text, country)
  return { number, isValid: number?.isValid() ?? false }
}

/**
 * Reads a text as one phone number. Renews a prefix that a country has given up, and reads letters
 * as the keys of a keypad.
 *
 * @param country the country of a number without a country code.
 */
export function parseNumber(text: string, country: CountryCode): Parsed {
  const plain = parsePlain(text, country)
  if (plain.isValid) return plain
  const renewed = plain.number && replaceOldPrefix(plain.number.number)
  if (renewed) return parsePlain(renewed)
  if (!SPELLED_OUT.test(text) || plain.number?.isPossible()) return plain
  // A number spelled out on a keypad must be valid: any word behind a few digits makes a possible
  // one.
  const dialled = parsePlain(text.replace(/[A-Z]/g, onKeypad), country)
  return dialled.isValid ? dialled : plain
}

function replaceOldPrefix(number: string): string | undefined {
  for (const [old, toNow] of OLD_PREFIXES) {
    const [, prefix, rest] = old.exec(number) ?? []
    if (prefix && rest) return toNow(prefix, rest)
  }
  return undefined
}

const SPELLED_OUT = /^[+\d][\d\s().-]*[A-Z]{3,}[A-Z\d\s-]*$/
const KEYPAD = ['ABC', 'DEF', 'GHI', 'JKL', 'MNO', 'PQRS', 'TUV', 'WXYZ']
const onKeypad = (letter: string) => String(KEYPAD.findIndex(key => key.includes(letter)) + 2)
