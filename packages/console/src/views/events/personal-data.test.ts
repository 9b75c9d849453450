import { Mask, maskEmail, maskName, toPersonLabel } from './personal-data'

const UNKNOWN = { name: null, email: null, user_id: null, anonymous_id: null }

test.each([
  ['Ada Moss', 'A••• M•••'],
  ['María José  Carreño Quiñones', 'M••• J••• C•••'],
  ['محمد', 'م•••'],
  ['<b>Ada</b>', '•••'],
])('a name is masked to first letters: %s', (name, expected) => {
  expect(maskName(name)).toBe(expected)
})

test.each([
  ['ada@example.com', 'a•••@e•••.com'],
  ['ada.moss@mail.example.co.uk', 'a•••@m•••.uk'],
  ['ada%40example.com', 'a•••@e•••.com'],
  ['not an address', '•••'],
])('an email address keeps first letters and its end: %s', (email, expected) => {
  expect(maskEmail(email)).toBe(expected)
})

test.each([
  ['by name', { ...UNKNOWN, name: 'Ada Moss', email: 'ada@example.com' }, 'A••• M•••', 'Ada Moss'],
  ['by email address', { ...UNKNOWN, email: 'ada@example.com', user_id: 'u1' }, 'a•••@e•••.com', 'ada@example.com'],
  ['by user id', { ...UNKNOWN, user_id: 'usr_1' }, 'usr_1', 'usr_1'],
  ['by a user id that is an address', { ...UNKNOWN, user_id: 'ada@example.com' }, 'a•••@e•••.com', 'ada@example.com'],
  ['by a name that is an address', { ...UNKNOWN, name: 'ada@example.com' }, 'a•••@e•••.com', 'ada@example.com'],
  ['as anonymous', { ...UNKNOWN, anonymous_id: 'a-1' }, 'Anonymous', 'Anonymous'],
  ['as unknown', UNKNOWN, 'Unknown person', 'Unknown person'],
])('a person is named %s', (_, person, masked, shown) => {
  expect(toPersonLabel(person, false)).toBe(masked)
  expect(toPersonLabel(person, true)).toBe(shown)
})

describe('a mask', () => {
  const event = {
    type: 'track',
    event: 'Signed Up',
    userId: 'usr_123',
    properties: { method: 'email', plan: 3 },
    context: {
      ip: '203.0.113.42',
      library: { name: 'analytics.js' },
      traits: { name: 'Ada Moss', email: 'ada@example.com', phone: 447700900123, address: { city: 'Leeds' } },
    },
  }
  const mask = new Mask([event])

  test('hides the personal values of an event and keeps the others', () => {
    expect(mask.json(event)).toEqual({
      type: 'track',
      event: 'Signed Up',
      userId: 'usr_123',
      properties: { method: 'email', plan: 3 },
      context: {
        ip: '•••',
        library: { name: 'analytics.js' },
        traits: { name: 'A••• M•••', email: 'a•••@e•••.com', phone: '•••', address: { city: '•••' } },
      },
    })
  })

  test.each([
    ['a quoted name', 'The name "ada moss" is taken.', 'The name "•••" is taken.'],
    ['an address of a different person', 'Held by eve@example.org.', 'Held by e•••@e•••.org.'],
    ['an address in a URL', '/contacts?email=ada%40example.com&page=1', '/contacts?email=a•••@e•••.com&page=1'],
    ['a quoted phone number', 'Contact 447700900123 exists.', 'Contact ••• exists.'],
    ['an international phone number', 'Call +44 7700 900999 now.', 'Call ••• now.'],
    ['an encoded phone number', '/contacts?phone=%2B447700900999', '/contacts?phone=•••'],
    ['no part of a word', 'The address@ is Adamoss, ada mossy.', 'The address@ is Adamoss, ada mossy.'],
    ['no address of a machine', 'http://203.0.113.42/', 'http://203.0.113.42/'],
    ['a plain sentence', 'Freshdesk refused the contact (400).', 'Freshdesk refused the contact (400).'],
  ])('hides %s in a text', (_, text, expected) => {
    expect(mask.text(text)).toBe(expected)
  })

  test('hides nothing of a null, of an empty text and of a flag', () => {
    expect(mask.json({ name: null, email: '', phone: true })).toEqual({ name: null, email: '', phone: true })
  })
})
