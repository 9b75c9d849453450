import { setMaxListeners } from 'node:events'
import { Account } from './account'
import type { Stop } from './circuit-breaker'
import { type Clock, systemClock } from './clock'
import type { Event } from './event'
import { type HostOptions, notify } from './host-options'
import { getIdentities } from './identity'
import { KeyedQueue } from './keyed-queue'
import type { HostHealth } from './metrics'
import { createRedactor } from './redact'
import { type Delivery, NOT_STARTED, type Outcome, type Report, toReport, withoutAttempt } from './report'
import { screenEvent } from './screen-event'
import { TaskRunner } from './task-runner'

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

const HELD_BACK = 'An older event of this person is kept for later. This newer event is kept with it, to stay in order.'
/**
 * Outcomes after which an event is delivered again later, so newer events of the person have to
 * wait.
 */
const KEPT: ReadonlySet<Outcome> = new Set<Outcome>(['gave-up', 'interrupted', 'held-back'])

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
  readonly #abort = new AbortController()
  readonly #account: Account
  readonly #tasks: TaskRunner<Settings>
  readonly #queue = new KeyedQueue()
  /** The identifiers of people with an event that is kept for later. */
  readonly #held = new Set<string>()
  /** When each event was handed in, the oldest first. */
  readonly #waiting = new Map<object, number>()
  #isDraining = false
  #onIdle = () => {}

  constructor(
    private readonly options: HostOptions<Settings>,
    private readonly clock: Clock,
  ) {
    followSignal(this.#abort, options.signal)
    this.#account = this.#createAccount()
    this.#tasks = new TaskRunner(options, this.#account, clock, this.#abort.signal)
  }

  async deliver(event: Event): Promise<Report> {
    const entry = {}
    const start = this.clock.now()
    this.#waiting.set(entry, start)
    const report = toReport(event, await this.#deliverInOrder(event))
    this.#waiting.delete(entry)
    notify(this.options.onMetric, { type: 'delivery', report, milliseconds: this.clock.now() - start })
    if (this.#waiting.size === 0) this.#onIdle()
    return report
  }

  health(): HostHealth {
    const [oldest] = this.#waiting.values()
    return {
      ...this.#account.health,
      inFlight: this.#tasks.inFlight,
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
        : await this.#tasks.run(event)
      if (deliveries.some(({ outcome }) => KEPT.has(outcome))) {
        for (const identity of identities) this.#held.add(identity)
      }
      return deliveries
    })
  }

  #createAccount(): Account {
    const { definition, settings, rate, share, maxOutage, onPause, onStop, onMetric } = this.options
    const redact = createRedactor(definition ?? {}, settings)
    const watch = {
      onPause: (milliseconds: number, reason: 'rate-limit' | 'outage') => {
        notify(onPause, milliseconds, reason)
        notify(onMetric, { type: 'pause', reason, milliseconds })
      },
      onStop: (stop: Stop) => {
        const redacted = { ...stop, message: redact(stop.message) }
        notify(onStop, redacted)
        notify(onMetric, { type: 'stop', ...redacted })
      },
    }
    return new Account({ rate, share, maxOutage, ...watch }, this.clock, this.#abort.signal)
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
