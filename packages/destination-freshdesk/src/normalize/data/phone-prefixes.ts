/**
 * Prefixes that a country has given up. Old address books keep them, and the number behind them
 * still exists.
 */
export const OLD_PREFIXES: [old: RegExp, now: (prefix: string, rest: string) => string | undefined][] = [
  // Mexico, until 2019: a 1 after the country code, and 044 or 045 at home, marked a mobile phone.
  [/^\+52(1|0?44|0?45)(\d{10})$/, (_, rest) => `+52${rest}`],
  // Viet Nam, until 2018: mobile numbers had eleven digits.
  [/^\+84(1\d\d)(\d{7})$/, (prefix, rest) => VIET_NAM[prefix] && `+84${VIET_NAM[prefix]}${rest}`],
]

const VIET_NAM: Record<string, string | undefined> = {
  ...{ 120: '70', 121: '79', 122: '77', 126: '76', 128: '78', 123: '83', 124: '84', 125: '85', 127: '81', 129: '82' },
  ...{ 162: '32', 163: '33', 164: '34', 165: '35', 166: '36', 167: '37', 168: '38', 169: '39' },
  ...{ 186: '56', 188: '58', 199: '59' },
}

/**
 * Prefixes for a call abroad: 00 in most countries, 011 in North America, 010 in Japan, 0011 in
 * Australia, 810 in Russia.
 */
export const INTERNATIONAL_PREFIXES = ['00', '011', '010', '0011', '810']

/** Digits that people type to get past a form. A number of one repeated digit is one as well. */
export const PLACEHOLDER_DIGITS = [
  ...[
    '1234567',
    '12345678',
    '123456789',
    '1234567890',
    '012345678',
    '0123456789',
    '01234567890',
    '12345678901',
    '123456789012',
  ],
]
