import { redact } from './redact-quotes'

test.each([
  ['other case', 'ADA.MOSS@EXAMPLE.COM is blocked', 'ada.moss@example.com'],
  ['URL encoding', 'ada.moss%40example.com is blocked', 'ada.moss@example.com'],
  ['a form’s encoding', 'Fern+first is blocked', 'Fern first'],
  ['HTML by name', 'Moss &amp; Fern is blocked', 'Moss & Fern'],
  ['HTML by number', 'O&#39;Hara is blocked', "O'Hara"],
  ['JSON escapes', 'Zo\\u00eb is blocked', 'Zoë'],
  ['JSON quotes', 'say \\"hi\\" is blocked', 'say "hi"'],
  ['base64', `${btoa('ada.moss@example.com')} is blocked`, 'ada.moss@example.com'],
  ['decomposed letters', 'Zoe\u0308 is blocked', 'Zo\u00eb'],
  ['letters that Unicode composes in another way', '\uf900 Moss is blocked', '\uf900 Moss'],
  ['a number', '72009990001 is blocked', 72009990001],
  ['a list', 'very important is blocked', ['other', 'very important']],
])('a value in %s is taken out', (_, text, value) => {
  expect(redact(text, [value])).toBe('[redacted] is blocked')
})

test('the longest value goes first', () => {
  expect(redact('ada@moss.example is blocked', ['ada', 'ada@moss.example'])).toBe('[redacted] is blocked')
})

test('characters of patterns are ordinary', () => {
  expect(redact('a.b*c(d is not axbyc', ['a.b*c(d'])).toBe('[redacted] is not axbyc')
})

test.each([[''], ['ab'], [42], [undefined], [{ a: 'abc' }]])('%p is no value to take out', value => {
  expect(redact('ab 42 abc', [value])).toBe('ab 42 abc')
})

test('half a character does not throw', () => {
  expect(redact('x', ['abc\ud800'])).toBe('x')
})

test('a value of 10,000 characters is taken out, with the rest of the text', () => {
  const value = '!'.repeat(10_000)
  expect(redact(`We do not like "${value}" at all`, [value])).toBe('We do not like "[redacted]')
})

test('a hundred values of 200 odd characters each are taken out in one pass', () => {
  const values = Array.from({ length: 100 }, (_, i) => `${i}${'é/'.repeat(100)}`)
  expect(redact(`${values[7]} is blocked`, values)).toContain('[redacted]')
})
