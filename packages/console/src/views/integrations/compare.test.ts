import { compare, isEqual } from './compare'

test('a contact that gains, loses and changes values is compared leaf by leaf', () => {
  const before = { name: 'Ada', phone: '+447700900123', tags: ['vip'], custom_fields: { plan: 'gold' } }
  const after = { name: 'Ada Lovelace', tags: ['vip', 'new'], custom_fields: { plan: 'gold', seats: 3 } }
  expect(compare(before, after)).toEqual([
    { path: 'name', before: 'Ada', after: 'Ada Lovelace', state: 'changed' },
    { path: 'phone', before: '+447700900123', after: undefined, state: 'removed' },
    { path: 'tags.0', before: 'vip', after: 'vip', state: 'same' },
    { path: 'tags.1', before: undefined, after: 'new', state: 'added' },
    { path: 'custom_fields.plan', before: 'gold', after: 'gold', state: 'same' },
    { path: 'custom_fields.seats', before: undefined, after: 3, state: 'added' },
  ])
})

test.each([
  ['a text that becomes an object', 'x', { a: 1 }, [{ path: '', before: 'x', after: { a: 1 }, state: 'changed' }]],
  [
    'no value that becomes an object',
    undefined,
    { a: 1 },
    [{ path: 'a', before: undefined, after: 1, state: 'added' }],
  ],
  ['null that becomes a text', null, 'x', [{ path: '', before: null, after: 'x', state: 'changed' }]],
  ['an empty list', [], [], [{ path: '', before: [], after: [], state: 'same' }]],
  ['nothing', undefined, undefined, []],
])('%s gives its rows', (_, before, after, rows) => {
  expect(compare(before, after)).toEqual(rows)
})

test.each([
  [{ a: 1, b: [2] }, { b: [2], a: 1 }, true],
  [{ a: 1 }, { a: 1, b: undefined }, true],
  [{ a: 1 }, { a: '1' }, false],
  [{ a: [] }, { a: {} }, false],
  [['a', 'b'], ['b', 'a'], false],
  [JSON.parse('{"__proto__":{"a":1}}'), {}, false],
])('%j and %j are equal: %j', (one, other, equal) => {
  expect(isEqual(one, other)).toBe(equal)
})
