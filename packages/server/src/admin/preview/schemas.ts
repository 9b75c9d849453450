import * as v from 'valibot'
import { anyObject, described, filterText, text, textOrNull } from '../fields'
import { settingsInput, subscription } from '../integrations/subscription-schema'

export const previewBody = v.strictObject({
  integration: described(filterText, 'The integration whose configuration is used where the body has none.'),
  destination: filterText,
  settings: v.optional(settingsInput),
  subscriptions: v.optional(v.array(subscription)),
  consent: v.optional(v.array(text)),
  event: anyObject,
})

export const previewField = v.strictObject({
  field: text,
  label: text,
  value: described(v.unknown(), 'The value in the payload; null when the event has none.'),
  from: described(v.array(text), 'The paths of the event that the directive reads.'),
  directive: v.unknown(),
})

export const previewAction = v.strictObject({
  action: text,
  title: text,
  subscribe: text,
  matches: v.boolean(),
  payload: v.nullable(anyObject),
  fields: v.array(previewField),
  consent: v.nullable(
    v.strictObject({ category: text, state: v.picklist(['granted', 'refused', 'absent', 'unknown-form']) }),
  ),
  contact: v.nullable(anyObject),
  omitted: v.array(v.strictObject({ field: text, reason: text, explanation: text })),
  problem: described(textOrNull, 'Why the payload cannot be a contact.'),
})

export const preview = v.strictObject({
  integration_on: described(v.boolean(), 'False when the event or the integration switches the delivery off.'),
  actions: v.array(previewAction),
  result: v.strictObject({ outcome: text, reason: textOrNull, explanation: textOrNull, message: textOrNull }),
  requests: described(
    v.array(v.strictObject({ method: text, url: text, body: v.unknown() })),
    'The requests that would be sent. An action that depends on a response shows its first request.',
  ),
})
