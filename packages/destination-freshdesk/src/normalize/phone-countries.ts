import type { CountryCode } from 'libphonenumber-js/max'
import { namesCountry, parseCountry, parseCountryOfLocale } from './country'
import { isRecord } from './value'

/** The countries from which a phone number without country code may be. */
export interface PhoneCountries {
  /**
   * The country of the person. The number is of no other country. `unknown`: the event names a
   * country that is not understood.
   */
  named?: CountryCode | 'unknown'
  /**
   * The countries of the visit, of the account and of the locale. The first says most about the
   * person.
   */
  others: readonly CountryCode[]
  /**
   * The country of the visit, when the event has it. A number that is merely possible there is
   * sent.
   */
  visit?: CountryCode
}

/**
 * Reads the mapped field `country`: by default the country of the address, the country of the visit
 * and the locale. A mapping by hand gives one text instead, a country or a locale.
 *
 * @param defaultCountry the country of the account. A browser's language says less than that.
 */
export function findPhoneCountries(given: unknown, defaultCountry: CountryCode): PhoneCountries {
  const { address, location, locale } = isRecord(given) ? given : { address: given }
  if (namesCountry(address)) {
    const named = parseCountry(address) ?? (isRecord(given) ? undefined : parseCountryOfLocale(address))
    return { named: named ?? 'unknown', others: [] }
  }
  const visit = parseCountry(location)
  if (!visit && namesCountry(location)) return { named: 'unknown', others: [] }
  const others = [visit, defaultCountry, parseCountryOfLocale(locale)].filter(code => code !== undefined)
  return { others: [...new Set(others)], ...(visit && { visit }) }
}
