import type { GenericSchema } from 'valibot'
import { InvalidInput } from './invalid-input'
import { parse } from './parse'
import { boolean, inQuery, integer, json, number, object, oneOf, record, text } from './schemas'

const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)])

test.each<[string, GenericSchema<unknown, unknown>, unknown]>([
  ['a whole number in its range', integer(1, 5), 5],
  ['a number in its range', number(0, 1), 0.25],
  ['a text', text(), 'ada'],
  ['a boolean', boolean, false],
  ['a known word', oneOf('hang', 'reset'), 'reset'],
  ['an object of one kind of value', record(boolean, 2), { a: true }],
  ['an object of known keys', object({ times: integer(1, 5) }), { times: 2 }],
  ['an empty object', object({ times: integer(1, 5) }), {}],
  ['JSON of ordinary depth', json, { body: [{ a: null }] }],
])('%s is taken as it is', (_, schema, value) => {
  expect(parse(schema, value, 'it')).toEqual(value)
})

test.each<[GenericSchema<unknown, unknown>, unknown, string]>([
  [integer(1, 5), 6, 'it must be a whole number from 1 to 5; it is 6.'],
  [integer(1, 5), 0, 'it must be a whole number from 1 to 5; it is 0.'],
  [integer(1, 5), 2.5, 'it must be a whole number from 1 to 5; it is 2.5.'],
  [integer(1, 5), '2', 'it must be a whole number from 1 to 5; it is "2".'],
  [integer(1, 5), null, 'it must be a whole number from 1 to 5; it is null.'],
  [integer(1, 5), 1n, 'it must be a whole number from 1 to 5; it is 1n.'],
  [integer(1, 5), () => 1, 'it must be a whole number from 1 to 5; it is a function.'],
  [integer(1, 5), Symbol('one'), 'it must be a whole number from 1 to 5; it is Symbol(one).'],
  [number(0, 1), 1.1, 'it must be a number from 0 to 1; it is 1.1.'],
  [number(0, 1), Number.NaN, 'it must be a number from 0 to 1; it is NaN.'],
  [text({ max: 3 }), 'abcd', 'it must be a text of at most 3 characters; it is "abcd".'],
  [text({ min: 1, max: 3 }), '', 'it must be a text of 1 to 3 characters; it is "".'],
  [text(), {}, 'it must be a text of at most 1000 characters; it is an object.'],
  [boolean, 'true', 'it must be true or false; it is "true".'],
  [oneOf('hang', 'reset'), 'Hang', 'it must be one of hang, reset; it is "Hang".'],
  [record(boolean, 1), { a: true, b: true }, 'it may have at most 1 keys; it has 2.'],
  [record(boolean, 1), { a: 1 }, 'it.a must be true or false; it is 1.'],
  [record(boolean, 1), [], 'it must be an object; it is a list.'],
  [
    object({ times: boolean, status: boolean }),
    { time: 1 },
    'it.time is not known here. It should be one of: times, status.',
  ],
  [object({ times: boolean }), 'x', 'it must be a JSON object; it is "x".'],
  [json, nested(65), 'it is nested deeper than 64 levels.'],
])('%# refused: %p, %s', (schema, value, message) => {
  expect(() => parse(schema, value, 'it')).toThrow(new InvalidInput(message))
})

test('a whole body is called the body, and its keys by their own names', () => {
  const body = object({ times: integer(1, 5) })
  expect(() => parse(body, [])).toThrow('The body must be a JSON object; it is a list.')
  expect(() => parse(body, { times: 9 })).toThrow('times must be a whole number from 1 to 5; it is 9.')
})

test('keys named after what objects inherit are keys like any other', () => {
  const hostile = JSON.parse('{"__proto__": true, "constructor": false}')
  const read = parse(record(boolean, 5), hostile, 'it')
  expect(Object.entries(read)).toEqual([
    ['__proto__', true],
    ['constructor', false],
  ])
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype)
  expect(() => parse(object({ times: boolean }), hostile)).toThrow('__proto__ is not known here.')
  expect(() => parse(object({ times: boolean }), { toString: 1 })).toThrow('toString is not known here.')
})

test('a number in a query string is digits', () => {
  const limit = inQuery(integer(0, 10))
  expect(parse(limit, '7', 'limit')).toBe(7)
  expect(() => parse(limit, '7.5', 'limit')).toThrow('limit must be a whole number from 0 to 10; it is "7.5".')
})

test('a key whose value is undefined is left out', () => {
  expect(Object.keys(parse(object({ times: boolean, after: boolean }), { times: undefined, after: true }))).toEqual([
    'after',
  ])
})
