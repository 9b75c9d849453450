import {
  type AccountCheck,
  checkAccount,
  type MappedCustomField,
  NAMED_CUSTOM_FIELDS,
  type Settings,
} from '@datafly/destination-freshdesk'
import { createRequestClient, type Subscription } from '@segment/actions-core'

/** Tests the account with the custom fields that the subscriptions map. Changes nothing. */
export function checkOwnAccount(settings: Settings, subscriptions: readonly Subscription[]): Promise<AccountCheck[]> {
  return checkAccount(createRequestClient(), settings, findMappedFields(subscriptions))
}

/**
 * The custom fields of a mapping: the entries of `custom_fields`, and the fields that actions map
 * by name. The sign-up method is a text; the values of the others can have any type.
 */
function findMappedFields(subscriptions: readonly Subscription[]): MappedCustomField[] {
  const fields = new Map<string, MappedCustomField>()
  for (const { mapping } of subscriptions) {
    const values = (mapping ?? {}) as Record<string, unknown>
    for (const name of NAMED_CUSTOM_FIELDS) {
      if (values[name] !== undefined) fields.set(name, { name, type: name === 'signup_method' ? 'text' : undefined })
    }
    for (const [name, value] of Object.entries(Object(values.custom_fields))) {
      // A directive such as { "@path": "$.traits.plan" } is no list of fields.
      if (!name.startsWith('@')) fields.set(name, { name, type: typeof value === 'string' ? 'text' : undefined })
    }
  }
  return [...fields.values()]
}

/** The ways out of failed checks, one a line. Other failures than a custom field have one fix. */
export function toAdvice(checks: readonly AccountCheck[]): string[] {
  const failures = checks.filter(({ state }) => state === 'failed')
  if (failures.length === 0) return []
  if (failures.some(({ name }) => name !== 'custom-field')) return ['Fix this first, then run the same command again.']
  return [
    'There are three ways out:',
    '  - Create or change the field in Freshdesk, then run the same command again.',
    '  - Leave out the fields that do not exist: put {"settings": {"unknownCustomFields": "leave-out"}} into a file,',
    '    and add --config with the name of the file.',
    '  - Skip the check with --no-check. Freshdesk then refuses each event that has the field.',
  ]
}
