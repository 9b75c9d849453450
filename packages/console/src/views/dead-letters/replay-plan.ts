import type { DeadLetterGroup, EventSummary, ReplayRequest } from '../../api/types'

/** What a person is about to replay. */
export interface ReplayPlan {
  count: number
  /** How many of these have a newer value that was delivered. */
  superseded: number
  /** One for each request to the admin API. A group without reason is read event by event. */
  parts: Array<{ integration: string; reason: string | null; seqs: number[] | null; count: number }>
}

/** The plan for some groups, or for one event. */
export function toPlan(groups: readonly DeadLetterGroup[], event?: EventSummary): ReplayPlan {
  if (event) {
    const { integration, reason, seq, superseded_by } = event
    const superseded = superseded_by === null ? 0 : 1
    return { count: 1, superseded, parts: [{ integration, reason, seqs: [seq], count: 1 }] }
  }
  return {
    count: groups.reduce((sum, { count }) => sum + count, 0),
    superseded: groups.reduce((sum, { superseded }) => sum + superseded, 0),
    parts: groups.map(({ integration, reason, count }) => ({ integration, reason, seqs: null, count })),
  }
}

/** The request for one part of a plan. */
export function toRequest({ integration, reason, seqs }: ReplayPlan['parts'][number], skip: boolean): ReplayRequest {
  const chosen = seqs ? { seqs } : reason === null ? { seqs: [] } : { reason }
  return { integration, ...chosen, ...(skip && { skip_superseded: true }) }
}
