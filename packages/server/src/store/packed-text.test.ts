import { packText, unpackText } from './packed-text'

const DETAIL = '{"payload":{"email":{"firstOf":["ada@example.com",null,null]}},"calls":[],"omitted":[]}'

test.each([
  ['a detail', DETAIL],
  ['an empty text', ''],
  ['NUL, an emoji and half a surrogate pair', JSON.stringify('a\u0000b😀\ud800')],
  ['a text without repetition', '"q8Zk2LmN0pXyVwTr5sJh"'],
])('%s is the same after packing and unpacking', (_name, text) => {
  expect(unpackText(packText(text))).toBe(text)
})

test('a detail that an earlier version packed can be read', () => {
  expect(unpackText('z1:q0ZuNmCrsRNTEnFW2kg1A4pVsbUA')).toBe(DETAIL)
})

test('a text that is not packed stays as it is', () => {
  expect(unpackText(DETAIL)).toBe(DETAIL)
})

test('a detail takes less than half of its length', () => {
  expect(packText(DETAIL).length).toBeLessThan(DETAIL.length / 2)
})
