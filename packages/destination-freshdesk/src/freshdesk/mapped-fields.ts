import type { Subscription } from '@segment/actions-core'
import { NAMED_CUSTOM_FIELDS } from '../contact'
import type { MappedCustomField } from './check-account'

/**
 * The custom fields of the mappings: the entries of `custom_fields`, and the fields that actions
 * map by name. The sign-up method is a text; the values of the others can have any type.
 */
export function findMappedFields(subscriptions: readonly Pick<Subscription, 'mapping'>[]): MappedCustomField[] {
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
