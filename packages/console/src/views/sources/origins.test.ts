import { parseOrigins } from './origins'

test.each([
  ['', []],
  ['https://shop.example', ['https://shop.example']],
  [
    'https://shop.example/\nhttp://localhost:3000, https://shop.example',
    ['https://shop.example', 'http://localhost:3000'],
  ],
  ['https://Shop.example/a/page?x=1', ['https://shop.example']],
])('%j is read as %j', (text, origins) => {
  expect(parseOrigins(text)).toEqual({ origins, problem: null })
})

test.each(['shop.example', '*', 'javascript:alert(1)', 'https://'])('%j is refused with a sentence', text => {
  expect(parseOrigins(text)).toEqual({
    origins: [],
    problem: `“${text}” is not an origin. Write it like https://shop.example.`,
  })
})
