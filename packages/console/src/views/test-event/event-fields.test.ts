import { type EventBody, getField, setField, toNewPerson } from './event-fields'
import { EXAMPLE } from './example'

test.each([
  ['traits at the top', { traits: { email: 'ada@example.com' } }],
  ['traits in the context', { context: { traits: { email: 'ada@example.com' } } }],
  ['properties', { properties: { email: 'ada@example.com' } }],
])('a field is read from %s, and is written at the same place', (_case, event) => {
  expect(getField(event, 'email')).toBe('ada@example.com')
  const text = JSON.stringify(setField(event, 'email', 'grace@example.com'))
  expect(text).toBe(JSON.stringify(event).replace('ada', 'grace'))
})

test('a field without a value is written among the traits at the top', () => {
  expect(setField({ type: 'track' }, 'phone', '07700 900123')).toEqual({
    type: 'track',
    traits: { phone: '07700 900123' },
  })
})

test('an empty text removes the field and the object that it leaves empty', () => {
  expect(setField({ type: 'track', properties: { method: 'email' } }, 'method', '')).toEqual({ type: 'track' })
})

test('a changed field keeps its position', () => {
  const changed = setField(EXAMPLE, 'userId', 'usr_9')
  expect(Object.keys(changed)).toEqual(['type', 'event', 'userId', 'properties', 'traits', 'context'])
})

test('the event that is changed stays as it was', () => {
  const before = JSON.stringify(EXAMPLE)
  setField(EXAMPLE, 'email', 'x@example.com')
  expect(JSON.stringify(EXAMPLE)).toBe(before)
})

test.each<[string, EventBody]>([
  ['context.consent', { context: { consent: { marketing: true } } }],
  ['context.consent.categories', { context: { consent: { categories: { marketing: true } } } }],
  ['context.consent.categoryPreferences', { context: { consent: { categoryPreferences: { marketing: true } } } }],
  ['consent.categories', { consent: { categories: { marketing: true } } }],
])('consent in %s is read as granted, and is refused at the same place', (_case, event) => {
  expect(getField(event, 'consent')).toBe('granted')
  const refused = setField(event, 'consent', 'refused')
  expect(JSON.stringify(refused)).toBe(JSON.stringify(event).replace('true', 'false'))
  expect(getField(refused, 'consent')).toBe('refused')
})

test('consent that is not said is removed', () => {
  expect(getField({}, 'consent')).toBe('')
  expect(setField({ type: 'track', context: { consent: { marketing: true } } }, 'consent', '')).toEqual({
    type: 'track',
  })
})

test('a value that is an object is not shown as text', () => {
  expect(getField({ traits: { name: { first: 'Ada' } } }, 'name')).toBe('')
})

test('a new person has another user id and e-mail address each time', () => {
  const first = toNewPerson(EXAMPLE, '1')
  expect(first).toMatchObject({ userId: 'usr_123_new1', traits: { email: 'John.Doe+1@example.com', name: 'John Doe' } })
  expect(toNewPerson(first, '2')).toMatchObject({ userId: 'usr_123_new2', traits: { email: 'John.Doe+2@example.com' } })
})
