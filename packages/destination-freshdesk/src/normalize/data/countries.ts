import type { CountryCode } from 'libphonenumber-js/max'

/** Names that people write and that no list of ISO 3166 has, folded as `country.ts` folds them. */
export const COUNTRY_ALIASES: Record<string, CountryCode> = {
  uk: 'GB',
  'great britain': 'GB',
  britain: 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  'united kingdom of great britain and northern ireland': 'GB',
  usa: 'US',
  us: 'US',
  america: 'US',
  'united states of america': 'US',
  'united mexican states': 'MX',
  'french republic': 'FR',
  'italian republic': 'IT',
  'portuguese republic': 'PT',
  'hellenic republic': 'GR',
  'argentine republic': 'AR',
  'swiss confederation': 'CH',
  holland: 'NL',
  bosnia: 'BA',
  'east timor': 'TL',
  'sao tome': 'ST',
  prc: 'CN',
  ksa: 'SA',
  emirates: 'AE',
  'hong kong sar': 'HK',
  台灣: 'TW',
  kosovo: 'XK',
  'republic of china': 'TW',
  'republic of the congo': 'CG',
  'dr congo': 'CD',
  'democratic republic of the congo': 'CD',
  'north korea': 'KP',
  'democratic people s republic of korea': 'KP',
}

/**
 * The words before the short name in many official names: Federal Republic of Germany, Kingdom of
 * Spain.
 */
export const OFFICIAL_PREFIX =
  /^(the )?((federal|federative|people s|islamic|democratic|socialist|plurinational|bolivarian|grand|oriental|hashemite) )*(republic|kingdom|state|commonwealth|principality|duchy|sultanate|union|confederation|bundesrepublik|republik)( of| de| di)?( the)? /

/**
 * Codes with which geolocation and databases say that the country is not known. They name no
 * country.
 */
export const NO_COUNTRY_CODES = ['XX', 'ZZ', 'T1', 'A1', 'A2', 'O1', 'EU', 'AP', '--']
