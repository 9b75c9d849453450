import { createEvent } from './event-fixture'
import { countFilters, matchesFilter, NO_FILTER, parseFilter, toAddressQuery, toApiQuery } from './filters'

const NOW = new Date('2026-11-25T12:00:00.000Z')
const parse = (query: string) => parseFilter(new URLSearchParams(query))

test('filters pass through the address and back', () => {
  const query = 'status=dead&reason=refused&name=Signed+Up&integration=support&person=ada%40example.com&range=1h'
  expect(parse(query)).toEqual({
    ...NO_FILTER,
    status: 'dead',
    reason: 'refused',
    name: 'Signed Up',
    integration: 'support',
    person: 'ada@example.com',
    range: '1h',
  })
  expect(new URLSearchParams(toAddressQuery(parse(query))).toString()).toBe(query.replace(/(.*)/, '$1'))
})

test.each(['status=burning', 'range=constructor', 'since=yesterday', 'until=%F0', 'other=1'])(
  'an address with %s filters nothing',
  query => {
    expect(parse(query)).toEqual(NO_FILTER)
  },
)

test('a range becomes the time of its start, and wins over two times', () => {
  expect(toApiQuery(parse('range=1h&until=2026-11-25T11:00:00.000Z&status=dead'), NOW)).toEqual({
    status: 'dead',
    since: '2026-11-25T11:00:00.000Z',
  })
  expect(toApiQuery(parse('since=2026-11-24T00:00:00.000Z'), NOW)).toEqual({ since: '2026-11-24T00:00:00.000Z' })
})

test('a time range counts as one filter', () => {
  expect(countFilters(NO_FILTER)).toBe(0)
  const query = 'since=2026-11-24T00:00:00.000Z&until=2026-11-25T00:00:00.000Z&status=dead'
  expect(countFilters(parse(query))).toBe(2)
})

test.each([
  ['', true],
  ['status=delivered', true],
  ['status=dead', false],
  ['integration=support&type=track&name=Signed+Up&outcome=created', true],
  ['reason=refused', false],
  ['person=ADA@example.com', true],
  ['person=email:ada@example.com', true],
  ['person=user:usr_1', true],
  ['person=usr_1', true],
  ['person=usr_2', false],
  ['range=15m', true],
  ['since=2026-11-25T11:55:00.000Z', true],
  ['since=2026-11-25T11:55:00.001Z', false],
  ['until=2026-11-25T11:55:00.000Z', false],
])('an event that arrives live under the filter "%s": %s', (query, expected) => {
  const event = createEvent({ received_at: '2026-11-25T11:55:00.000Z' })
  expect(matchesFilter(parse(query), event, NOW)).toBe(expected)
})
