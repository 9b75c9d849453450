import { findQueryError } from '@datafly/delivery'
import { type JSONObject, transform } from '@segment/actions-core'
import type { InferOutput } from 'valibot'
import type { Destination } from '../../destinations/destination'
import { ApiError } from '../api-error'
import type { subscription } from './subscription-schema'

/**
 * @throws ApiError 400 that names the subscription, for an unknown action or field, or a wrong
 * query or directive
 */
export function checkSubscriptions(
  { definition }: Destination,
  subscriptions: ReadonlyArray<InferOutput<typeof subscription>>,
): void {
  for (const [index, { partnerAction, subscribe, mapping = {} }] of subscriptions.entries()) {
    const refuse = (key: string, message: string) =>
      new ApiError(400, 'INVALID_REQUEST', message, `subscriptions.${index}.${key}`)
    const action = Object.hasOwn(definition.actions, partnerAction) ? definition.actions[partnerAction] : undefined
    if (!action) throw refuse('partnerAction', `${definition.name} has no action "${partnerAction}".`)
    const problem = findQueryError(subscribe)
    if (problem) throw refuse('subscribe', `The query of ${action.title} cannot be used. ${problem}`)
    const unknown = Object.keys(mapping).find(field => !Object.hasOwn(action.fields, field))
    if (unknown) throw refuse(`mapping.${unknown}`, `${action.title} has no field "${unknown}".`)
    for (const [field, directive] of Object.entries(mapping)) {
      const message = findDirectiveError(directive)
      if (message) throw refuse(`mapping.${field}`, `The mapping of "${field}" cannot be used: ${message}`)
    }
  }
}

/** The framework checks a directive when it applies it. */
function findDirectiveError(directive: unknown): string | null {
  try {
    transform({ field: directive } as JSONObject, {})
    return null
  } catch (error) {
    return (error as Error).message
  }
}
