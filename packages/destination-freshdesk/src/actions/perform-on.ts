import { type ExecuteInput, PayloadValidationError, type RequestClient } from '@segment/actions-core'
import type { ContactPayload, NormalizedContact } from '../contact'
import { type Client, createFreshdeskClient } from '../freshdesk/client'
import { removeConsentTag } from '../freshdesk/remove-consent-tag'
import { type Result, unchanged } from '../freshdesk/result'
import { parseConsent } from '../normalize/consent'
import { normalizeContact } from '../normalize/contact'
import { parseSettings, type ResolvedSettings } from '../parse-settings'
import type { Settings } from '../settings'
import { pickFirst } from './first-of'
import { withMetrics } from './with-metrics'

/**
 * Makes the `perform` of an action on any kind of Freshdesk object.
 *
 * @param read turns the mapped payload into the object to write, or into a result when there is
 * nothing to write.
 * @param write sends the object to Freshdesk.
 * @throws PayloadValidationError, InvalidAuthenticationError and IntegrationError, which are final,
 * and RetryableError, which may carry `retryAfter` in seconds. No message holds the API key or a
 * value of the event.
 */
export function performOn<P, T extends object>(
  read: (payload: P, settings: ResolvedSettings) => T | Result,
  write: (client: Client, object: T) => Promise<Result>,
) {
  return function perform(request: RequestClient, data: ExecuteInput<Settings, P>): Promise<Result> {
    return withMetrics(data as ExecuteInput<never, never>, async () => {
      const settings = parseSettings(data.settings)
      const object = read(data.payload, settings)
      if ('outcome' in object) return object
      return write(createFreshdeskClient(request, settings, data.signal), object)
    })
  }
}

/**
 * Makes the `perform` of an action on contacts. Such an action writes only what a visitor has
 * consented to.
 */
export function performOnContact(write: (client: Client, contact: NormalizedContact) => Promise<Result>) {
  return performOn(readContact, (client, read) =>
    read.isWithdrawn ? removeConsentTag(client, read.contact) : write(client, read.contact),
  )
}

function readContact(mapped: ContactPayload, settings: ResolvedSettings) {
  const payload = pickFirst(mapped)
  const { state } = parseConsent(payload.consent, settings.consentCategory)
  if (state === 'unknown-form') return unchanged('dropped', 'consent-form-unknown')
  const isWithdrawn = state === 'refused' && settings.onConsentWithdrawn === 'remove-tag'
  if (state !== 'granted' && !isWithdrawn) return unchanged('dropped', 'no-consent')
  const contact = isWithdrawn ? findIdentifiers(payload, settings) : normalizeContact(payload, settings)
  return contact ? { contact, isWithdrawn } : unchanged('dropped', isWithdrawn ? 'no-consent' : 'anonymous')
}

/**
 * A person who refuses and whose identifiers cannot be used has no contact that could be found:
 * that is no error of the sender.
 */
function findIdentifiers(payload: ContactPayload, settings: ResolvedSettings): NormalizedContact | undefined {
  try {
    return normalizeContact(payload, settings)
  } catch (error) {
    if (error instanceof PayloadValidationError) return undefined
    throw error
  }
}
