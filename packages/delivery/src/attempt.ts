import type { Destination, JSONObject, Logger, SegmentEvent, StatsContext, Subscription } from '@segment/actions-core'
import type { Event } from './event'

export interface AttemptOptions {
  settings: unknown
  /** Ends the attempt at once. */
  signal: AbortSignal
  /** Milliseconds after which the attempt ends as timed out. */
  timeout: number
  logger?: Logger | undefined
  statsContext?: StatsContext | undefined
}

/** The value that an action returned, and the status of the last response it received. */
export interface Executed {
  data: unknown
  status: number | null
}

/**
 * Runs the action of one subscription for one event, once. Returns null when the subscription does
 * not match the event.
 *
 * @throws the error of the action, or an error with status 408 when the signal or the timeout ended
 * the attempt
 */
export function attempt<Settings>(
  destination: Destination<Settings>,
  event: Event,
  subscription: Subscription,
  options: AttemptOptions,
): Promise<Executed | null> {
  const { settings, logger, statsContext } = options
  return bounded(destination, options, async signal => {
    const results = await destination.onEvent(
      event as unknown as SegmentEvent,
      { ...(settings as JSONObject), subscription: subscription as unknown as JSONObject },
      {
        signal,
        ...(logger && { logger }),
        // A copy, because the framework adds a tag to this object for every event.
        ...(statsContext && { statsContext: { ...statsContext } }),
      },
    )
    if (results.some(({ output }) => output === 'not subscribed')) return null
    const executed = results.find(({ output }) => output === 'Action Executed')
    if (!executed) throw unusable(subscription, results.at(-1)?.output)
    return { data: executed.data, status: destination.responses.at(-1)?.status ?? null }
  })
}

/**
 * Runs the destination's `onDelete` for one event, once.
 *
 * @param useSignal receives the signal of the attempt, because the framework passes none to
 * `onDelete`
 * @throws the error of `onDelete`, or an error with status 408 when the signal or the timeout ended
 * the attempt
 */
export function attemptDelete<Settings>(
  destination: Destination<Settings>,
  event: Event,
  options: AttemptOptions,
  useSignal: (signal: AbortSignal) => void = () => {},
): Promise<Executed> {
  return bounded(destination, options, async signal => {
    useSignal(signal)
    const data = await destination.onDelete?.(event as unknown as SegmentEvent, options.settings as JSONObject)
    return { data, status: null }
  })
}

/**
 * Runs the work until it ends, the signal aborts or the time is up, and frees everything that it
 * used.
 */
async function bounded<T>(
  destination: { responses: unknown[] },
  { signal, timeout }: AttemptOptions,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const child = childAbortSignal(signal, timeout)
  try {
    // Before the work: the signal may abort while the action starts.
    const aborted = rejectOnAbort(child.signal, timeout)
    return await Promise.race([work(child.signal), aborted])
  } finally {
    child.end()
    // The framework keeps every response for ever.
    destination.responses.length = 0
  }
}

/**
 * Returns a signal that aborts with its parent or after the timeout, and `end`, which aborts it and
 * detaches it. Each attempt has its own signal: signals derived from one long-lived signal pile up.
 * Ending by an abort also frees a response whose body never ended.
 */
function childAbortSignal(parent: AbortSignal, timeout: number): { signal: AbortSignal; end(): void } {
  const controller = new AbortController()
  const onAbort = () => controller.abort(parent.reason)
  const timer = setTimeout(() => controller.abort(new DOMException('The attempt timed out.', 'TimeoutError')), timeout)
  parent.addEventListener('abort', onAbort, { once: true })
  return {
    signal: controller.signal,
    end() {
      clearTimeout(timer)
      parent.removeEventListener('abort', onAbort)
      controller.abort(ENDED)
    },
  }
}

/** One reason for all: by default each abort creates an error with its stack. */
const ENDED = new Error('The attempt has ended.')

function rejectOnAbort(signal: AbortSignal, timeout: number): Promise<never> {
  const promise = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      const error =
        signal.reason?.name === 'TimeoutError'
          ? { message: `The action did not finish within ${timeout / 1000} seconds.`, code: 'timeout' }
          : { message: 'The delivery was interrupted while the action ran: it may have arrived.', code: 'interrupted' }
      reject(Object.assign(new Error(error.message), { status: 408, code: error.code }))
    })
  })
  // The end of an attempt aborts the signal when nothing waits for this promise any more.
  promise.catch(() => {})
  return promise
}

const unusable = ({ partnerAction }: Subscription, output: unknown) =>
  Object.assign(
    new Error(`The subscription of ${partnerAction} cannot be used: ${output ?? 'the framework returned no result'}.`),
    { status: 400, code: 'invalid-subscription' },
  )
