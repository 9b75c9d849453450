import { describeTrigger, findTriggerProblem, parseTrigger, type Trigger, toQuery } from './trigger'

test.each<[string, Trigger]>([
  ['type = "identify"', { kind: 'type', type: 'identify' }],
  ['type = "track" and event = "Signed Up"', { kind: 'names', names: ['Signed Up'] }],
  ['type = "track" and (event = "Signed Up" or event = "Joined")', { kind: 'names', names: ['Signed Up', 'Joined'] }],
  ['type = "track" and event = "This or that"', { kind: 'names', names: ['This or that'] }],
  ['type = "track" and event = "C:\\\\plans\\\\"', { kind: 'names', names: ['C:\\\\plans\\\\'] }],
  [
    'type = "track" and event = "Signed Up" and properties.plan = "gold"',
    { kind: 'query', query: 'type = "track" and event = "Signed Up" and properties.plan = "gold"' },
  ],
  ['type = "track" or type = "identify"', { kind: 'query', query: 'type = "track" or type = "identify"' }],
  ['type = "track" and event != "Closed"', { kind: 'query', query: 'type = "track" and event != "Closed"' }],
])('%s is read and written without a change', (query, trigger) => {
  expect(parseTrigger(query)).toEqual(trigger)
  expect(toQuery(trigger)).toBe(query)
})

test.each<[Trigger, string | null]>([
  [{ kind: 'names', names: [] }, 'Add the name of an event.'],
  [{ kind: 'names', names: ['Joined', ''] }, 'The name of an event is empty. Fill it or remove it.'],
  [{ kind: 'names', names: ['The "best" plan'] }, 'A query cannot name an event with a double quote.'],
  [{ kind: 'query', query: ' ' }, 'The query is empty.'],
  [{ kind: 'names', names: ['Joined'] }, null],
  [{ kind: 'type', type: 'identify' }, null],
])('%j has the problem %j', (trigger, problem) => {
  expect(findTriggerProblem(trigger)).toBe(problem)
})

test.each([
  ['type = "identify"', 'Every identify event'],
  ['type = "track" and (event = "A" or event = "B")', 'Track events named “A” or “B”'],
  ['traits.plan = "gold"', 'Events that match traits.plan = "gold"'],
])('%s reads "%s"', (query, words) => {
  expect(describeTrigger(parseTrigger(query))).toBe(words)
})
