import type { Destination, JSONObject, Logger, SegmentEvent, StatsContext, Subscription } from '@segment/actions-core'

export interface AttemptOptions {
  settings: unknown
  /** Ends the attempt at once. */
  stop: AbortSignal
  /** Milliseconds after which the attempt ends as timed out. */
  timeout: number
  logger: Logger | undefined
  statsContext: StatsContext | undefined
}

/** What the action returned, and the status of the last answer it got. */
export interface Executed {
  data: unknown
  status: number | null
}

/**
 * Runs one subscription's action for one event, once. Null when the event is none of the subscription's. Throws what the
 * action threw, or an error with status 408 when the attempt was ended from outside, even if the action never ends.
 */
export async function attempt<Settings>(
  destination: Destination<Settings>,
  event: Readonly<Record<string, unknown>>,
  subscription: Subscription,
  { settings, stop, timeout, logger, statsContext }: AttemptOptions,
): Promise<Executed | null> {
  // A controller for every attempt: signals derived from one that lives as long as the host would pile up.
  const cut = new AbortController()
  const onStop = () => cut.abort(stop.reason)
  const timer = setTimeout(() => cut.abort(new DOMException('The attempt timed out.', 'TimeoutError')), timeout)
  stop.addEventListener('abort', onStop, { once: true })

  try {
    const cutOff = whenCut(cut.signal, timeout)
    const run = destination.onEvent(
      event as unknown as SegmentEvent,
      { ...(settings as JSONObject), subscription: subscription as unknown as JSONObject },
      {
        signal: cut.signal,
        ...(logger && { logger }),
        // A copy, because the framework adds a tag to the object it is given, for every event.
        ...(statsContext && { statsContext: { ...statsContext } }),
      },
    )
    const results = await Promise.race([run, cutOff])
    if (results.some(({ output }) => output === 'not subscribed')) return null
    const executed = results.find(({ output }) => output === 'Action Executed')
    if (!executed) throw unusable(subscription, results.at(-1)?.output)
    return { data: executed.data, status: destination.responses.at(-1)?.status ?? null }
  } finally {
    clearTimeout(timer)
    stop.removeEventListener('abort', onStop)
    // The framework keeps every answer for ever.
    destination.responses.length = 0
  }
}

function whenCut(signal: AbortSignal, timeout: number): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      const error =
        signal.reason?.name === 'TimeoutError'
          ? { message: `The action did not finish within ${timeout / 1000} seconds.`, code: 'timeout' }
          : { message: 'The delivery was interrupted while the action ran: it may have arrived.', code: 'interrupted' }
      reject(Object.assign(new Error(error.message), { status: 408, code: error.code }))
    })
  })
}

const unusable = ({ partnerAction }: Subscription, output: unknown) =>
  Object.assign(new Error(`The subscription of ${partnerAction} cannot be used: ${output ?? 'it had no result'}.`), {
    status: 400,
    code: 'invalid-subscription',
  })
