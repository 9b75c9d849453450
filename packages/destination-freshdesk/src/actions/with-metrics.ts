import type { ExecuteInput } from '@segment/actions-core'
import type { Result } from '../freshdesk/result'

/**
 * Runs the work of one event. Counts its outcome and reason in the host's stats, and logs both,
 * where the host offers that. Only the destination's own words are counted and logged: never a
 * value of the event, and never the key.
 *
 * An error counts as `retryable` (time-outs, 429, 5xx), or as `failed` when the same event would
 * fail again.
 */
export async function withMetrics(data: ExecuteInput<never, never>, work: () => Promise<Result>): Promise<Result> {
  try {
    const result = await work()
    count(data, result.outcome, result.reason)
    return result
  } catch (error) {
    const { code = 'UNKNOWN', status } = Object(error) as { code?: string; status?: number }
    count(data, isRetryable(status) ? 'retryable' : 'failed', status === undefined ? code : `${code}-${status}`)
    throw error
  }
}

/** The rule by which hosts of the framework retry. */
const isRetryable = (status = 0) => [408, 423, 429].includes(status) || (status >= 500 && status !== 501)

function count({ statsContext, logger }: ExecuteInput<never, never>, outcome: string, reason = 'none') {
  statsContext?.statsClient?.incr('freshdesk.contact', 1, [
    ...(statsContext.tags ?? []),
    `outcome:${outcome}`,
    `reason:${reason}`,
  ])
  logger?.info?.(`freshdesk contact: ${outcome}, reason: ${reason}`)
}
