import { type Event, screenEvent } from '@datafly/delivery'
import type { DestinationDefinition } from '@segment/actions-core'
import type { KnownConsent } from './body-loader'
import type { LeasedAccount } from './leases'
import type { OutcomeRow } from './outcome-row'

/**
 * Decides right before a call whether the event must not be sent: the integration is off, the event
 * is not for it, or the person withdrew the consent after the event.
 */
export function findReasonToDrop(
  event: Event,
  { enabled, consent: categories }: LeasedAccount,
  definition: DestinationDefinition<never>,
  consents: readonly KnownConsent[],
): Pick<OutcomeRow, 'status' | 'outcome' | 'reason'> | null {
  if (!enabled) return { status: 'dropped', outcome: 'dropped', reason: 'integration-off' }
  const screened = screenEvent(event, definition, false)
  if (screened) {
    const { outcome } = screened
    return { ...screened, status: outcome === 'dropped' ? 'dropped' : 'dead' }
  }
  const at = Date.parse(String(event.timestamp))
  const isWithdrawn = consents.some(
    consent => !(Date.parse(consent.at) <= at) && categories.some(category => consent.categories[category] === false),
  )
  return isWithdrawn ? { status: 'dropped', outcome: 'dropped', reason: 'consent-withdrawn' } : null
}
