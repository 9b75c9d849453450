import { transform } from '@segment/actions-core'
import { firstOf, pickFirst } from './first-of'

const mapping = { name: firstOf('traits.name', 'context.traits.name', 'properties.name') }
const pickName = (event: object) => pickFirst(transform(mapping as never, event as never)).name

test.each<[string, object, unknown]>([
  ['the first place', { traits: { name: 'Ada' }, properties: { name: 'Bea' } }, 'Ada'],
  ['a later place when the first is absent', { properties: { name: 'Bea' } }, 'Bea'],
  ['a later place when the first is empty', { traits: { name: '' }, properties: { name: 'Bea' } }, 'Bea'],
  [
    'a later place when the first is white space',
    { traits: { name: ' \t\u200b' }, properties: { name: 'Bea' } },
    'Bea',
  ],
  ['a later place when the first is null', { traits: { name: null }, context: { traits: { name: 'Bea' } } }, 'Bea'],
  ['a later place when traits is 0', { traits: 0, properties: { name: 'Bea' } }, 'Bea'],
  ['a later place when traits is false', { traits: false, properties: { name: 'Bea' } }, 'Bea'],
  ['an object whole', { traits: { name: { first: 'Ada' } } }, { first: 'Ada' }],
  ['a list whole', { traits: { name: ['Ada', 'Bea'] } }, ['Ada', 'Bea']],
  ['an object with a key toString', { traits: { name: { toString: 1 } } }, { toString: 1 }],
  ['no place when all are blank', { traits: { name: ' ' }, properties: { name: '' } }, undefined],
])('%s wins', (_, event, expected) => {
  expect(pickName(event)).toEqual(expected)
})

test('a value that a person has mapped stays as it is', () => {
  const payload = { name: 'Ada', tags: ['a', 'b'], address: { city: 'Kew' }, beta: false, seats: 0 }
  expect(pickFirst(payload)).toEqual(payload)
})

test('the country has its places one level down', () => {
  expect(pickFirst({ country: { address: { firstOf: [undefined, 'FR'] }, locale: 'en-GB' } })).toEqual({
    country: { address: 'FR', locale: 'en-GB' },
  })
})
