import { findFreeName, findNameProblem } from './integration-name'

test.each([
  ['support', null],
  [' support ', null],
  ['', 'A name has 1 to 63 lower-case letters, digits and hyphens.'],
  ['Support desk', 'A name has 1 to 63 lower-case letters, digits and hyphens.'],
  ['x'.repeat(64), 'A name has 1 to 63 lower-case letters, digits and hyphens.'],
  ['new', 'The name "new" is reserved. Choose a different name.'],
  ['sales', 'An integration with this name exists. Choose a different name.'],
])('the name %j has the problem %j', (name, problem) => {
  expect(findNameProblem(name, ['sales'])).toBe(problem)
})

test.each([
  [[], 'freshdesk'],
  [['freshdesk'], 'freshdesk-2'],
  [['freshdesk', 'freshdesk-2'], 'freshdesk-3'],
])('beside %j the free name is %s', (taken, name) => {
  expect(findFreeName('freshdesk', taken)).toBe(name)
})
