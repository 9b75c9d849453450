import { createDryRun, createMatcher, type Event, isIntegrationOn, type Report } from '@datafly/delivery'
import type { ContactExplanation } from '@datafly/destination-freshdesk'
import { type JSONObject, type Subscription, transform } from '@segment/actions-core'
import type { Destination } from './destinations/destination'

export { freshdesk } from './destinations/freshdesk'

/** What one action makes of an event. */
export interface ActionExplanation extends Omit<ContactExplanation, 'payload' | 'consent'> {
  action: string
  title: string
  subscribe: string
  matches: boolean
  mapping: Readonly<Record<string, unknown>>
  /** Null for an action that the event does not start, as is `consent`. */
  payload: Readonly<Record<string, unknown>> | null
  consent: ContactExplanation['consent'] | null
}

export interface EventExplanation {
  /** False when the event switches the destination off. */
  isOn: boolean
  actions: ActionExplanation[]
  /** The result of a dry run, with its requests. */
  report: Report
}

export interface ExplainOptions {
  destination: Destination
  settings: Readonly<Record<string, unknown>>
  subscriptions: readonly Subscription[]
  signal?: AbortSignal
}

/**
 * Explains what becomes of one event: the actions, the mapped payloads, the consent, the contacts,
 * the omissions and the requests. Sends nothing.
 *
 * @throws IntegrationError when a setting is wrong
 */
export async function explainEvent(event: Event, options: ExplainOptions): Promise<EventExplanation> {
  const { destination, settings, subscriptions, signal } = options
  const { definition } = destination
  const host = createDryRun({
    definition,
    settings: settings as never,
    subscriptions: [...subscriptions],
    allowDeletes: true,
    ...(signal && { signal }),
  })
  return {
    isOn: isIntegrationOn(event, definition.name),
    actions: subscriptions.map(subscription => explainAction(event, subscription, options)),
    report: await host.deliver(event),
  }
}

function explainAction(
  event: Event,
  subscription: Subscription,
  { destination, settings }: ExplainOptions,
): ActionExplanation {
  const { partnerAction: action, subscribe, mapping = {} } = subscription
  const base = {
    action,
    title: destination.definition.actions[action]?.title ?? action,
    subscribe,
    mapping: mapping as Record<string, unknown>,
  }
  const nothing = { payload: null, consent: null, contact: null, omitted: [] }
  if (!createMatcher(subscription)(event)) return { ...base, ...nothing, matches: false, problem: null }
  let mapped: Record<string, unknown>
  try {
    mapped = transform(mapping as JSONObject, event as JSONObject)
  } catch (error) {
    return { ...base, ...nothing, matches: true, problem: `The mapping cannot be used: ${(error as Error).message}` }
  }
  const { payload, ...explanation } = destination.explainContact(mapped, settings)
  return { ...base, ...explanation, matches: true, payload: payload as Record<string, unknown> }
}
