import { normalizeIdentifier, normalizeLine, normalizeText } from './text'

const TOO_LONG = 'x'.repeat(256)

test.each([
  { raw: '  Ada \r\n\t Moss ', value: 'Ada Moss' },
  { raw: 'Ada\u0000Moss', value: 'Ada Moss' },
  { raw: 'Ada\ud83e', value: 'Ada' },
  { raw: '\u200b\u202e', value: undefined },
  { raw: 0, value: '0' },
  { raw: -1.5, value: '-1.5' },
  { raw: 2 ** 53 - 1, value: '9007199254740991' },
  { raw: 2 ** 53, omitted: 'is a number too long to be exact: send it as text' },
  { raw: -(2 ** 53), omitted: 'is a number too long to be exact: send it as text' },
  { raw: [[['deep']]], value: 'deep' },
  { raw: [], value: undefined },
  { raw: null, value: undefined },
  { raw: TOO_LONG, value: 'x'.repeat(255), omitted: 'was cut to 255 characters' },
  { raw: `${'x'.repeat(254)}🦊`, value: 'x'.repeat(254), omitted: 'was cut to 255 characters' },
  { raw: `${'x'.repeat(254)} x`, value: 'x'.repeat(254), omitted: 'was cut to 255 characters' },
  { raw: ['a', 'b'], omitted: 'is a list, not text' },
  { raw: {}, omitted: 'is an object, not text' },
  { raw: Number.NaN, omitted: 'is a number too long to be exact: send it as text' },
])('a line of $raw', ({ raw, value, omitted }) => {
  expect(normalizeLine(raw)).toEqual({ ...(value !== undefined && { value }), ...(omitted && { omitted }) })
})

test('lines keep their breaks and their length', () => {
  expect(normalizeText(' one\r\ntwo\rthree\u0007four ')).toEqual({ value: 'one\ntwo\nthree four' })
  expect(normalizeText(TOO_LONG)).toEqual({ value: TOO_LONG })
})

test('an identifier is used whole or not at all', () => {
  expect(normalizeIdentifier('x'.repeat(255))).toEqual({ value: 'x'.repeat(255) })
  expect(normalizeIdentifier(TOO_LONG)).toEqual({ omitted: 'is longer than 255 characters' })
})

test('two ids that differ in inner spaces are two ids', () => {
  expect(normalizeIdentifier(' a  b ')).toEqual({ value: 'a  b' })
  expect(normalizeIdentifier('a b')).toEqual({ value: 'a b' })
})
