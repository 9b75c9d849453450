import type { CountryCode } from 'libphonenumber-js/max'
import { normalizePhone } from './phone'

const rows: { it: string; raw: unknown; countries: CountryCode[]; value?: string; omitted?: string }[] = [
  { it: 'valid in the first country', raw: '612345678', countries: ['ES', 'FR'], value: '+34612345678' },
  { it: 'valid in both: the first counts', raw: '612345678', countries: ['FR', 'ES'], value: '+33612345678' },
  {
    it: 'valid in the second, possible in the first',
    raw: '0207 946 0018',
    countries: ['DE', 'GB'],
    value: '+442079460018',
  },
  { it: 'possible in the first only', raw: '07700 900123', countries: ['GB', 'FR'], value: '+447700900123' },
  { it: 'possible in both: the first counts', raw: '07700 900123', countries: ['AT', 'GB'], value: '+437700900123' },
  { it: 'possible in the second only', raw: '07700 900123', countries: ['FR', 'GB'], value: '+447700900123' },
  { it: 'possible in none', raw: '12', countries: ['FR', 'GB'], omitted: 'is not a number that can exist in FR or GB' },
  {
    it: 'with its country code: the countries do not matter',
    raw: '+1 202 555 0123',
    countries: ['DE'],
    value: '+12025550123',
  },
  { it: 'spelled out and valid', raw: '1-800-FLOWERS', countries: ['US'], value: '+18003569377' },
  {
    it: 'a word that would only be possible',
    raw: '555 ADAM',
    countries: ['GB'],
    omitted: 'is not a number that can exist in GB',
  },
  {
    it: 'longer than E.164 allows, though Germany does',
    raw: '0100 0000 0000 0000',
    countries: ['DE'],
    omitted: 'is not a number that can exist in DE',
  },
  {
    it: 'losing a zero at each reading',
    raw: '+31 0000 0000',
    countries: ['NL'],
    omitted: 'is not a number of +31 that can exist',
  },
  { it: 'keeping the zero that belongs to it', raw: '+39 06 1234 5678', countries: ['GB'], value: '+390612345678' },
]

/** The first country is that of the visit. */
const toCountries = (others: CountryCode[]) => ({ others, ...(others[0] && { visit: others[0] }) })

test.each(rows)('a number $it', ({ raw, countries, value, omitted }) => {
  expect(normalizePhone(raw, toCountries(countries))).toEqual(value ? { value } : { omitted })
})

test('an extension is left out and reported', () => {
  expect(normalizePhone('020 7946 0018 ext. 5', { others: ['GB'] })).toEqual({
    value: '+442079460018',
    omitted: 'extension was left out: the international form has none',
  })
})
