import { toVisibleJson, toVisibleResponse, toVisibleText } from './visible-text'

test.each([
  ['\u202eevil', '\\u202eevil'],
  ['a\u0000b\u001b[31m', 'a\\u0000b\\u001b[31m'],
  ['zero\u200bwidth\ufeff', 'zero\\u200bwidth\\ufeff'],
  ['two\n\tlines', 'two lines'],
  ['مرحبا', 'مرحبا'],
  ['👩\u200d🚀', '👩\u200d🚀'],
  ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
])('a text shows what it hides: %j', (text, expected) => {
  expect(toVisibleText(text)).toBe(expected)
})

test('a long text is cut, and never within a character', () => {
  expect(toVisibleText('x'.repeat(10_000), 5)).toBe('xxxxx…')
  expect(toVisibleText('ab🧑cd', 3)).toBe('ab…')
})

test('JSON text shows each character, and stays JSON', () => {
  const value = { name: '\u202eevil\u0085' }
  expect(toVisibleJson(value)).toBe('{\n  "name": "\\u202eevil\\u0085"\n}')
  expect(JSON.parse(toVisibleJson(value))).toEqual(value)
  expect(toVisibleJson(undefined)).toBe('undefined')
})

test('a response is laid out when it is JSON', () => {
  expect(toVisibleResponse('{"id":7}')).toBe('{\n  "id": 7\n}')
  expect(toVisibleResponse('<h1>\u0007Down</h1>')).toBe('<h1>\\u0007Down</h1>')
})
