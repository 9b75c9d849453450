import { merge } from './merge'

test.each([
  ['changes of different keys', { a: 1, b: 1 }, { a: 2, b: 1 }, { a: 1, b: 2 }, { a: 2, b: 2 }],
  ['changes of the same key', { a: 1 }, { a: 2 }, { a: 3 }, { a: 2 }],
  ['a key that only they removed', { a: 1, b: 1 }, { a: 2, b: 1 }, { a: 1 }, { a: 2 }],
  ['a key that only they added', { a: 1 }, { a: 2 }, { a: 1, b: 1 }, { a: 2, b: 1 }],
  ['a key that only I removed', { a: 1, b: 1 }, { a: 1 }, { a: 1, b: 1, c: 1 }, { a: 1, c: 1 }],
  ['lists of one length', [{ a: 1, b: 1 }], [{ a: 2, b: 1 }], [{ a: 1, b: 2 }], [{ a: 2, b: 2 }]],
  ['lists of different lengths', ['x'], ['x', 'y'], ['z'], ['x', 'y']],
  ['no change of mine', { a: 1 }, { a: 1 }, { a: 3 }, { a: 3 }],
])('%s are merged', (_, base, mine, theirs, merged) => {
  expect(merge<unknown>(base, mine, theirs)).toEqual(merged)
})
