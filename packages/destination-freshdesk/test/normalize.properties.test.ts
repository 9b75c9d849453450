import fc from 'fast-check'
import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max'
import type { ContactPayload } from '../src/contact'
import { parseConsent } from '../src/normalize/consent'
import { normalizeContact } from '../src/normalize/contact'

// More runs, for a quiet hour: PROPERTY_RUNS=20000.
const numRuns = Number(process.env.PROPERTY_RUNS ?? 300)

const countryCode = fc.constantFrom(...getCountries())
const phone = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'0123456789 -()/.'), minLength: 5, maxLength: 22 }),
  fc
    .tuple(fc.constantFrom('0', '00', '011 ', '33', '91', ''), fc.bigInt(10n ** 6n, 10n ** 12n))
    .map(parts => parts.join('')),
)
const settings = (defaultCountry: CountryCode = 'GB') => ({ defaultCountry })
const read = (payload: ContactPayload, defaultCountry?: CountryCode) =>
  normalizeContact({ name: 'Ada Moss', unique_external_id: 'usr_123', ...payload }, settings(defaultCountry))

test('a phone number is never written for a country other than the one that the event names', () => {
  let written = 0
  fc.assert(
    fc.property(phone, countryCode, countryCode, (digits, address, defaultCountry) => {
      const sent = read({ phone: digits, country: { address } }, defaultCountry)?.contact.phone
      if (sent === undefined) return
      written++
      // A number dialled as a call abroad carries its own country code.
      const dialled = /^\D*(00|011|010|0011|810)/.test(digits.replace(/\D/g, ''))
      const code = parsePhoneNumberFromString(sent)?.countryCallingCode
      if (!dialled) expect({ digits, sent, code }).toEqual({ digits, sent, code: getCountryCallingCode(address) })
    }),
    { numRuns },
  )
  expect(written).toBeGreaterThan(numRuns / 20)
}, 600_000)

test('a country that is not understood never leads to a number without its own country code', () => {
  fc.assert(
    fc.property(fc.bigInt(10n ** 6n, 10n ** 11n), countryCode, (digits, defaultCountry) => {
      const result = read({ phone: `0${digits}`, country: { address: 'Atlantis' } }, defaultCountry)
      expect(result?.contact.phone).toBeUndefined()
      expect(result?.omitted).toHaveLength(1)
    }),
    { numRuns },
  )
}, 600_000)

const PLACEHOLDERS = ['undefined', 'null', 'NaN', '[object Object]', 'None', 'anonymous', 'not set', '{{user.id}}', '0']

test('a placeholder never reaches an identifier or the name of a contact', () => {
  const placeholder = fc
    .tuple(fc.constantFrom(...PLACEHOLDERS), fc.constantFrom('', ' ', '\t'), fc.boolean())
    .map(([text, blank, isUpper]) => `${blank}${isUpper ? text.toUpperCase() : text}${blank}`)
  fc.assert(
    fc.property(placeholder, placeholder, placeholder, (id, name, handle) => {
      const payload = { email: 'ada@example.com', unique_external_id: id, name, twitter_id: handle, phone: id }
      expect(normalizeContact(payload, settings())?.contact).toEqual({
        name: 'ada@example.com',
        email: 'ada@example.com',
        tags: ['marketing-consent'],
      })
    }),
    { numRuns },
  )
}, 600_000)

test('a refusal in any form closes the gate, whatever the other forms say', () => {
  const spelling = fc.constantFrom('marketing', 'Marketing', ' MARKETING ')
  const form = (granted: boolean) =>
    spelling.chain(category =>
      fc.constantFrom<Record<string, unknown>>(
        { consent: { [category]: granted } },
        { consent: { categoryPreferences: { [category]: granted } } },
        { consent: { categories: { [category]: granted } } },
        { eventConsent: { categories: { [category]: granted } } },
        { consentManagement: { [granted ? 'allowedConsentIds' : 'deniedConsentIds']: ['other', category] } },
      ),
    )
  const merge = (a: Record<string, unknown>, b: Record<string, unknown>): Record<string, unknown> =>
    Object.fromEntries(
      [...new Set([...Object.keys(a), ...Object.keys(b)])].map(key => [
        key,
        typeof a[key] === 'object' && typeof b[key] === 'object' && !Array.isArray(a[key])
          ? merge(a[key] as Record<string, unknown>, b[key] as Record<string, unknown>)
          : (a[key] ?? b[key]),
      ]),
    )
  fc.assert(
    fc.property(form(true), form(false), (grant, refusal) => {
      expect(parseConsent(grant, 'marketing')).toEqual({ state: 'granted' })
      expect(parseConsent(refusal, 'marketing')).toEqual({ state: 'refused' })
      expect(parseConsent(merge(refusal, grant), 'marketing')).toEqual({ state: 'refused' })
    }),
    { numRuns },
  )
}, 600_000)
