import type { Entry } from '../journal/entry'
import { logLine } from './request-log'

const entry: Entry = {
  id: '7',
  seq: 7,
  account: 'default',
  loggedDate: '2026-11-23T09:00:05.123Z',
  method: 'POST',
  url: '/api/v2/contacts',
  path: '/api/v2/contacts',
  status: 201,
  outcome: 201,
  durationMs: 1.6,
  notes: [],
  request: { headers: {}, body: '{"name":"Ada"}' },
  response: { headers: {}, body: '{"id":1}' },
}
const plain = { color: false, verbose: false }

test.each<[string, Partial<Entry>, string]>([
  ['a response', {}, '09:00:05 POST   /api/v2/contacts 201 2 ms'],
  ['no response', { status: null, fault: 'f1' }, '09:00:05 POST   /api/v2/contacts no response 2 ms fault f1'],
  [
    'a note',
    { notes: ['Came back too early.'] },
    '09:00:05 POST   /api/v2/contacts 201 2 ms\n         Came back too early.',
  ],
  ['what would steer the terminal', { url: '/\x1b[2J\x9b2J' }, '09:00:05 POST   / [2J 2J 201 2 ms'],
])('%s', (_, overrides, line) => {
  expect(logLine({ ...entry, ...overrides }, plain)).toBe(line)
})

test('bodies when wanted', () => {
  expect(logLine(entry, { color: false, verbose: true })).toBe(
    '09:00:05 POST   /api/v2/contacts 201 2 ms\n         > {"name":"Ada"}\n         < {"id":1}',
  )
})

test('colour when wanted', () => {
  expect(logLine(entry, { color: true, verbose: false })).toContain('\x1b[32m201\x1b[39m')
})
