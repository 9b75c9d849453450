import { EXAMPLE, toText } from './example'
import { parseEvent } from './parse-event'

test('an event with invisible characters is shown with escapes, and is read as the same event', () => {
  const event = { ...EXAMPLE, userId: 'u\u202e1', event: 'a\u200bb' }
  const text = toText(event)
  expect(text).toContain('"userId": "u\\u202e1"')
  expect(text).toContain('"event": "a\\u200bb"')
  expect(parseEvent(text).event).toEqual(event)
})

test('letters of every script stay as they are', () => {
  expect(toText({ name: 'José 山田' })).toContain('José 山田')
})
