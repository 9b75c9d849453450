import type { Subscription } from '@segment/actions-core'
import type { Account } from './account'
import { type AttemptOptions, attempt, type Executed } from './attempt'
import { isRefusal } from './circuit-breaker'
import type { Clock } from './clock'
import type { Event } from './event'
import { checkOptions, createMatcher, getSubscriptions, type HostOptions, notify } from './host-options'
import { Pool } from './pool'
import type { Passage } from './rate-limit-pause'
import { createRedactor } from './redact'
import { type Delivery, NOT_STARTED, type Outcome, toFailure, toSuccess, withoutAttempt } from './report'
import { backoff, type ClassifiedError, classifyError } from './retry-policy'
import { Slot } from './slot'
import { type Call, emptyLog, type RequestLog } from './tracked-requests'

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

/** Runs the actions of one event, each as often as the account and the retry policy say. */
export class TaskRunner<Settings> {
  readonly #subscriptions: ReadonlyArray<{ subscription: Subscription; matches(event: Event): boolean }>
  readonly #slots: Pool<Slot<Settings>>
  readonly #redact: (text: string) => string
  #inFlight = 0

  constructor(
    private readonly options: HostOptions<Settings>,
    private readonly account: Account,
    private readonly clock: Clock,
    private readonly signal: AbortSignal,
  ) {
    const subscriptions = getSubscriptions(options)
    checkOptions(options, subscriptions)
    this.#subscriptions = subscriptions.map(subscription => ({ subscription, matches: createMatcher(subscription) }))
    const { definition, settings, concurrency = 4 } = options
    this.#redact = createRedactor(definition, settings)
    this.#slots = new Pool(concurrency, () => new Slot(definition, account.pacing))
  }

  /** The actions that run now. */
  get inFlight(): number {
    return this.#inFlight
  }

  /** Delivers one event to each action whose subscription matches. Never rejects. */
  async run(event: Event): Promise<Delivery[]> {
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
    if (event.type === 'delete') {
      return [{ ...start, action: 'delete', run: (slot, options) => slot.delete(event, options) }]
    }
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
      if (step.wait > 0) await this.clock.sleep(step.wait, this.signal)
    }
  }

  async #tryTask(task: Task<Settings>, slot: Slot<Settings>): Promise<Step> {
    const passage = await this.account.admit()
    if (passage === 'closed') return { delivery: this.#notSent(task) }
    task.attempts++
    slot.log = emptyLog(this.#onCall(task))
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
    if (isProof) this.account.succeeded(passage)
    else this.account.skipped(passage)
    return delivery
  }

  #fail(task: Task<Settings>, log: RequestLog, passage: Passage, error: ClassifiedError): Step {
    const isInterrupted = this.signal.aborted
    if (isInterrupted && error.retry) {
      this.account.skipped(passage)
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
    if (responses > 0) this.account.succeeded(passage)
    else this.account.skipped(passage)
    this.#retrying(task, error)
    return { wait: hold }
  }

  /**
   * Reports the failure to the account. A final error that came without a response says nothing
   * about the account.
   */
  #report(task: Task<Settings>, { responses }: RequestLog, passage: Passage, error: ClassifiedError) {
    const isAboutEvent = !error.retry && !isRefusal(error)
    if (!isAboutEvent) return this.account.failed(passage, error, task.event)
    if (responses > 0) this.account.succeeded(passage)
    else this.account.skipped(passage)
    return 'count'
  }

  #retrying(task: Task<Settings>, error: ClassifiedError): void {
    task.error = error
    const { event, attempts } = task
    const { reason, status } = error
    const message = this.#redact(error.message)
    notify(this.options.onMetric, { type: 'retry', event, reason, status, message, attempts })
  }

  #onCall({ event, attempts }: Task<Settings>): ((call: Call) => void) | undefined {
    const { onMetric } = this.options
    return onMetric && (call => notify(onMetric, { type: 'request', event, attempt: attempts, call }))
  }

  #end(task: Task<Settings>, outcome: Outcome, error: ClassifiedError): Step {
    return { delivery: this.#toFailure(task, outcome, error) }
  }

  #toFailure({ action, attempts }: Task<Settings>, outcome: Outcome, error: ClassifiedError): Delivery {
    return toFailure(action, outcome, { ...error, message: this.#redact(error.message) }, attempts)
  }

  #notSent(task: Task<Settings>): Delivery {
    if (task.error) return this.#toFailure(task, 'interrupted', task.error)
    const { stopped } = this.account
    if (!stopped) return { ...withoutAttempt('interrupted', 'not-started', NOT_STARTED), action: task.action }
    const message = `Not sent, because the delivery to ${this.options.definition.name} stopped. ${stopped.message}`
    const error = { ...stopped, reason: 'stopped', message, retry: true, retryAfter: null }
    return this.#toFailure(task, 'interrupted', error)
  }

  #attemptOptions(): AttemptOptions {
    const { settings, attemptTimeout = 30_000, logger, statsContext } = this.options
    return { settings, signal: this.signal, timeout: attemptTimeout, logger, statsContext }
  }
}
