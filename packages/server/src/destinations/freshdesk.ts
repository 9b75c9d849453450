import definition, {
  checkAccount,
  explainContact,
  explainReason,
  findMappedFields,
  parseSettings,
  type Settings,
  splitMessage,
  toContactUrl,
} from '@datafly/destination-freshdesk'
import { createRequestClient } from '@segment/actions-core'
import type { Destination } from './destination'

/** The settings of an integration are checked before they are stored. */
const own = (settings: unknown) => settings as Settings

export const freshdesk: Destination = {
  slug: 'freshdesk',
  definition: definition as never,
  placeholders: { domain: 'example', apiKey: 'none' },
  checkSettings: settings => void parseSettings(own(settings)),
  getAccount: settings => parseSettings({ ...own(settings), apiKey: 'any' }).domain,
  getConsentCategory: settings => orNull(() => parseSettings(own(settings)).consentCategory),
  toContactUrl: (settings, contactId) => orNull(() => toContactUrl(own(settings), contactId)),
  explainReason,
  splitMessage,
  explainContact: (mapped, settings) => explainContact(mapped, own(settings)),
  testConnection: (settings, subscriptions) =>
    checkAccount(createRequestClient(), own(settings), findMappedFields(subscriptions)),
}

/** A configuration file may hold settings that nothing has checked. */
function orNull<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    return null
  }
}
