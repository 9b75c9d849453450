import freshdesk from '@datafly/destination-freshdesk'
import type { JSONObject, Subscription } from '@segment/actions-core'
import type { Config, Mappings } from './config'

const PRESETS = freshdesk.presets as readonly (Subscription & { mapping: JSONObject })[]

/**
 * Returns the subscriptions of a run: the preset Default, or those of the configuration. A mapping
 * changes single fields of the default mapping; the mapping file wins over the configuration.
 */
export function toSubscriptions({ subscriptions }: Config, mappings: Mappings = {}): Subscription[] {
  const own = subscriptions ?? PRESETS.map(({ partnerAction }) => ({ action: partnerAction }))
  return own.map(({ action, ...given }: { action: string; events?: string[]; mapping?: Record<string, unknown> }) => {
    const preset = PRESETS.find(({ partnerAction }) => partnerAction === action)
    return {
      ...preset,
      partnerAction: action,
      subscribe: given.events ? toQuery(given.events) : (preset?.subscribe ?? ''),
      mapping: { ...preset?.mapping, ...given.mapping, ...mappings[action] } as JSONObject,
    }
  })
}

const toQuery = (events: readonly string[]) =>
  `type = "track" and (${events.map(event => `event = ${JSON.stringify(event)}`).join(' or ')})`
