import type { ExecuteInput, RequestClient } from '@segment/actions-core'
import type { Result } from '../freshdesk/result'

type Perform<S, P> = (request: RequestClient, data: ExecuteInput<S, P>) => Promise<Result>

/**
 * Counts each outcome and reason through the host's stats, and logs it, where the host has such a thing. Only words of our own are counted and
 * logged: never a value of the event, and never the key.
 */
export const observed =
  <S, P>(perform: Perform<S, P>): Perform<S, P> =>
  async (request, data) => {
    try {
      const result = await perform(request, data)
      report(data, result.outcome, result.reason)
      return result
    } catch (error) {
      const { code, status } = Object(error) as { code?: string; status?: number }
      report(
        data,
        status === undefined ? 'failed' : 'refused',
        `${code ?? 'UNKNOWN'}${status === undefined ? '' : `-${status}`}`,
      )
      throw error
    }
  }

function report({ statsContext, logger }: ExecuteInput<unknown, unknown>, outcome: string, reason = 'none') {
  statsContext?.statsClient?.incr('freshdesk.contact', 1, [
    ...(statsContext.tags ?? []),
    `outcome:${outcome}`,
    `reason:${reason}`,
  ])
  logger?.info?.(`freshdesk contact: ${outcome}, reason: ${reason}`)
}
