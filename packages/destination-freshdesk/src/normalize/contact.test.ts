import { personOf } from './contact'

const account = {
  baseUrl: '',
  apiKey: '',
  defaultCountry: 'GB',
  consentCategory: 'marketing',
  hardDelete: false,
} as const

test.each([
  [{}, 'email'],
  [{ name: 'ada@example.com' }, 'whole'],
  [{ name: 'Ada' }, 'whole'],
  [{ first_name: 'Ada', last_name: 'Moss' }, 'whole'],
  [{ first_name: 'Ada', last_name: ' ' }, 'part'],
  [{ last_name: 'Moss' }, 'part'],
])('how much of a name %j is', (names, expected) => {
  expect(personOf({ email: 'ada@example.com', ...names }, account)?.nameIs).toBe(expected)
})

test('the payload is not touched', () => {
  const payload = Object.freeze({
    name: ' Ada ',
    email: 'ADA@example.com',
    tags: Object.freeze(['vip', ' beta ']),
    custom_fields: Object.freeze({ plan: ' free ' }),
  })
  expect(personOf(payload as never, account)?.contact).toEqual({
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
  expect(personOf(payload, account)?.contact.custom_fields).toEqual({ signup_method: 'email' })
})
