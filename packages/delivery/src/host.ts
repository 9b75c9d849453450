import { setMaxListeners } from 'node:events'
import { Destination, type Subscription } from '@segment/actions-core'
import { Account } from './account'
import { type AttemptOptions, attempt, attemptDelete, type Executed } from './attempt'
import { isRefusal, type Stop } from './circuit-breaker'
import { type Clock, systemClock } from './clock'
import type { Event } from './event'
import { checkOptions, createMatcher, getSubscriptions, type HostOptions } from './host-options'
import { getIdentities } from './identity'
import { KeyedQueue } from './keyed-queue'
import type { HostHealth } from './metrics'
import { Pool } from './pool'
import type { Passage } from './rate-limit-pause'
import { createRedactor } from './redact'
import { type Delivery, type Outcome, type Report, toFailure, toReport, toSuccess, withoutAttempt } from './report'
import { backoff, type ClassifiedError, classifyError } from './retry-policy'
import { screenEvent } from './screen-event'
import { emptyLog, type RequestLog, trackRequests } from './tracked-requests'

/** Delivers events to one destination, for one account. */
export interface Host {
  /**
   * Delivers one event and resolves to its report. Never rejects. May be called for many events at
   * the same time: the events of one person are delivered in the order of the calls. Once an event
   * of a person is given up or interrupted, later events of this person are reported as held back,
   * so that they can be delivered again in order.
   */
  deliver(event: Event): Promise<Report>
  /** Returns the state of the host and of its account. */
  health(): HostHealth
  /**
   * Takes no more events and waits for those that were handed in. Interrupts what is not delivered
   * by the deadline. Resolves to true when every event ended without an interruption.
   */
  drain(milliseconds: number): Promise<boolean>
  /**
   * Stops holding events back. Call it before you deliver the events again that were kept for
   * later.
   */
  releaseHeld(): void
}

/**
 * The host's own parts of a destination: one attempt uses it at a time, so responses belong to a
 * single event.
 */
interface Slot<Settings> {
  destination: Destination<Settings>
  log: RequestLog
  signal: AbortSignal | undefined
}

/** One event on its way through one action. */
interface Task<Settings> {
  action: string
  event: Event
  run(slot: Slot<Settings>, options: AttemptOptions): Promise<Executed | null>
  attempts: number
  failures: number
  /** The error of the last attempt. */
  error: ClassifiedError | null
}

/** The end of a task, or the milliseconds after which it is tried again. */
type Step = { delivery: Delivery | null } | { wait: number }

const HELD_BACK = 'An older event of this person is kept for later. This newer event is kept with it, to stay in order.'
const NOT_STARTED = 'The delivery was interrupted before this event was sent.'

/**
 * Returns a host for one destination and one account.
 *
 * @param clock time and chance; only tests pass one
 * @throws Error when an option is wrong, or a subscription names an action that does not exist
 */
export function createHost<Settings>(options: HostOptions<Settings>, clock: Partial<Clock> = {}): Host {
  return new DestinationHost(options, { ...systemClock, ...clock })
}

class DestinationHost<Settings> implements Host {
  readonly #subscriptions: ReadonlyArray<{ subscription: Subscription; matches(event: Event): boolean }>
  readonly #abort = new AbortController()
  readonly #account: Account
  readonly #slots: Pool<Slot<Settings>>
  readonly #queue = new KeyedQueue()
  /** The identifiers of people with an event that is kept for later. */
  readonly #held = new Set<string>()
  readonly #redact: (text: string) => string
  /** When each event was handed in, the oldest first. */
  readonly #waiting = new Map<object, number>()
  #inFlight = 0
  #isDraining = false
  #onIdle = () => {}

  constructor(
    private readonly options: HostOptions<Settings>,
    private readonly clock: Clock,
  ) {
    const subscriptions = getSubscriptions(options)
    checkOptions(options, subscriptions)
    this.#subscriptions = subscriptions.map(subscription => ({ subscription, matches: createMatcher(subscription) }))
    const { definition, settings, concurrency = 4 } = options
    followSignal(this.#abort, options.signal)
    this.#redact = createRedactor(definition, settings)
    this.#account = this.#createAccount()
    this.#slots = new Pool(concurrency, () => this.#createSlot())
  }

  async deliver(event: Event): Promise<Report> {
    const entry = {}
    const start = this.clock.now()
    this.#waiting.set(entry, start)
    const report = toReport(event, await this.#deliverInOrder(event))
    this.#waiting.delete(entry)
    this.options.onMetric?.({ type: 'delivery', report, milliseconds: this.clock.now() - start })
    if (this.#waiting.size === 0) this.#onIdle()
    return report
  }

  health(): HostHealth {
    const [oldest] = this.#waiting.values()
    return {
      ...this.#account.health,
      inFlight: this.#inFlight,
      waiting: this.#waiting.size,
      oldest: oldest === undefined ? null : this.clock.now() - oldest,
    }
  }

  async drain(milliseconds: number): Promise<boolean> {
    this.#isDraining = true
    const idle = new Promise<boolean>(resolve => {
      this.#onIdle = () => resolve(true)
      if (this.#waiting.size === 0) resolve(true)
    })
    const late = this.clock.sleep(milliseconds, this.#abort.signal).then(() => false)
    const finished = await Promise.race([idle, late])
    this.#abort.abort()
    await idle
    return finished
  }

  releaseHeld(): void {
    this.#held.clear()
  }

  async #deliverInOrder(event: Event): Promise<Delivery[]> {
    const screened = screenEvent(event, this.options.definition, this.options.allowDeletes ?? false)
    if (screened) return [screened]
    if (this.#isDraining) return [withoutAttempt('interrupted', 'draining', NOT_STARTED)]
    const identities = getIdentities(event)
    return await this.#queue.run(identities, async () => {
      // After a stop every event is interrupted anyway.
      const isHeld = this.#account.pause.state !== 'closed' && identities.some(identity => this.#held.has(identity))
      const deliveries = isHeld
        ? [withoutAttempt('held-back', 'older-event-kept', HELD_BACK)]
        : await this.#deliverToAll(event)
      if (deliveries.some(({ outcome }) => KEPT.has(outcome))) {
        for (const identity of identities) this.#held.add(identity)
      }
      return deliveries
    })
  }

  async #deliverToAll(event: Event): Promise<Delivery[]> {
    const deliveries: Delivery[] = []
    // One call per subscription: of several in one call, the first failure would hide the others'
    // results.
    for (const task of this.#tasksFor(event)) {
      const delivery = await this.#deliverTask(task)
      if (delivery) deliveries.push(delivery)
    }
    return deliveries
  }

  #tasksFor(event: Event): Task<Settings>[] {
    const start = { event, attempts: 0, failures: 0, error: null }
    if (event.type === 'delete')
      return [{ ...start, action: 'delete', run: (slot, options) => runDelete(slot, event, options) }]
    const matching = this.#subscriptions.filter(({ matches }) => matches(event))
    return matching.map(({ subscription }) => ({
      ...start,
      action: subscription.partnerAction,
      run: (slot, options) => attempt(slot.destination, event, subscription, options),
    }))
  }

  async #deliverTask(task: Task<Settings>): Promise<Delivery | null> {
    for (;;) {
      // A retry goes ahead of events that have not begun.
      const slot = await this.#slots.acquire(task.attempts > 0)
      const step = await this.#tryTask(task, slot).finally(() => this.#slots.release(slot))
      if ('delivery' in step) return step.delivery
      if (step.wait > 0) await this.clock.sleep(step.wait, this.#abort.signal)
    }
  }

  async #tryTask(task: Task<Settings>, slot: Slot<Settings>): Promise<Step> {
    const passage = await this.#account.admit()
    if (passage === 'closed') return { delivery: this.#notSent(task) }
    slot.log = emptyLog()
    task.attempts++
    this.#inFlight++
    try {
      const executed = await task.run(slot, this.#attemptOptions())
      return { delivery: this.#succeed(task, slot.log, passage, executed) }
    } catch (thrown) {
      return this.#fail(task, slot.log, passage, classifyError(thrown, this.clock.now()))
    } finally {
      this.#inFlight--
    }
  }

  #succeed({ action, attempts }: Task<Settings>, log: RequestLog, passage: Passage, executed: Executed | null) {
    const delivery = executed && toSuccess(action, executed, attempts)
    const isProof = log.responses > 0 || (delivery !== null && delivery.outcome !== 'dropped')
    if (isProof) this.#account.succeeded(passage)
    else this.#account.skipped(passage)
    return delivery
  }

  #fail(task: Task<Settings>, log: RequestLog, passage: Passage, error: ClassifiedError): Step {
    const isInterrupted = this.#abort.signal.aborted
    if (isInterrupted && error.retry) {
      this.#account.skipped(passage)
      return this.#end(task, 'interrupted', error)
    }
    if (log.hold > 0 && error.retry) return this.#holdTask(task, log, passage, error)
    const consequence = this.#report(task, log, passage, error)
    if (!error.retry) return this.#end(task, 'rejected', error)
    if (consequence === 'stop') return this.#end(task, 'interrupted', error)
    const { maxAttempts = 6 } = this.options
    if (consequence === 'count' && ++task.failures >= maxAttempts) return this.#end(task, 'gave-up', error)
    this.#retrying(task, error)
    return { wait: consequence === 'count' ? backoff(task.failures, this.clock.random) : 0 }
  }

  /** A smaller limit than the account's is used up: only this event waits for it. */
  #holdTask(task: Task<Settings>, { hold, responses }: RequestLog, passage: Passage, error: ClassifiedError): Step {
    if (responses > 0) this.#account.succeeded(passage)
    else this.#account.skipped(passage)
    this.#retrying(task, error)
    return { wait: hold }
  }

  /**
   * Reports the failure to the account. A final error that came without a response says nothing
   * about the account.
   */
  #report(task: Task<Settings>, { responses }: RequestLog, passage: Passage, error: ClassifiedError) {
    const isAboutEvent = !error.retry && !isRefusal(error)
    if (!isAboutEvent) return this.#account.failed(passage, error, task.event)
    if (responses > 0) this.#account.succeeded(passage)
    else this.#account.skipped(passage)
    return 'count'
  }

  #retrying(task: Task<Settings>, error: ClassifiedError): void {
    const { attempts } = task
    const { reason, status } = error
    task.error = error
    this.options.onMetric?.({ type: 'retry', reason, status, attempts })
  }

  #end(task: Task<Settings>, outcome: Outcome, error: ClassifiedError): Step {
    return { delivery: this.#toFailure(task, outcome, error) }
  }

  #toFailure({ action, attempts }: Task<Settings>, outcome: Outcome, error: ClassifiedError): Delivery {
    return toFailure(action, outcome, { ...error, message: this.#redact(error.message) }, attempts)
  }

  #notSent(task: Task<Settings>): Delivery {
    if (task.error) return this.#toFailure(task, 'interrupted', task.error)
    const { stopped } = this.#account
    if (!stopped) return { ...withoutAttempt('interrupted', 'not-started', NOT_STARTED), action: task.action }
    const message = `Not sent, because the delivery to ${this.options.definition.name} stopped. ${stopped.message}`
    const error = { ...stopped, reason: 'stopped', message, retry: true, retryAfter: null }
    return this.#toFailure(task, 'interrupted', error)
  }

  #attemptOptions(): AttemptOptions {
    const { settings, attemptTimeout = 30_000, logger, statsContext } = this.options
    return { settings, signal: this.#abort.signal, timeout: attemptTimeout, logger, statsContext }
  }

  #createAccount(): Account {
    const { rate, share, maxOutage, onPause, onStop, onMetric } = this.options
    const watch = {
      onPause: (milliseconds: number, reason: 'rate-limit' | 'outage') => {
        onPause?.(milliseconds, reason)
        onMetric?.({ type: 'pause', reason, milliseconds })
      },
      onStop: (stop: Stop) => {
        const redacted = { ...stop, message: this.#redact(stop.message) }
        onStop?.(redacted)
        onMetric?.({ type: 'stop', ...redacted })
      },
    }
    return new Account({ rate, share, maxOutage, ...watch }, this.clock, this.#abort.signal)
  }

  #createSlot(): Slot<Settings> {
    const slot = { log: emptyLog(), signal: undefined } as Slot<Settings>
    const { pacing } = this.#account
    const definition = trackRequests(
      this.options.definition,
      pacing,
      () => slot.log,
      () => slot.signal,
    )
    slot.destination = new Destination(definition)
    return slot
  }
}

/**
 * Outcomes after which an event is delivered again later, so newer events of the person have to
 * wait.
 */
const KEPT: ReadonlySet<Outcome> = new Set<Outcome>(['gave-up', 'interrupted', 'held-back'])

async function runDelete<Settings>(slot: Slot<Settings>, event: Event, options: AttemptOptions): Promise<Executed> {
  try {
    return await attemptDelete(slot.destination, event, options, signal => {
      slot.signal = signal
    })
  } finally {
    slot.signal = undefined
  }
}

/**
 * Aborts the controller with the signal. Any number of events may listen to it without a warning
 * about leaks.
 */
function followSignal(controller: AbortController, signal: AbortSignal | undefined): void {
  setMaxListeners(0, controller.signal)
  if (signal?.aborted) controller.abort(signal.reason)
  signal?.addEventListener('abort', () => controller.abort(signal.reason), { once: true })
}
