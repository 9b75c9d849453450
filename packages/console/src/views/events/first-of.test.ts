import { readFirstOf } from './first-of'

test.each([
  ['a plain value', 'email', 'email', null],
  ['the first text that is not blank', { firstOf: [null, ' ', 'Ada'] }, 'Ada', 2],
  ['no 0 and no false', { firstOf: [0, false, 7] }, 7, 2],
  ['no value of empty places', { firstOf: [null, ''] }, undefined, null],
  ['the filled keys of an object', { address: { firstOf: [null] }, locale: 'en-GB' }, { locale: 'en-GB' }, null],
  ['no value of an object without one', { address: { firstOf: [null] }, locale: null }, undefined, null],
  ['a list as it is', ['a'], ['a'], null],
])('reads %s', (_, value, expected, index) => {
  expect(readFirstOf(value)).toEqual({ value: expected, index })
})
