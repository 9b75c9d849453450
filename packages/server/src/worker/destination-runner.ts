import {
  type Account,
  attempt,
  type ClassifiedError,
  classifyError,
  createMatcher,
  createRedactor,
  type Event,
  emptyLog,
  getSubscriptions,
  isRefusal,
  type Passage,
  readResult,
  Slot,
} from '@datafly/delivery'
import type { DestinationDefinition, Subscription } from '@segment/actions-core'
import { type Detail, recordPayload } from './detail'

/** Milliseconds after which one run of an action ends as timed out. */
const ATTEMPT_TIMEOUT = 30_000

/** The result of one run of one action. */
export interface ActionResult {
  action: string
  /** Null when the action ended well; the error otherwise. */
  error: ClassifiedError | null
  /** What follows from an error: the event ends, counts a failure, or waits with the account. */
  consequence: 'end' | 'count' | 'wait'
  /** Milliseconds until only this event may be tried again. */
  hold: number
  outcome: string
  reason: string | null
  status: number | null
  contactId: string | number | null
  message: string | null
  milliseconds: number
  detail: Detail
}

/** The most characters of one response that are kept. */
const MAX_RESPONSE = 4_096

/** A Destination that runs one attempt at a time, and what this attempt did. */
interface Place {
  slot: Slot<never>
  detail: Detail
}

/** Runs the actions of one integration, one run at a time for each slot. */
export class DestinationRunner {
  readonly #subscriptions: ReadonlyArray<{ subscription: Subscription; matches(event: Event): boolean }>
  readonly #redact: (text: string) => string
  readonly #idle: Place[] = []

  constructor(
    private readonly definition: DestinationDefinition<never>,
    private readonly settings: Record<string, unknown>,
    subscriptions: readonly Subscription[] | null,
    private readonly account: Account,
    private readonly signal: AbortSignal,
  ) {
    const chosen = getSubscriptions({
      definition,
      settings: settings as never,
      ...(subscriptions && { subscriptions }),
    })
    this.#subscriptions = chosen.map(subscription => ({ subscription, matches: createMatcher(subscription) }))
    this.#redact = createRedactor(definition, settings as never)
  }

  /** The subscriptions that take this event. */
  matching(event: Event): Subscription[] {
    return this.#subscriptions.filter(({ matches }) => matches(event)).map(({ subscription }) => subscription)
  }

  /** Runs one action once, and reports to the account what its end says about it. Never rejects. */
  async run(subscription: Subscription, event: Event, passage: Passage): Promise<ActionResult> {
    const place = this.#idle.pop() ?? this.#createPlace()
    const { slot } = place
    const detail: Detail = { payload: null, calls: [], omitted: [] }
    place.detail = detail
    slot.log = emptyLog(call => detail.calls.push({ ...call, response: call.response?.slice(0, MAX_RESPONSE) ?? null }))
    const start = performance.now()
    const base = { action: subscription.partnerAction, hold: 0, error: null, consequence: 'end' as const }
    try {
      const options = { settings: this.settings, signal: this.signal, timeout: ATTEMPT_TIMEOUT }
      const executed = await attempt(slot.destination, event, subscription, options)
      const result = readResult(executed?.data)
      if (slot.log.responses > 0 || result.outcome !== 'dropped') this.account.succeeded(passage)
      else this.account.skipped(passage)
      detail.omitted = result.omitted
      return { ...base, ...result, status: executed?.status ?? null, milliseconds: since(start), detail }
    } catch (thrown) {
      const error = classifyError(thrown, Date.now())
      const { reason, status } = error
      const message = this.#redact(error.message)
      const failure = { outcome: 'rejected', reason, status, contactId: null, message, milliseconds: since(start) }
      return { ...base, ...failure, error, ...this.#report(slot, passage, error), detail }
    } finally {
      this.#idle.push(place)
    }
  }

  #createPlace(): Place {
    const place = { detail: { payload: null, calls: [], omitted: [] } as Detail } as Place
    const recorded = recordPayload(this.definition, () => place.detail)
    place.slot = new Slot<never>(recorded, this.account.pacing)
    return place
  }

  #report({ log }: Slot<never>, passage: Passage, error: ClassifiedError) {
    const isAboutAccount = (error.retry && log.hold === 0 && !this.signal.aborted) || isRefusal(error)
    if (isAboutAccount) {
      // Each attempt counts as a different event: an event that fails alone may meet an outage.
      // Only a success of others in between shows that the failure is about this event.
      const consequence = this.account.failed(passage, error, Symbol('attempt'))
      return { consequence: consequence === 'count' ? ('count' as const) : ('wait' as const) }
    }
    if (log.responses > 0) this.account.succeeded(passage)
    else this.account.skipped(passage)
    return { consequence: error.retry ? ('wait' as const) : ('end' as const), hold: log.hold }
  }
}

const since = (start: number): number => Math.round(performance.now() - start)
