import { toMessage } from './words'

const REASON = 'Freshdesk refused the API key (401).'

test.each([
  [REASON, null, null],
  [`${REASON} Copy it again.`, 'Copy it again.', null],
  [`${REASON} Copy it again.`, null, `${REASON} Copy it again.`],
  ['custom_fields.plan: unknown field', 'Add the field.', 'custom_fields.plan: unknown field'],
  [null, 'Copy it again.', null],
])('the message %j beside the fix %j is shown as %j', (message, fix, shown) => {
  expect(toMessage({ message, fix }, REASON)).toBe(shown)
})
