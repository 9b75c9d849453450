import type { Subscription } from '@segment/actions-core'
import type { Destination } from '../../destinations/destination'
import type { AccountConfig } from '../accounts'
import { resolveSubscriptions } from './integration'

/**
 * A configuration as paths and values, such as "settings.domain" or
 * "subscriptions.signedUp.mapping.email". So a change is compared and taken back path by path. The
 * second subscription of an action is "signedUp#2".
 */
export type FlatConfig = Readonly<Record<string, unknown>>

export function toFlat(destination: Destination, { settings, subscriptions, ...plain }: AccountConfig): FlatConfig {
  const flat: Record<string, unknown> = { ...plain }
  for (const [key, value] of Object.entries(settings)) flat[`settings.${key}`] = value
  const counts = new Map<string, number>()
  for (const { partnerAction, name, subscribe, mapping = {} } of resolveSubscriptions(destination, subscriptions)) {
    const count = (counts.get(partnerAction) ?? 0) + 1
    counts.set(partnerAction, count)
    const place = `subscriptions.${partnerAction}${count > 1 ? `#${count}` : ''}`
    flat[`${place}.subscribe`] = subscribe
    if (name !== undefined) flat[`${place}.name`] = name
    for (const [field, value] of Object.entries(mapping)) flat[`${place}.mapping.${field}`] = value
  }
  return flat
}

/** The configuration of such paths. Subscriptions that equal the preset become null. */
export function fromFlat(destination: Destination, flat: FlatConfig): AccountConfig {
  const plain: Record<string, unknown> = {}
  const settings: Record<string, unknown> = {}
  const places = new Map<string, Record<string, unknown>>()
  for (const [path, value] of Object.entries(flat)) {
    const [root = '', place = '', key = '', ...field] = path.split('.')
    if (root === 'settings') settings[place] = value
    else if (root !== 'subscriptions') plain[root] = value
    else {
      const subscription = places.get(place) ?? { partnerAction: place.replace(/#\d+$/, ''), mapping: {} }
      if (key === 'mapping') (subscription.mapping as Record<string, unknown>)[field.join('.')] = value
      else subscription[key] = value
      places.set(place, subscription)
    }
  }
  // A subscription that was added has no query left after its change is taken back.
  const own = [...places.values()].filter(({ subscribe }) => typeof subscribe === 'string') as unknown as Subscription[]
  const preset = resolveSubscriptions(destination, null)
  const config = { ...plain, settings } as unknown as AccountConfig
  return { ...config, subscriptions: isEqual(resolveSubscriptions(destination, own), preset) ? null : own }
}

/** The paths whose values differ. */
export const findChangedPaths = (before: FlatConfig, after: FlatConfig): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(path => !isEqual(before[path], after[path]))

/** Compares JSON, whatever the order of its keys. */
const isEqual = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
