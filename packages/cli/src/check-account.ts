import freshdesk, {
  type AccountCheck,
  checkAccount,
  type MappedCustomField,
  type Settings,
} from '@datafly/destination-freshdesk'
import { createRequestClient, type Subscription } from '@segment/actions-core'

/**
 * Tests the account with the custom fields of the destination's own subscriptions. Changes nothing.
 */
export function checkOwnAccount(settings: Settings): Promise<AccountCheck[]> {
  return checkAccount(createRequestClient(), settings, findMappedFields(freshdesk.presets as readonly Subscription[]))
}

/**
 * The custom fields of a mapping: the entries of `custom_fields`, and `signup_method`, which is a
 * text.
 */
function findMappedFields(subscriptions: readonly Subscription[]): MappedCustomField[] {
  const fields = new Map<string, MappedCustomField>()
  for (const { mapping } of subscriptions) {
    const { custom_fields: custom, signup_method: method } = (mapping ?? {}) as Record<string, unknown>
    if (method !== undefined) fields.set('signup_method', { name: 'signup_method', type: 'text' })
    for (const [name, value] of Object.entries(Object(custom))) {
      // A directive such as { "@path": "$.traits.plan" } is no list of fields.
      if (!name.startsWith('@')) fields.set(name, { name, type: typeof value === 'string' ? 'text' : undefined })
    }
  }
  return [...fields.values()]
}
