import type { DestinationDefinition, Logger, StatsContext, Subscription } from '@segment/actions-core'
import { generateFql, parseFql, validate } from '@segment/destination-subscriptions'
import type { Stop } from './circuit-breaker'
import type { Event } from './event'
import type { Metric } from './metrics'

export interface HostOptions<Settings> {
  definition: DestinationDefinition<Settings>
  settings: Settings
  /**
   * Which events go to which action, and how they are mapped. By default the definition's automatic
   * presets.
   */
  subscriptions?: readonly Subscription[]
  /**
   * How often an action may fail for one event. By default 6. A wait that the server asked for, and
   * a failure during an outage, do not count.
   */
  maxAttempts?: number
  /**
   * How many actions may run at the same time. An event that waits for a retry does not count. By
   * default 4.
   */
  concurrency?: number
  /**
   * Milliseconds after which one run of an action ends as timed out, and is retried. By default
   * 30,000.
   */
  attemptTimeout?: number
  /** The most calls a minute. By default the limit that the account reports in its responses. */
  rate?: number
  /** The part of the account's reported limit to use, from 0 to 1. By default 1. */
  share?: number
  /** Milliseconds without a success after which an outage stops the host. By default one hour. */
  maxOutage?: number
  /**
   * Carries out events of type "delete" with the destination's `onDelete`. By default they are
   * rejected.
   */
  allowDeletes?: boolean
  /**
   * Ends every wait and every request at once. Every event that is not delivered by then is
   * reported as interrupted.
   */
  signal?: AbortSignal
  /** Called with the milliseconds when a rate limit or an outage makes the whole host pause. */
  onPause?: (milliseconds: number, reason: 'rate-limit' | 'outage') => void
  /**
   * Called once when the host stops for good: the account refuses every call, or an outage lasts
   * too long.
   */
  onStop?: (stop: Stop) => void
  /** Called for each report, request, retry, pause and stop. */
  onMetric?: (metric: Metric) => void
  logger?: Logger
  statsContext?: StatsContext
}

/** Throws an Error that says which option is wrong. */
export function checkOptions<Settings>(options: HostOptions<Settings>, subscriptions: readonly Subscription[]): void {
  const { definition, rate = 1, share = 1 } = options
  for (const { partnerAction } of subscriptions) {
    if (Object.hasOwn(definition.actions, partnerAction)) continue
    throw new Error(`${definition.name} has no action "${partnerAction}", but a subscription names it.`)
  }
  if (!(rate > 0)) throw new Error(`"rate" is the number of calls a minute, greater than 0, not ${rate}.`)
  if (!(share > 0 && share <= 1)) throw new Error(`"share" is a number greater than 0 and up to 1, not ${share}.`)
}

/**
 * Returns the subscriptions of the options, or the definition's automatic presets. Throws without a
 * definition.
 */
export function getSubscriptions<Settings>({ definition, subscriptions }: HostOptions<Settings>) {
  if (!definition?.actions) throw new Error(NO_DEFINITION)
  return subscriptions ?? (definition.presets ?? []).filter(preset => preset.type === 'automatic')
}

/**
 * Returns a function that says whether the subscription matches an event. The framework parses the
 * query anew for every event; this one is parsed once. A query with an error matches, so that the
 * framework reports the error.
 */
export function createMatcher({ subscribe }: Subscription): (event: Event) => boolean {
  const query = parseFql(String(subscribe ?? ''))
  return event => 'error' in query || validate(query, event)
}

/**
 * Why the framework does not read the query of a subscription as it is written, as a sentence; null
 * for a good query. The parser itself takes nearly any text: `type = "a" or` reads as `type = "a"`.
 */
export function findQueryError(subscribe: string): string | null {
  try {
    const query = parseFql(subscribe)
    if ('error' in query) return 'The framework cannot read it.'
    const read = generateFql(query)
    const strip = (text: string) => text.replace(/[\s()]/g, '')
    return strip(read) === strip(subscribe) ? null : `The framework reads it as: ${read}`
  } catch {
    return 'The framework cannot read it.'
  }
}

const NO_DEFINITION =
  'The definition of a host is a DestinationDefinition, with actions. In an ES module, that of a CommonJS package is its default export’s own "default".'

/**
 * Calls a callback of the caller. An error in it ends the process as an uncaught error, and leaves
 * the delivery undisturbed.
 */
export function notify<Args extends unknown[]>(callback: ((...args: Args) => void) | undefined, ...args: Args): void {
  try {
    callback?.(...args)
  } catch (error) {
    queueMicrotask(() => {
      throw error
    })
  }
}
