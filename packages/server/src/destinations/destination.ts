import type { AccountCheck, ContactExplanation, Explanation } from '@datafly/destination-freshdesk'
import type { DestinationDefinition, Subscription } from '@segment/actions-core'

type Settings = Readonly<Record<string, unknown>>

/** A destination of the framework, and what an operator sees of it. */
export interface Destination {
  /** Its name in a configuration. */
  slug: string
  definition: DestinationDefinition<never>
  /** Settings that stand in for missing ones in a preview, which sends nothing. */
  placeholders: Settings
  /**
   * Checks the settings of an integration.
   *
   * @throws Error with a sentence, and the key of the setting in `field`
   */
  checkSettings(settings: Settings): void
  /** The account that the settings name. A stored key is only ever sent to its own account. */
  getAccount(settings: Settings): string
  /** The consent category that its actions ask for. Null with unusable settings. */
  getConsentCategory(settings: Settings): string | null
  /** The page of a contact. Null with unusable settings. */
  toContactUrl(settings: Settings, contactId: string): string | null
  explainReason(reason: string, isError: boolean): Explanation | null
  splitMessage(message: string): Explanation
  explainContact(mapped: Record<string, unknown>, settings: Settings): ContactExplanation
  testConnection(settings: Settings, subscriptions: readonly Subscription[]): Promise<AccountCheck[]>
}
