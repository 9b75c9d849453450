import { type CountryCode, getCountries, isSupportedCountry } from 'libphonenumber-js/max'

/** What people write for a country that is neither its ISO code nor its English name. */
const ALIASES: Record<string, CountryCode> = {
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  usa: 'US',
  'u.s.a.': 'US',
  'united states of america': 'US',
}

/** A country from what events carry: an ISO 3166 code of two letters in any case, or its English name. */
export function country(raw: unknown): CountryCode | undefined {
  if (typeof raw !== 'string') return undefined
  const text = raw.trim()
  const code = text.toUpperCase()
  if (isSupportedCountry(code)) return code
  const name = text.toLowerCase()
  return Object.hasOwn(ALIASES, name) ? ALIASES[name] : byEnglishName().get(name)
}

/** The country of a locale such as en-GB or pt_BR. */
export function countryOfLocale(raw: unknown): CountryCode | undefined {
  if (typeof raw !== 'string') return undefined
  try {
    return country(new Intl.Locale(raw.trim().replaceAll('_', '-')).region)
  } catch {
    return undefined // not a locale: it says nothing about a country
  }
}

let names: Map<string, CountryCode> | undefined

/** Built on first need: most events carry a code or nothing. */
function byEnglishName(): Map<string, CountryCode> {
  if (!names) {
    const english = new Intl.DisplayNames('en', { type: 'region' })
    names = new Map(getCountries().map(code => [(english.of(code) ?? code).toLowerCase(), code]))
  }
  return names
}
