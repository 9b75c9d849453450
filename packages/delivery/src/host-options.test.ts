import { findQueryError } from './host-options'

test.each([
  'type = "track"',
  'type = "track" and event = "Signed Up"',
  'type="track" and (event = "A" or event = "B")',
  'contains(event, "a b") and properties.total > 5',
  'userId != null',
])('the query %s is read as it is written', query => {
  expect(findQueryError(query)).toBeNull()
})

test.each([
  ['', 'The framework cannot read it.'],
  ['foo bar', 'The framework cannot read it.'],
  ['type = ', 'The framework reads it as: type = "eos"'],
  ['type = "track" or', 'The framework reads it as: type = "track"'],
])('the query "%s" has an error', (query, error) => {
  expect(findQueryError(query)).toBe(error)
})
