import type { Scenario, ScenarioTable } from './scenario'

interface PhoneCase {
  it: string
  phone: unknown
  /** The person's address, the country of the visit, and the locale of the browser. */
  address?: unknown
  location?: unknown
  locale?: unknown
  defaultCountry?: string
  /** The number in the request, and words of the reason for what is left out of it. */
  sends?: string
  omits?: string
}

const cases: PhoneCase[] = [
  {
    it: 'Britain, mobile, from the range kept for films: possible, though no network has it',
    phone: '07700 900123',
    sends: '+447700900123',
  },
  { it: 'Britain, landline', phone: '(020) 7946 0018', sends: '+442079460018' },
  {
    it: 'Britain, with the zero in brackets that must not be dialled',
    phone: '+44 (0)20 7946 0018',
    sends: '+442079460018',
  },
  { it: 'Britain, dialled with 00', phone: '0044 7700 900123', sends: '+447700900123' },
  { it: 'Britain, country code without plus', phone: '447700900123', sends: '+447700900123' },
  { it: 'Britain, without the leading zero', phone: '7911123456', sends: '+447911123456' },
  { it: 'Britain, as a JSON number, whose zero is lost', phone: 7911123456, sends: '+447911123456' },
  { it: 'Britain, with dots', phone: '07700.900.123', sends: '+447700900123' },
  { it: 'Britain, with dashes and slashes', phone: '07700-900/123', sends: '+447700900123' },
  { it: 'Britain, with no-break spaces and long dashes', phone: '07700\u00a0900–123', sends: '+447700900123' },
  { it: 'Britain, as a link', phone: 'tel:+44-7700-900123', sends: '+447700900123' },
  { it: 'Britain, free-phone number', phone: '0800 123 4567', sends: '+448001234567' },
  { it: 'United States, with brackets', phone: '(202) 555-0123', location: 'US', sends: '+12025550123' },
  { it: 'United States, by its English name', phone: '202.555.0123', location: 'United States', sends: '+12025550123' },
  { it: 'United States, with the 1 in front', phone: '1-202-555-0123', location: 'USA', sends: '+12025550123' },
  { it: 'United States, dialled abroad with 011', phone: '011 44 7700 900123', location: 'US', sends: '+447700900123' },
  { it: 'Canada', phone: '416-555-0134', location: 'CA', sends: '+14165550134' },
  { it: 'Germany', phone: '030 23125 123', location: 'DE', sends: '+493023125123' },
  {
    it: 'Germany, by its English name in the address',
    phone: '0171 3920001',
    address: { city: 'Berlin', country: 'Germany' },
    sends: '+491713920001',
  },
  { it: 'France, by the locale', phone: '06 12 34 56 78', locale: 'fr-FR', sends: '+33612345678' },
  { it: 'France, by a locale with an underscore', phone: '01 99 00 12 34', locale: 'fr_FR', sends: '+33199001234' },
  { it: 'Spain', phone: '612 345 678', location: 'ES', sends: '+34612345678' },
  { it: 'Italy, whose landlines keep their zero', phone: '06 1234 5678', location: 'IT', sends: '+390612345678' },
  { it: 'Netherlands', phone: '020 123 4567', location: 'NL', sends: '+31201234567' },
  { it: 'Belgium', phone: '0470 12 34 56', location: 'BE', sends: '+32470123456' },
  { it: 'Switzerland', phone: '044 668 18 00', location: 'CH', sends: '+41446681800' },
  { it: 'Austria', phone: '0664 123456', location: 'AT', sends: '+43664123456' },
  { it: 'Sweden', phone: '070-174 06 05', location: 'SE', sends: '+46701740605' },
  { it: 'Norway', phone: '22 12 34 56', location: 'NO', sends: '+4722123456' },
  { it: 'Denmark', phone: '32 12 34 56', location: 'DK', sends: '+4532123456' },
  { it: 'Finland', phone: '041 2345678', location: 'FI', sends: '+358412345678' },
  { it: 'Poland', phone: '512 345 678', location: 'PL', sends: '+48512345678' },
  { it: 'Ireland', phone: '085 012 3456', location: 'IE', sends: '+353850123456' },
  { it: 'Portugal', phone: '912 345 678', location: 'PT', sends: '+351912345678' },
  { it: 'India', phone: '074104 10123', location: 'IN', sends: '+917410410123' },
  { it: 'Australia', phone: '0491 570 156', location: 'AU', sends: '+61491570156' },
  { it: 'New Zealand', phone: '021 123 4567', location: 'NZ', sends: '+64211234567' },
  { it: 'Japan', phone: '090-1234-5678', location: 'JP', sends: '+819012345678' },
  { it: 'Brazil', phone: '(11) 96123-4567', location: 'BR', sends: '+5511961234567' },
  { it: 'Mexico', phone: '55 1234 5678', location: 'MX', sends: '+525512345678' },
  { it: 'South Africa', phone: '071 123 4567', location: 'ZA', sends: '+27711234567' },
  { it: 'Nigeria', phone: '0802 123 4567', location: 'NG', sends: '+2348021234567' },
  { it: 'Singapore', phone: '8123 4567', location: 'SG', sends: '+6581234567' },
  { it: 'Emirates', phone: '050 123 4567', location: 'AE', sends: '+971501234567' },
  { it: 'Israel', phone: '050-234-5678', location: 'IL', sends: '+972502345678' },
  { it: 'Turkey', phone: '0501 234 56 78', location: 'TR', sends: '+905012345678' },
  { it: 'Russia, with the 8 in front', phone: '8 (912) 345-67-89', location: 'RU', sends: '+79123456789' },
  { it: 'China', phone: '131 2345 6789', location: 'CN', sends: '+8613123456789' },
  { it: 'South Korea', phone: '010-2000-0000', location: 'KR', sends: '+821020000000' },
  {
    it: 'Argentina, where a mobile loses its 15 and gains a 9',
    phone: '011 15-2345-6789',
    location: 'AR',
    sends: '+5491123456789',
  },
  { it: 'Egypt, in Arabic-Indic digits', phone: '٠١٠٠ ١٢٣ ٤٥٦٧', location: 'EG', sends: '+201001234567' },
  { it: 'Iran, in Persian digits', phone: '۰۹۱۲ ۳۴۵ ۶۷۸۹', location: 'IR', sends: '+989123456789' },
  { it: 'Japan, in fullwidth digits and plus', phone: '＋８１９０１２３４５６７８', sends: '+819012345678' },
  { it: 'a number with plus needs no country', phone: '+33 6 12 34 56 78', location: 'US', sends: '+33612345678' },
  {
    it: 'the country of the settings, when the event has none',
    phone: '030 23125 123',
    defaultCountry: 'DE',
    sends: '+493023125123',
  },
  {
    it: 'the country of the settings, in small letters with spaces',
    phone: '030 23125 123',
    defaultCountry: ' de ',
    sends: '+493023125123',
  },
  {
    it: "the person's address before the place of the visit",
    phone: '512 345 678',
    address: { country: 'PL' },
    location: 'ES',
    sends: '+48512345678',
  },
  {
    it: 'a British number of a person travelling in France',
    phone: '07700 900123',
    location: 'FR',
    sends: '+447700900123',
  },
  {
    it: 'a number that two countries have: the place of the visit before the language',
    phone: '2025550143',
    location: 'DE',
    locale: 'en-US',
    sends: '+492025550143',
  },
  {
    it: 'a country that is not understood: no other country is guessed',
    phone: '07700 900123',
    location: 'Atlantis',
    omits: 'not understood',
  },
  {
    it: 'a country that is a list is not understood',
    phone: '07700 900123',
    location: ['DE'],
    locale: ['de-DE'],
    omits: 'not understood',
  },
  {
    it: 'a locale that is not understood says nothing',
    phone: '07700 900123',
    locale: '-- not a locale --',
    sends: '+447700900123',
  },
  { it: 'UK for Britain', phone: '07700 900123', location: 'UK', defaultCountry: 'US', sends: '+447700900123' },
  {
    it: 'an extension is left out, as the international form has none',
    phone: '020 7946 0018 ext. 5',
    sends: '+442079460018',
    omits: 'extension',
  },
  { it: 'an extension with an x', phone: '020 7946 0018 x123', sends: '+442079460018', omits: 'extension' },
  { it: 'an extension in a link', phone: 'tel:+44-20-7946-0018;ext=5', sends: '+442079460018', omits: 'extension' },
  { it: 'letters of a keypad', phone: '1-800-FLOWERS', location: 'US', sends: '+18003569377' },
  { it: 'letters of a keypad behind plus', phone: '+1 800 FLOWERS', sends: '+18003569377' },
  { it: 'a number behind a word', phone: 'mobile: 07700 900123', sends: '+447700900123' },
  { it: 'words', phone: 'ask her', omits: 'is not a number' },
  { it: 'n/a', phone: 'n/a', omits: 'is not a number' },
  { it: 'a dash', phone: '-', omits: 'is not a number' },
  { it: 'a zero', phone: '0', omits: 'is not a number' },
  { it: 'too short', phone: '12345', omits: 'is not a number' },
  {
    it: 'an American number without its area code',
    phone: '555-0123',
    defaultCountry: 'US',
    omits: 'is not a number that can exist in US',
  },
  { it: 'an emergency number', phone: '999', omits: 'is not a number' },
  { it: 'too long', phone: '07700 900123 07700 900123 07700 900123', omits: 'is not a number' },
  { it: 'thirty digits', phone: '1'.repeat(30), omits: 'is not a number' },
  { it: '10 kB of digits', phone: '7'.repeat(10240), omits: 'is not a number' },
  { it: 'a country code that no country has', phone: '+999 1234 5678', omits: 'is not a number' },
  { it: 'a date', phone: '1985-02-03', omits: 'is not a number' },
  { it: 'the one number of a list', phone: ['07700 900123'], sends: '+447700900123' },
  { it: 'two numbers in a list', phone: ['07700 900123', '020 7946 0018'], omits: 'is a list' },
  { it: 'an object', phone: { number: '07700 900123' }, omits: 'is an object' },
  { it: 'a yes', phone: true, omits: 'is a boolean' },
  // Countries, in the ways in which people and programs write them.
  { it: 'a country of three letters', phone: '06 12 34 56 78', address: { country: 'FRA' }, sends: '+33612345678' },
  { it: 'Turkey by its old name', phone: '0532 123 45 67', address: { country: 'Turkey' }, sends: '+905321234567' },
  {
    it: 'Germany by its own name',
    phone: '0151 23020522',
    address: { country: 'Deutschland' },
    sends: '+4915123020522',
  },
  { it: 'Japan by its own name', phone: '090-1234-5678', address: { country: '日本' }, sends: '+819012345678' },
  {
    it: 'Spain by its official name',
    phone: '612 345 678',
    address: { country: 'Kingdom of Spain' },
    sends: '+34612345678',
  },
  { it: 'a region of a country', phone: '(202) 555-0123', location: 'US-DC', sends: '+12025550123' },
  { it: 'a flag', phone: '06 12 34 56 78', address: { country: '🇫🇷' }, sends: '+33612345678' },
  {
    it: 'an address in a country that is not understood',
    phone: '06 12 34 56 78',
    address: { country: 'Narnia' },
    omits: 'not understood',
  },
  { it: 'a name of two countries', phone: '06 12 34 56 78', address: { country: 'Congo' }, omits: 'not understood' },
  {
    it: 'a number with plus beside a country that is not understood',
    phone: '+33 6 12 34 56 78',
    address: { country: 'Narnia' },
    sends: '+33612345678',
  },
  {
    it: 'an unknown place of visit, which names no country',
    phone: '07700 900123',
    location: 'XX',
    sends: '+447700900123',
  },
  {
    it: 'an address in France: a British number is not guessed',
    phone: '07911 123456',
    address: { country: 'FR' },
    omits: 'is not a number that can exist in FR',
  },
  {
    it: 'an address in Germany: digits that begin like France are not read as French',
    phone: '33612345678',
    address: { country: 'AT' },
    defaultCountry: 'AT',
    sends: '+4333612345678',
  },
  // The event's country, then the account's, then the locale's.
  {
    it: 'the account in Mexico before an American browser',
    phone: '55 1234 5678',
    locale: 'en-US',
    defaultCountry: 'MX',
    sends: '+525512345678',
  },
  {
    it: 'a locale where the number is valid, which it is not in the default country',
    phone: '9876543210',
    locale: 'en-IN',
    sends: '+919876543210',
  },
  // A country code without its plus.
  { it: 'France without plus', phone: '33612345678', sends: '+33612345678' },
  { it: 'India without plus', phone: '919876543210', sends: '+919876543210' },
  { it: 'the United States without plus', phone: '14155552671', sends: '+14155552671' },
  { it: 'France without plus, as a JSON number', phone: 33612345678, sends: '+33612345678' },
  // Merely possible: a sign for the country is wanted.
  {
    it: 'American digits in a British account',
    phone: '(415) 555-0132',
    omits: 'is not a number that is in use in GB',
  },
  { it: 'Indian digits in a British account', phone: '9876543210', omits: 'is not a number that is in use in GB' },
  { it: 'a local number in a British account', phone: '5551234', omits: 'is not a number that is in use in GB' },
  {
    it: 'a number of the range kept for films, without its zero',
    phone: '7700900123',
    omits: 'is not a number that is in use in GB',
  },
  {
    it: 'a number of the range kept for films, without its zero, in an event from Britain',
    phone: '7700900123',
    location: 'GB',
    sends: '+447700900123',
  },
  // Placeholders.
  { it: 'zeros', phone: '0000000000', omits: 'placeholder' },
  { it: 'ones', phone: '111-111-1111', omits: 'placeholder' },
  { it: 'nines in India, where they are valid', phone: '9999999999', location: 'IN', omits: 'placeholder' },
  { it: 'fives behind a country code', phone: '+1 555 555 5555', omits: 'is not a number' },
  { it: 'digits in a row', phone: '123-456-7890', location: 'US', omits: 'placeholder' },
  {
    it: 'a placeholder in a list of numbers',
    phone: '0000000000 / 07911 123456',
    sends: '+447911123456',
    omits: 'several numbers',
  },
  // Old prefixes.
  { it: 'Mexico, with the 1 of old mobile numbers', phone: '+52 1 55 1234 5678', sends: '+525512345678' },
  { it: 'Mexico, with 044', phone: '044 55 1234 5678', address: { country: 'MX' }, sends: '+525512345678' },
  { it: 'Viet Nam, with eleven digits', phone: '+84 168 123 4567', sends: '+84381234567' },
  {
    it: 'Viet Nam, with eleven digits at home',
    phone: '0122 123 4567',
    address: { country: 'Việt Nam' },
    sends: '+84771234567',
  },
  // Several numbers, and numbers as they are dialled abroad.
  {
    it: 'two numbers with a slash',
    phone: '07911 123456 / 020 7946 0018',
    sends: '+447911123456',
    omits: 'several numbers',
  },
  {
    it: 'two numbers with a semicolon',
    phone: '07911 123456; +33612345678',
    sends: '+447911123456',
    omits: 'several numbers',
  },
  {
    it: 'two numbers with or',
    phone: '020 7946 0018 or 07911 123456',
    sends: '+442079460018',
    omits: 'several numbers',
  },
  {
    it: 'a good number behind a broken one',
    phone: '12 / 07911 123456',
    sends: '+447911123456',
    omits: 'several numbers',
  },
  {
    it: 'France, dialled with 00 in an American account',
    phone: '0033 1 23 45 67 89',
    defaultCountry: 'US',
    sends: '+33123456789',
  },
  { it: 'Britain, dialled with 011 in a British account', phone: '011 44 7911 123456', sends: '+447911123456' },
  // Words that are true of the number.
  { it: 'too long for its country code', phone: '+1 415 555 2671 2', omits: 'is too long for a number of +1' },
  { it: 'too short for its country code', phone: '+44 20 79', omits: 'is too short for a number of +44' },
  { it: 'a country code without country', phone: '+999 1234 5678 9', omits: 'no country has its country code' },
  { it: 'no digits', phone: 'call me', omits: 'it has no digits' },
]

export const phones = {
  about: 'numbers as people write them, and the international form that goes out',
  base: { traits: { name: 'Ada Moss' } },
  rows: cases.map(toScenario),
} satisfies ScenarioTable

function toScenario({ it, phone, address, location, locale, defaultCountry, sends, omits }: PhoneCase): Scenario {
  return {
    it,
    traits: { phone, ...(address !== undefined && { address }) },
    event: {
      context: {
        ...(location !== undefined && { location: { country: location } }),
        ...(locale !== undefined && { locale }),
      },
    },
    ...(defaultCountry !== undefined && { settings: { defaultCountry } }),
    creates: {
      name: 'Ada Moss',
      ...(sends && { phone: sends }),
      unique_external_id: 'usr_123',
      tags: ['marketing-consent'],
    },
    ...(omits && { omits: { phone: omits } }),
  }
}
