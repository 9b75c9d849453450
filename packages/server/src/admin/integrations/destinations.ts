import type { InferInput } from 'valibot'
import type { Destination } from '../../destinations/destination'
import { getDestinations } from '../../destinations/registry'
import { asRecord } from '../../intake/json'
import type { action, destination, settingField } from './schemas'

/** The destinations as their definitions describe them: settings, actions, fields and presets. */
export const describeDestinations = (): InferInput<typeof destination>[] =>
  getDestinations().map(({ slug, definition }) => ({
    slug,
    name: definition.name,
    description: definition.description ?? '',
    settings: Object.entries(definition.authentication?.fields ?? {}).map(toSetting),
    actions: Object.entries(definition.actions).map(toAction),
    presets: groupPresets(definition.presets ?? []),
  }))

type Field = Record<string, unknown> & { label: string; description?: string }

function toSetting([key, field]: [string, unknown]): InferInput<typeof settingField> {
  const { label, description = '', type, required = false, choices, default: fallback } = field as Field
  return {
    key,
    label,
    description,
    type: String(type),
    required: required === true,
    secret: type === 'password',
    ...(Array.isArray(choices) && { choices }),
    ...(fallback !== undefined && { default: fallback }),
  }
}

function toAction([slug, { title, description = '', defaultSubscription, fields }]: [
  string,
  Destination['definition']['actions'][string],
]): InferInput<typeof action> {
  return {
    slug,
    title,
    description,
    default_subscription: defaultSubscription ?? null,
    fields: Object.entries(fields).map(([key, field]) => {
      const {
        label,
        description: text = '',
        type,
        required,
        multiple,
        default: fallback,
        properties,
      } = field as unknown as Field
      return {
        key,
        label,
        description: text,
        type: type as string | string[],
        required: required === true,
        multiple: multiple === true,
        default: fallback ?? null,
        ...(properties !== undefined && { properties: asRecord(properties) }),
      }
    }),
  }
}

function groupPresets(presets: NonNullable<Destination['definition']['presets']>) {
  const names = [...new Set(presets.map(({ name = 'Default' }) => name))]
  return names.map(name => ({
    name,
    subscriptions: presets
      .filter(preset => preset.name === name)
      .map(preset => {
        const { partnerAction, subscribe = '', mapping } = preset as unknown as Record<string, never>
        return { partnerAction: String(partnerAction), subscribe: String(subscribe), mapping: asRecord(mapping) }
      }),
  }))
}
