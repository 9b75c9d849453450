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
export function parseCountry(raw: unknown): CountryCode | undefined {
  if (typeof raw !== 'string') return undefined
  const text = raw.trim()
  const code = text.toUpperCase()
  if (isSupportedCountry(code)) return code
  const name = text.toLowerCase()
  return Object.hasOwn(ALIASES, name) ? ALIASES[name] : byEnglishName().get(name)
}

/** Language, perhaps a script, region. Intl.Locale knows more, and would take a quarter of the time that a whole contact does. */
const LOCALE = /^[a-z]{2,3}(?:[-_][a-z]{4})?[-_]([a-z]{2})(?:[-_]|$)/i

/** The country of a locale such as en-GB or pt_BR. */
export function parseCountryOfLocale(raw: unknown): CountryCode | undefined {
  return typeof raw === 'string' ? parseCountry(LOCALE.exec(raw.trim())?.[1]) : undefined
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
