import type { Attempt, EventDetail } from '../../api/types'
import { type MappedAction, toMappedActions } from './mapped-action'

/** The steps of an event from intake to contact, in the order in which they happened. */
export type Step =
  | { kind: 'received'; at: string }
  | { kind: 'consent' }
  | { kind: 'mapping'; mapped: MappedAction }
  | { kind: 'unmatched'; subscriptions: Array<{ title: string; subscribe: string }> }
  | { kind: 'pause'; milliseconds: number; before: number }
  | { kind: 'attempt'; attempt: Attempt }
  | { kind: 'end' }

/** Pauses that are shorter say nothing, except the one before a retry. */
const MIN_PAUSE = 1_000

export function toTimeline(detail: EventDetail): Step[] {
  const steps: Step[] = [{ kind: 'received', at: detail.received_at }, { kind: 'consent' }]
  for (const mapped of toMappedActions(detail)) steps.push({ kind: 'mapping', mapped })
  if (detail.reason === 'not-subscribed') {
    const actions = detail.explanation_now?.actions ?? []
    steps.push({ kind: 'unmatched', subscriptions: actions.map(({ title, subscribe }) => ({ title, subscribe })) })
  }
  let last = Date.parse(detail.received_at)
  let isRetry = false
  for (const attempt of detail.attempts_list) {
    if (attempt.action === null) continue
    const end = Date.parse(attempt.at)
    const pause = end - (attempt.duration_ms ?? 0) - last
    if (isRetry || pause >= MIN_PAUSE)
      steps.push({ kind: 'pause', milliseconds: Math.max(0, pause), before: attempt.attempt })
    steps.push({ kind: 'attempt', attempt })
    last = end
    isRetry = attempt.status === 'retrying'
  }
  return [...steps, { kind: 'end' }]
}
