import * as v from 'valibot'
import { anyObject, count, described, name, numberOrNull, text, textOrNull, time, timeOrNull } from '../fields'
import { settingsInput, subscription } from './subscription-schema'

const managedBy = v.picklist(['file', 'console'])

export const rateLimit = v.strictObject({
  limit_per_minute: described(numberOrNull, 'The limit that the destination reports; null while it is not known.'),
  used_last_minute: described(count, 'The attempts of the last minute that got a response.'),
})

export const integration = v.strictObject({
  name: text,
  destination: text,
  sources: v.array(text),
  settings: described(anyObject, 'The settings without secrets.'),
  secrets: described(v.record(v.string(), v.strictObject({ is_set: v.boolean() })), 'Whether each secret is set.'),
  subscriptions: described(v.array(subscription), 'The preset when the integration has no own ones.'),
  is_preset: v.boolean(),
  consent: v.array(text),
  rate: described(numberOrNull, 'The most calls a minute.'),
  share: described(numberOrNull, 'The part of the reported limit to use.'),
  enabled: v.boolean(),
  paused: described(v.boolean(), 'True when a person paused it.'),
  managed_by: managedBy,
  revision: count,
  delivering: described(v.boolean(), 'True when a worker owns it now.'),
  paused_until: timeOrNull,
  pause_reason: textOrNull,
  waiting: count,
  oldest_waiting: timeOrNull,
  rate_limit: rateLimit,
})
export type Integration = v.InferInput<typeof integration>

const changeable = {
  sources: v.pipe(v.array(name), v.minLength(1, 'An integration needs at least one source.'), v.maxLength(100)),
  settings: settingsInput,
  subscriptions: described(v.nullable(v.array(subscription)), 'Null for the preset.'),
  consent: v.pipe(v.array(v.pipe(text, v.nonEmpty(), v.maxLength(100))), v.maxLength(20)),
  rate: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000))),
  share: v.nullable(v.pipe(v.number(), v.minValue(0.01), v.maxValue(1))),
  enabled: v.boolean(),
}

export const newIntegration = v.strictObject({
  name,
  destination: text,
  ...v.partial(v.strictObject(changeable), ['subscriptions', 'consent', 'rate', 'share', 'enabled']).entries,
})

export const integrationChange = v.strictObject({
  revision: described(count, 'The revision that the change is based on.'),
  ...v.partial(v.strictObject(changeable)).entries,
})

export const integrationList = v.strictObject({ integrations: v.array(integration) })

export const connectionTestBody = v.strictObject({
  name: described(v.optional(text), 'An integration whose stored key is used, with its stored domain only.'),
  settings: settingsInput,
})

export const connectionTest = v.strictObject({
  ok: v.boolean(),
  checks: v.array(v.strictObject({ name: text, state: v.picklist(['passed', 'failed', 'unknown']), message: text })),
  advice: v.array(text),
})

export const revision = v.strictObject({
  revision: count,
  at: time,
  author: text,
  summary: text,
  changes: v.array(v.strictObject({ path: text, before: v.unknown(), after: v.unknown() })),
})

export const revisionList = v.strictObject({ revisions: v.array(revision) })

export const undoBody = v.strictObject({ revision: described(count, 'The revision to take back.') })

export const settingField = v.strictObject({
  key: text,
  label: text,
  description: text,
  type: text,
  required: v.boolean(),
  secret: v.boolean(),
  choices: v.optional(v.array(v.strictObject({ value: text, label: text }))),
  default: v.optional(v.unknown()),
})

export const actionField = v.strictObject({
  key: text,
  label: text,
  description: text,
  type: v.union([text, v.array(text)]),
  required: v.boolean(),
  multiple: v.boolean(),
  default: v.unknown(),
  properties: v.optional(anyObject),
})

export const action = v.strictObject({
  slug: text,
  title: text,
  description: text,
  default_subscription: textOrNull,
  fields: v.array(actionField),
})

export const destination = v.strictObject({
  slug: text,
  name: text,
  description: text,
  settings: v.array(settingField),
  actions: v.array(action),
  presets: v.array(v.strictObject({ name: text, subscriptions: v.array(subscription) })),
})

export const destinationList = v.strictObject({ destinations: v.array(destination) })
