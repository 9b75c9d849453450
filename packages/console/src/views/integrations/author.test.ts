import { toAuthor } from './author'

jest.mock('../../api/request', () => ({ getAuthor: () => 'admin' }))

test.each([
  ['admin', 'admin'],
  ['Ada%20Moss', 'Ada Moss'],
  ['J%C3%B6rg', 'Jörg'],
  ['J%C3%B6rg%C3', 'Jörg'],
  ['50% off', '50% off'],
  ['a%E2%80%AEb', 'a\\u202eb'],
])('the author %j is shown as %j', (encoded, name) => {
  expect(toAuthor(encoded)).toBe(name)
})
