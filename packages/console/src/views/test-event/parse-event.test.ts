import { parseEvent } from './parse-event'

test('an object is an event', () => {
  expect(parseEvent('{ "type": "track" }')).toEqual({ event: { type: 'track' }, problem: null })
})

test.each([
  ['a comma at the end of an object', '{\n  "a": 1,\n}', 3, 'Remove a comma before "}"'],
  ['a missing comma', '{\n  "a": 1\n  "b": 2\n}', 3, 'A comma is expected'],
  ['a missing colon', '{\n  "a" 1\n}', 2, 'A colon is expected'],
  ['an open text', '{\n  "a": "b\n}', 2, 'no closing double quote'],
  ['an open object', '{\n  "a": 1\n\n', 2, 'A closing "}" is missing'],
  ['a comment', '{\n  // a\n  "a": 1\n}', 2, 'JSON has no comments'],
  ['a word without quotes', '{\n\n  "a": yes\n}', 3, 'not JSON'],
  ['a second value', '{}\n{}', 2, 'The event ends before this'],
  ['a list', '[]', 1, 'An event is a JSON object'],
  ['a number', '7', 1, 'An event is a JSON object'],
  ['nothing', '', 1, 'A value is expected'],
])('%s is a problem in its line', (_case, text, line, message) => {
  const { event, problem } = parseEvent(text)
  expect(event).toBeNull()
  expect(problem).toMatchObject({ line, message: expect.stringContaining(message) })
})
