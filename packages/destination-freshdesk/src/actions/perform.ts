import type { ExecuteInput, RequestClient } from '@segment/actions-core'
import type { ContactPayload, NormalizedContact } from '../contact'
import { type Client, freshdesk } from '../freshdesk/client'
import { type Result, unchanged } from '../freshdesk/result'
import { consentGranted } from '../normalize/consent'
import { normalizeContact } from '../normalize/contact'
import { accountOf, type Settings } from '../settings'
import { observed } from './observed'

/**
 * The `perform` of an action on contacts: an event without consent, or of nobody, is dropped; a person is normalized and handed to `write`.
 *
 * @throws PayloadValidationError, InvalidAuthenticationError, IntegrationError (final) and RetryableError (to be tried again, after `retryAfter`
 * seconds where it carries that). No message holds the API key or a value of the event.
 */
export const performOnContact = (write: (client: Client, person: NormalizedContact) => Promise<Result>) =>
  observed(
    async (
      request: RequestClient,
      { payload, settings, signal }: ExecuteInput<Settings, ContactPayload>,
    ): Promise<Result> => {
      const account = accountOf(settings)
      if (!consentGranted(payload.consent, account.consentCategory)) return unchanged('dropped', 'no-consent')
      const person = normalizeContact(payload, account)
      if (!person) return unchanged('dropped', 'anonymous')
      return write(freshdesk(request, account, signal), person)
    },
  )
