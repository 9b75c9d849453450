import {
  getCountries,
  getCountryCallingCode,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max'
import type { PhoneCountries } from './phone-countries'
import { isInternational, MAX_E164_LENGTH, toDigits } from './phone-digits'

/** Why a text is no phone number that can be sent, in words that are true of that text. */
export function explainPhone(text: string, { named, others }: PhoneCountries): string {
  const digits = toDigits(text)
  if (digits === '') return 'is not a number: it has no digits'
  if (isInternational(text)) return explainInternational(digits)
  if (named === 'unknown')
    return 'is not a number with a country code, and the country that the event names is not understood'
  const countries = named ? [named] : others
  const places = countries.join(' or ')
  const numbers = named ? [] : countries.map(country => parsePhoneNumberFromString(text, country))
  const isPossible = numbers.some(number => number?.isPossible() && number.number.length <= MAX_E164_LENGTH)
  return isPossible
    ? `is not a number that is in use in ${places}, and the event names no country for it`
    : `is not a number that can exist in ${places}`
}

function explainInternational(digits: string): string {
  const code = [1, 2, 3].map(length => digits.slice(0, length)).find(start => getCallingCodes().has(start))
  if (code === undefined) return 'is not a number of any country: no country has its country code'
  const length = validatePhoneNumberLength(`+${digits}`)
  if (length === 'TOO_LONG') return `is too long for a number of +${code}`
  if (length === 'TOO_SHORT') return `is too short for a number of +${code}`
  return `is not a number of +${code} that can exist`
}

let callingCodes: Set<string> | undefined

function getCallingCodes(): Set<string> {
  callingCodes ??= new Set(getCountries().map(country => String(getCountryCallingCode(country))))
  return callingCodes
}
