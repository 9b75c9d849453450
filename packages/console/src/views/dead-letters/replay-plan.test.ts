import type { DeadLetterGroup } from '../../api/types'
import { createEvent } from '../events/event-fixture'
import { toPlan, toRequest } from './replay-plan'

const group = (change: Partial<DeadLetterGroup>): DeadLetterGroup => ({
  integration: 'support',
  reason: 'refused',
  explanation: null,
  fix: null,
  count: 3,
  superseded: 1,
  oldest: '2026-11-24T00:00:00.000Z',
  newest: '2026-11-25T00:00:00.000Z',
  message: null,
  ...change,
})

test('the plan for some groups adds up their events', () => {
  const plan = toPlan([group({}), group({ integration: 'sales', reason: null, count: 4, superseded: 0 })])
  expect(plan).toEqual({
    count: 7,
    superseded: 1,
    parts: [
      { integration: 'support', reason: 'refused', seqs: null, count: 3 },
      { integration: 'sales', reason: null, seqs: null, count: 4 },
    ],
  })
})

test('the plan for one event counts its newer value', () => {
  const plan = toPlan([], createEvent({ seq: 9, status: 'dead', reason: 'refused', superseded_by: 12 }))
  expect(plan).toEqual({
    count: 1,
    superseded: 1,
    parts: [{ integration: 'support', reason: 'refused', seqs: [9], count: 1 }],
  })
})

test('a request names the reason or the numbers, and never the whole integration', () => {
  const part = { integration: 'support', reason: 'refused', seqs: null, count: 3 }
  expect(toRequest(part, false)).toEqual({ integration: 'support', reason: 'refused' })
  expect(toRequest(part, true)).toEqual({ integration: 'support', reason: 'refused', skip_superseded: true })
  expect(toRequest({ ...part, seqs: [4, 5] }, false)).toEqual({ integration: 'support', seqs: [4, 5] })
  expect(toRequest({ ...part, reason: null }, false)).toEqual({ integration: 'support', seqs: [] })
})
