import { parseCountry, parseCountryOfLocale } from './country'

test.each([
  ['GB', 'GB'],
  [' de ', 'DE'],
  ['UK', 'GB'],
  ['England', 'GB'],
  ['U.S.A.', 'US'],
  ['United States', 'US'],
  ['South Korea', 'KR'],
  ['côte d’ivoire', 'CI'],
  ['Deutschland', undefined],
  ['XX', undefined],
  ['GBR', undefined],
  ['', undefined],
  ['constructor', undefined],
  ['__proto__', undefined],
  [['GB'], undefined],
  [44, undefined],
  [null, undefined],
])('the country %j', (raw, code) => expect(parseCountry(raw)).toBe(code))

test.each([
  ['en-GB', 'GB'],
  ['pt_BR', 'BR'],
  ['zh-Hant-HK', 'HK'],
  ['de-AT-u-ca-gregory', 'AT'],
  ['es-419', undefined],
  ['en', undefined],
  ['', undefined],
  ['not a locale', undefined],
  [{}, undefined],
])('the country of the locale %j', (raw, code) => expect(parseCountryOfLocale(raw)).toBe(code))
