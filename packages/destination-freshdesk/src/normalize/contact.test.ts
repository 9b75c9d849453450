import { normalizeContact } from './contact'

const account = { defaultCountry: 'GB' } as const

test.each([
  [{}, 'email'],
  [{ name: 'ada@example.com' }, 'full'],
  [{ name: 'Ada' }, 'full'],
  [{ first_name: 'Ada', last_name: 'Moss' }, 'full'],
  [{ first_name: 'Ada', last_name: ' ' }, 'partial'],
  [{ last_name: 'Moss' }, 'partial'],
])('how much of a name %j is', (names, expected) => {
  expect(normalizeContact({ email: 'ada@example.com', ...names }, account)?.nameSource).toBe(expected)
})

test('the payload is not touched', () => {
  const payload = Object.freeze({
    name: ' Ada ',
    email: 'ADA@example.com',
    tags: Object.freeze(['vip', ' beta ']),
    custom_fields: Object.freeze({ plan: ' free ' }),
  })
  expect(normalizeContact(payload as never, account)?.contact).toEqual({
    name: 'Ada',
    email: 'ada@example.com',
    tags: ['marketing-consent', 'vip', 'beta'],
    custom_fields: { plan: 'free' },
  })
})

test('the method of a sign-up wins over a custom field mapped to the same name', () => {
  const payload = {
    name: 'Ada',
    email: 'ada@example.com',
    custom_fields: { signup_method: 'x' },
    signup_method: 'email',
  }
  expect(normalizeContact(payload, account)?.contact.custom_fields).toEqual({ signup_method: 'email' })
})
