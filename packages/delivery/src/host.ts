import { setMaxListeners } from 'node:events'
import {
  Destination,
  type DestinationDefinition,
  type Logger,
  type StatsContext,
  type Subscription,
} from '@segment/actions-core'
import { attempt, type Executed } from './attempt'
import { type Clock, systemClock } from './clock'
import type { Event } from './event'
import { getIdentities } from './identity'
import { KeyedQueue } from './keyed-queue'
import { Pool } from './pool'
import { RateLimitPause } from './rate-limit-pause'
import { createRedactor } from './redact'
import { type Delivery, type Report, readResult, toReport } from './report'
import { backoff, type ClassifiedError, capRetryAfter, classifyError } from './retry-policy'

export interface HostOptions<Settings> {
  definition: DestinationDefinition<Settings>
  settings: Settings
  /** Which events go to which action, and how they are mapped. By default the definition's automatic presets. */
  subscriptions?: readonly Subscription[]
  /** How often an action may run for one event, the first time included. By default 6. */
  maxAttempts?: number
  /** How many actions may run at the same time. An event that waits for a retry does not count. By default 4. */
  concurrency?: number
  /** Milliseconds after which one run of an action ends as timed out, and is retried. By default 30,000. */
  attemptTimeout?: number
  /** Ends every wait and every request at once. Every event that is not delivered by then is reported as interrupted. */
  signal?: AbortSignal
  /** Called with the milliseconds when a response makes the whole host pause. */
  onPause?: (milliseconds: number) => void
  logger?: Logger
  statsContext?: StatsContext
}

/** Delivers events to one destination, for one account. */
export interface Host {
  /**
   * Delivers one event and resolves to its report. Never rejects. May be called for many events at the same time: the
   * events of one person are delivered in the order of the calls.
   */
  deliver(event: Event): Promise<Report>
}

/**
 * Returns a host for one destination and one account.
 *
 * @param clock time and chance; only tests pass one
 * @throws Error when the definition has no actions, or a subscription names an action that does not exist
 */
export function createHost<Settings>(options: HostOptions<Settings>, clock: Partial<Clock> = {}): Host {
  return new DestinationHost(options, { ...systemClock, ...clock })
}

const NO_DEFINITION =
  'The definition of a host is a DestinationDefinition, with actions. In an ES module, that of a CommonJS package is its default export’s own "default".'

/** The error of an event that was interrupted before its first attempt. */
const NOT_STARTED: ClassifiedError = {
  retry: true,
  status: null,
  retryAfter: null,
  reason: 'not-started',
  message: 'The delivery was interrupted before this event was sent.',
}

class DestinationHost<Settings> implements Host {
  readonly #maxAttempts: number
  readonly #subscriptions: readonly Subscription[]
  readonly #signal: AbortSignal
  readonly #pause: RateLimitPause
  /** One Destination per running action: the responses that a Destination collects then belong to a single event. */
  readonly #destinations: Pool<Destination<Settings>>
  readonly #queue = new KeyedQueue()
  readonly #redact: (text: string) => string

  constructor(
    private readonly options: HostOptions<Settings>,
    private readonly clock: Clock,
  ) {
    if (!options.definition?.actions) throw new Error(NO_DEFINITION)
    const { definition, settings, maxAttempts = 6, concurrency = 4 } = options
    this.#maxAttempts = maxAttempts
    this.#subscriptions = options.subscriptions ?? automaticPresets(definition)
    for (const subscription of this.#subscriptions) checkAction(definition, subscription)
    this.#signal = childOf(options.signal)
    this.#pause = new RateLimitPause(milliseconds => this.#sleep(milliseconds), clock.now)
    this.#destinations = new Pool(concurrency, () => new Destination(definition))
    this.#redact = createRedactor(definition, settings)
  }

  async deliver(event: Event): Promise<Report> {
    const deliveries: Delivery[] = []
    await this.#queue.run(getIdentities(event), async () => {
      // One call per subscription: of several in one call, the first failure would hide the others' results.
      for (const subscription of this.#subscriptions) {
        const delivery = await this.#deliverTo(subscription, event)
        if (delivery) deliveries.push(delivery)
      }
    })
    return toReport(event, deliveries)
  }

  async #deliverTo(subscription: Subscription, event: Event): Promise<Delivery | null> {
    const action = subscription.partnerAction
    let error = NOT_STARTED
    for (let attempts = 1; attempts <= this.#maxAttempts; attempts++) {
      const destination = await this.#destinations.acquire(attempts > 1)
      try {
        await this.#pause.opened()
        if (this.#signal.aborted) return this.#failure(action, 'interrupted', error, attempts - 1)
        const executed = await this.#attempt(destination, event, subscription)
        return executed && success(action, executed, attempts)
      } catch (thrown) {
        error = classifyError(thrown, this.clock.now())
        if (!error.retry) return this.#failure(action, 'rejected', error, attempts)
        if (this.#signal.aborted) return this.#failure(action, 'interrupted', error, attempts)
        if (error.retryAfter !== null) this.#close(capRetryAfter(error.retryAfter))
      } finally {
        this.#destinations.release(destination)
      }
      if (error.retryAfter === null && attempts < this.#maxAttempts) {
        await this.#sleep(backoff(attempts, this.clock.random))
      }
    }
    return this.#failure(action, 'gave-up', error, this.#maxAttempts)
  }

  #attempt(destination: Destination<Settings>, event: Event, subscription: Subscription): Promise<Executed | null> {
    const { settings, attemptTimeout = 30_000, logger, statsContext } = this.options
    const options = { settings, signal: this.#signal, timeout: attemptTimeout, logger, statsContext }
    return attempt(destination, event, subscription, options)
  }

  #close(milliseconds: number): void {
    if (this.#pause.closeFor(milliseconds)) this.options.onPause?.(milliseconds)
  }

  async #sleep(milliseconds: number): Promise<void> {
    await this.clock.sleep(milliseconds, this.#signal)
  }

  #failure(action: string, outcome: Delivery['outcome'], error: ClassifiedError, attempts: number): Delivery {
    const { reason, status, message } = error
    return { action, outcome, reason, status, contactId: null, attempts, omitted: [], message: this.#redact(message) }
  }
}

function success(action: string, executed: Executed, attempts: number): Delivery {
  const { outcome, reason, contactId, omitted, message } = readResult(executed.data)
  return { action, outcome, reason, status: executed.status, contactId, attempts, omitted, message }
}

const automaticPresets = <Settings>({ presets = [] }: DestinationDefinition<Settings>): Subscription[] =>
  presets.filter(preset => preset.type === 'automatic')

function checkAction<Settings>({ name, actions }: DestinationDefinition<Settings>, { partnerAction }: Subscription) {
  if (!Object.hasOwn(actions, partnerAction)) {
    throw new Error(`${name} has no action "${partnerAction}", but a subscription names it.`)
  }
}

/** A signal that aborts with the caller's. Any number of events may listen to it without a warning about leaks. */
function childOf(parent: AbortSignal | undefined): AbortSignal {
  const controller = new AbortController()
  setMaxListeners(0, controller.signal)
  if (parent?.aborted) controller.abort(parent.reason)
  parent?.addEventListener('abort', () => controller.abort(parent.reason), { once: true })
  return controller.signal
}
