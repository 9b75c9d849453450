import { setMaxListeners } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import {
  Destination,
  type DestinationDefinition,
  type Logger,
  type StatsContext,
  type Subscription,
} from '@segment/actions-core'
import { attempt } from './attempt'
import { backoff, pause } from './backoff'
import { createGate } from './gate'
import { identities } from './identities'
import { createLanes } from './lanes'
import { judge, type Verdict } from './outcome'
import { createPool } from './pool'
import { type Delivery, type Report, readResult, toReport } from './report'
import { secretMask } from './secrets'

/** An event as it comes in: a JSON object. What it must hold is for the destination to say. */
export type Event = Readonly<Record<string, unknown>>

/** Resolves after that many milliseconds and never sooner. May reject when the signal aborts. */
type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<unknown>

export interface HostOptions<Settings> {
  definition: DestinationDefinition<Settings>
  settings: Settings
  /** Which events go to which action, and how they are mapped. By default the definition's automatic presets. */
  subscriptions?: readonly Subscription[]
  /** Times an action may run for one event, the first included. */
  maxAttempts?: number
  /** Actions that run at one time. An event that waits to be tried again takes no place. */
  concurrency?: number
  /** Milliseconds after which one run of an action is given up, and tried again. */
  attemptTimeout?: number
  /** Aborting it ends every wait and every request at once; what was not done by then is reported as interrupted. */
  signal?: AbortSignal
  /** Called with the milliseconds when an answer makes the whole host pause. */
  onPause?: (milliseconds: number) => void
  logger?: Logger
  statsContext?: StatsContext
  sleep?: Sleep
  random?: () => number
  now?: () => number
}

export interface Host {
  /**
   * Delivers one event and tells what became of it; never rejects. May be called for many events at a time: those of
   * one person are delivered in the order of the calls.
   */
  deliver(event: Event): Promise<Report>
}

const NO_DEFINITION =
  'The definition of a host is a DestinationDefinition, with actions. In an ES module, that of a CommonJS package is its default export’s own "default".'

/** A host for one destination and one account. Throws when the definition is none, or a subscription names an action that does not exist. */
export function createHost<Settings>(options: HostOptions<Settings>): Host {
  if (!options.definition?.actions) throw new Error(NO_DEFINITION)
  const { definition, settings, maxAttempts = 6, concurrency = 4, attemptTimeout = 30_000 } = options
  const { sleep = realSleep, random = Math.random, now = Date.now, onPause, logger, statsContext } = options
  const subscriptions = options.subscriptions ?? automaticPresets(definition)
  for (const subscription of subscriptions) checkAction(definition, subscription)

  const stop = follow(options.signal)
  const rest = (milliseconds: number) => sleep(milliseconds, stop).catch(() => {})
  const gate = createGate(rest, now)
  // As many Destinations as may work at one time: the answers that one collects are then those of a single event.
  const places = createPool(concurrency, () => new Destination(definition))
  const inTurn = createLanes()
  const mask = secretMask(definition, settings)
  const attemptOptions = { settings, stop, timeout: attemptTimeout, logger, statsContext }

  async function deliver(event: Event): Promise<Report> {
    const deliveries: Delivery[] = []
    await inTurn(identities(event), async () => {
      // Each by itself: of several in one call, the first to fail would hide what became of the others.
      for (const subscription of subscriptions) {
        const delivery = await deliverTo(subscription, event)
        if (delivery) deliveries.push(delivery)
      }
    })
    return toReport(event, deliveries)
  }

  async function deliverTo(subscription: Subscription, event: Event): Promise<Delivery | null> {
    const action = subscription.partnerAction
    let verdict = NOT_STARTED
    for (let attempts = 1; attempts <= maxAttempts; attempts++) {
      const destination = await places.take(attempts > 1)
      try {
        await gate.opened()
        if (stop.aborted) return failure(action, 'interrupted', verdict, attempts - 1)
        const executed = await attempt(destination, event, subscription, attemptOptions)
        return executed && success(action, executed, attempts)
      } catch (error) {
        verdict = judge(error, now())
        if (!verdict.retry) return failure(action, 'rejected', verdict, attempts)
        if (stop.aborted) return failure(action, 'interrupted', verdict, attempts)
        if (verdict.retryAfter !== null) close(pause(verdict.retryAfter))
      } finally {
        places.give(destination)
      }
      if (verdict.retryAfter === null && attempts < maxAttempts) await rest(backoff(attempts, random))
    }
    return failure(action, 'gave-up', verdict, maxAttempts)
  }

  function close(milliseconds: number): void {
    if (gate.closeFor(milliseconds)) onPause?.(milliseconds)
  }

  const success = (action: string, executed: { data: unknown; status: number | null }, attempts: number): Delivery => {
    const { outcome, reason, contactId, omitted, message } = readResult(executed.data)
    return { action, outcome, reason, status: executed.status, contactId, attempts, omitted, message }
  }

  const failure = (action: string, outcome: Delivery['outcome'], verdict: Verdict, attempts: number): Delivery => {
    const { reason, status, message } = verdict
    return { action, outcome, reason, status, contactId: null, attempts, omitted: [], message: mask(message) }
  }

  return { deliver }
}

/** What is to be said of an event that was interrupted before any attempt. */
const NOT_STARTED: Verdict = {
  retry: true,
  status: null,
  retryAfter: null,
  reason: 'not-started',
  message: 'The delivery was interrupted before this event was sent.',
}

// A timer may fire a moment early by the wall clock, and a server must never see us back too soon.
const realSleep: Sleep = (milliseconds, signal) => wait(milliseconds + 1, undefined, { signal })

const automaticPresets = <Settings>({ presets = [] }: DestinationDefinition<Settings>): Subscription[] =>
  presets.filter(preset => preset.type === 'automatic')

function checkAction<Settings>({ name, actions }: DestinationDefinition<Settings>, { partnerAction }: Subscription) {
  if (!Object.hasOwn(actions, partnerAction)) {
    throw new Error(`${name} has no action "${partnerAction}", but a subscription names it.`)
  }
}

/** A signal of the host's own, on which every waiting event may listen without a warning about leaks. */
function follow(signal: AbortSignal | undefined): AbortSignal {
  const stop = new AbortController()
  setMaxListeners(0, stop.signal)
  if (signal?.aborted) stop.abort(signal.reason)
  signal?.addEventListener('abort', () => stop.abort(signal.reason), { once: true })
  return stop.signal
}
