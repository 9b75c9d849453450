import * as v from 'valibot'
import { anyObject, described, text } from '../fields'

export const subscription = v.strictObject({
  name: v.optional(text),
  partnerAction: described(text, 'The slug of the action.'),
  subscribe: described(v.pipe(text, v.maxLength(4_096)), 'Which events start the action, in FQL.'),
  mapping: v.optional(anyObject),
})

export const settingsInput = v.record(
  v.string(),
  v.union([v.pipe(v.string(), v.maxLength(1_024)), v.number(), v.boolean()]),
)
