import { type CountryCode, isSupportedCountry } from 'libphonenumber-js/max'
import { COUNTRY_ALIASES, NO_COUNTRY_CODES, OFFICIAL_PREFIX } from './data/countries'
import { isPlaceholderName } from './placeholder'

const MAX_NAME_LENGTH = 100

/**
 * A country from the ways in which people and programs write it: `FR`, `FRA`, `FR-75`, `France`,
 * `French Republic`, `Frankreich`, 🇫🇷. A name that two countries share, such as Congo, is not
 * understood.
 */
export function parseCountry(raw: unknown): CountryCode | undefined {
  if (typeof raw !== 'string' || raw.length > MAX_NAME_LENGTH) return undefined
  const code = toFlagLetters(raw.trim()).toUpperCase()
  const [, region = code] = /^([A-Z]{2})-[A-Z0-9]{1,3}$/.exec(code) ?? []
  if (isSupportedCountry(region)) return region
  const found = lookUp(fold(raw)) ?? findVariant(raw)
  return found && isSupportedCountry(found) ? found : undefined
}

/** Looks up the name without brackets, `the` and titles, and with `Korea, South` turned round. */
const findVariant = (raw: string) =>
  [raw, raw.replace(/\(.*\)/, ''), raw.replace(/^(.+), (.+)$/, '$2 $1')]
    .map(fold)
    .flatMap(name => [name, name.replace(/^the /, ''), name.replace(OFFICIAL_PREFIX, '')])
    .map(lookUp)
    .find(country => country !== undefined)

/**
 * Whether a value names a country, understood or not. Blanks, placeholders and codes such as `XX`
 * name none.
 */
export function namesCountry(raw: unknown): boolean {
  if (raw === undefined || raw === null) return false
  if (typeof raw !== 'string') return true
  const text = raw.trim()
  return text !== '' && !isPlaceholderName(text) && !NO_COUNTRY_CODES.includes(text.toUpperCase())
}

/**
 * Language, perhaps a script, region. Intl.Locale knows more, and takes a quarter of the time that
 * a whole contact does.
 */
const LOCALE = /^[a-z]{2,3}(?:[-_][a-z]{4})?[-_]([a-z]{2})(?:[-_.@]|$)/i

/** The country of a locale such as en-GB or pt_BR. */
export function parseCountryOfLocale(raw: unknown): CountryCode | undefined {
  const region = typeof raw === 'string' ? LOCALE.exec(raw.trim())?.[1]?.toUpperCase() : undefined
  return region !== undefined && isSupportedCountry(region) ? region : undefined
}

function lookUp(name: string): string | undefined {
  if (name === '') return undefined
  return Object.hasOwn(COUNTRY_ALIASES, name) ? COUNTRY_ALIASES[name] : getNames().get(name)
}

/** The two letters of a flag. A flag has two special characters: 🇫🇷 is F and R. */
const toFlagLetters = (text: string) =>
  text.replace(/[\u{1f1e6}-\u{1f1ff}]/gu, flag => String.fromCharCode((flag.codePointAt(0) ?? 0) - 0x1f1a5))

/**
 * Without accents, dots and signs, in lower case: `Côte d’Ivoire` and `cote d ivoire` are one name.
 */
const fold = (text: string) =>
  text
    .replace(/\./g, '')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{Nd}]+/gu, ' ')
    .trim()

let names: Map<string, string> | undefined

/**
 * Codes of three letters and the names of 78 languages, read when an event first names a country in
 * another way than by two letters.
 */
function getNames(): Map<string, string> {
  if (names) return names
  const codes: [alpha2: string, alpha3: string][] = require('i18n-iso-countries/codes.json')
  const languages: string[] = require('i18n-iso-countries/supportedLocales.json')
  names = new Map(codes.map(([alpha2, alpha3]) => [alpha3.toLowerCase(), alpha2]))
  for (const language of ['en', ...languages.filter(other => other !== 'en')]) {
    const { countries } = require(`i18n-iso-countries/langs/${language}.json`) as LanguageFile
    for (const [code, forms] of Object.entries(countries))
      for (const form of [forms].flat()) addName(names, fold(form), code)
  }
  return names
}

interface LanguageFile {
  countries: Record<string, string | string[]>
}

/** A name of two countries becomes one that no country has. */
function addName(all: Map<string, string>, name: string, code: string) {
  const known = all.get(name)
  all.set(name, known === undefined || known === code ? code : SHARED)
}

const SHARED = 'shared'
