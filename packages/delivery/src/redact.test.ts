import { createRedactor } from './redact'
import { testDestination } from './test-helpers'

const definition = testDestination(() => null)

it.each([
  ['as it is', 'open sesame', 'The key "open sesame" is wrong.', 'The key "****" is wrong.'],
  ['each time', 'sesame', 'sesame, sesame', '****, ****'],
  ['without the spaces around it', ' sesame\n', 'key=sesame;', 'key=****;'],
  ['in a URL', 'a+b/c=d&e', 'https://x.org/?key=a%2Bb%2Fc%3Dd%26e', 'https://x.org/?key=****'],
  ['in JSON', 'say "yes"', JSON.stringify({ key: 'say "yes"' }), '{"key":"****"}'],
  ['not when it is as short as a word', 'key', 'The key is wrong.', 'The key is wrong.'],
  ['not when it is empty', '', 'The key is wrong.', 'The key is wrong.'],
])('a secret is masked: %s', (_what, apiKey, text, expected) => {
  expect(createRedactor(definition, { apiKey })(text)).toBe(expected)
})

it('other settings are not', () => {
  const settings = { apiKey: 'sesame', domain: 'example' }
  expect(createRedactor(definition, settings)('example.com')).toBe('example.com')
})
