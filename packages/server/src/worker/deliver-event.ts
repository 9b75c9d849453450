import { backoff, type Event } from '@datafly/delivery'
import type { DestinationDefinition, Subscription } from '@segment/actions-core'
import { parseJson } from '../intake/json'
import type { BodyLoader, Loaded } from './body-loader'
import type { Connection } from './connection'
import type { ActionResult } from './destination-runner'
import { findReasonToDrop } from './find-reason-to-drop'
import type { Entry } from './lanes'
import type { LeasedAccount } from './leases'
import { NO_ACTION, type OutcomeRow, toOutcome } from './outcome-row'

/** What the delivery of one event needs from its account. */
export interface DeliveryContext {
  leased: LeasedAccount
  connection: Connection
  bodies: BodyLoader
  definition: DestinationDefinition<never>
  maxAttempts: number
  /** False while no call may start. */
  mayStart(): boolean
  /** Resolves when an action may start. */
  admit(): ReturnType<Connection['admit']>
  write(entry: Entry, row: OutcomePart): void
}

export type OutcomePart = Partial<OutcomeRow> & Pick<OutcomeRow, 'final' | 'status' | 'outcome'>

/** Consent is at most so many milliseconds old when a call starts. */
const MAX_CONSENT_AGE = 1_000

/** The event has ended, its next action may run, or it waits that many milliseconds. */
type Next = 'ended' | 'continue' | number

/**
 * Delivers one event: loads it, checks whether it may still be sent, and runs its actions. An event
 * that cannot be processed becomes a dead letter, because it would fail in the same way each time.
 *
 * @returns "ended", or the milliseconds until the event is tried again
 * @throws Error when the database fails before the first call
 */
export async function deliverEvent(entry: Entry, context: DeliveryContext): Promise<'ended' | number> {
  const loaded = await context.bodies.load(entry.seq)
  try {
    return await deliverLoaded(entry, context, loaded)
  } catch (error) {
    const message = `The server cannot process this event: ${(error as Error).message}`
    return endWithoutAction(entry, context, { status: 'dead', outcome: 'rejected', reason: 'broken-event', message })
  }
}

async function deliverLoaded(entry: Entry, context: DeliveryContext, loaded: Loaded): Promise<'ended' | number> {
  const event = parseJson(loaded.body) as Event
  const dropped = findReasonToDrop(event, context.leased, context.definition, loaded.consents)
  if (dropped) return endWithoutAction(entry, context, dropped)
  const subscriptions = context.connection.matching(event).filter(one => !entry.done.has(one.partnerAction))
  for (const [index, subscription] of subscriptions.entries()) {
    const isLast = index === subscriptions.length - 1
    const next = await runAction(entry, context, { event, loaded, subscription, isLast })
    if (next !== 'continue') return next
  }
  // Its other actions ended well, and a changed configuration has no further one.
  if (entry.done.size > 0) return endWithoutAction(entry, context, { status: 'delivered', outcome: 'delivered' })
  return endWithoutAction(entry, context, { status: 'dropped', outcome: 'dropped', reason: 'not-subscribed' })
}

interface Run {
  event: Event
  loaded: Loaded
  subscription: Subscription
  isLast: boolean
}

async function runAction(entry: Entry, context: DeliveryContext, { event, loaded, subscription, isLast }: Run) {
  const { connection, bodies, leased, definition } = context
  const asked = performance.now()
  const passage = await context.admit()
  if (passage === 'closed') return 0
  if (!context.mayStart()) {
    connection.skipped(passage)
    return 0
  }
  if (performance.now() - asked > MAX_CONSENT_AGE) {
    const fresh = await bodies.load(entry.seq).catch(() => loaded)
    const dropped = findReasonToDrop(event, leased, definition, fresh.consents)
    if (dropped) {
      connection.skipped(passage)
      return endWithoutAction(entry, context, dropped)
    }
  }
  const result = await connection.run(subscription, event, passage)
  // A call that was interrupted has no result, so it leaves no outcome.
  if (connection.isInterrupted && result.error?.retry) return 0
  return handleResult(entry, context, result, isLast)
}

function handleResult(
  entry: Entry,
  { write, maxAttempts }: DeliveryContext,
  result: ActionResult,
  isLast: boolean,
): Next {
  entry.attempts++
  const row = toOutcome(result)
  if (!result.error) {
    entry.done.add(result.action)
    write(entry, { ...row, final: isLast })
    return isLast ? 'ended' : 'continue'
  }
  if (result.consequence === 'end') {
    write(entry, { ...row, status: 'dead' })
    return 'ended'
  }
  // The account is at fault, so the attempt does not count.
  if (result.consequence === 'wait') {
    write(entry, { ...row, status: 'retrying', outcome: 'held-back', final: false })
    return result.hold
  }
  entry.failures++
  if (entry.failures >= maxAttempts) {
    write(entry, { ...row, status: 'dead', outcome: 'gave-up' })
    return 'ended'
  }
  write(entry, { ...row, status: 'retrying', outcome: 'retrying', final: false })
  return backoff(entry.failures, Math.random)
}

function endWithoutAction(entry: Entry, { write }: DeliveryContext, row: Omit<OutcomePart, 'final'>): 'ended' {
  entry.attempts++
  write(entry, { ...NO_ACTION, ...row, final: true })
  return 'ended'
}
