import { findValue, listPaths, toShortText } from './event-paths'

const event = {
  type: 'track',
  userId: 'usr_123',
  traits: { email: 'ada@example.com', phone: '', address: { city: 'London' }, 'a.b': 1 },
  tags: ['x', 'y'],
  groupId: null,
}

test('an event lists the places that hold a value, those near the top first', () => {
  expect(listPaths(event).map(({ path }) => path)).toEqual([
    'type',
    'userId',
    'traits',
    'tags',
    'traits.email',
    'traits.address',
    'traits.address.city',
  ])
})

test('an event with 10,000 keys lists 300 places', () => {
  const keys = Array.from({ length: 10_000 }, (_, index) => [`key${index}`, index])
  expect(listPaths(Object.fromEntries(keys))).toHaveLength(300)
})

test.each([
  ['$.traits.email', 'ada@example.com'],
  ['traits.address.city', 'London'],
  ['$.tags[1]', 'y'],
  ['$.traits.missing', undefined],
  ['$.userId.length', undefined],
  ['$.constructor.name', undefined],
])('%s holds %j', (path, value) => {
  expect(findValue(event, path)).toEqual(value)
})

test.each([
  ['short', 'short'],
  ['two\nlines', 'two lines'],
  [{ city: 'London' }, '{"city":"London"}'],
  [undefined, ''],
  ['x'.repeat(200), `${'x'.repeat(80)}…`],
  ['a\u202eb', 'a\\u202eb'],
])('%j is shown as %j', (value, text) => {
  expect(toShortText(value)).toBe(text)
})
