import type { Call } from '@datafly/delivery'
import type { DestinationDefinition } from '@segment/actions-core'

/** What an attempt did, as the admin API shows it. */
export interface Detail {
  /** The payload as the mapping made it. */
  payload: unknown
  /** The requests with their bodies and responses. Headers, and with them keys, are left out. */
  calls: Call[]
  omitted: ReadonlyArray<{ field: string; reason: string }>
}

/** Returns the definition, whose mapped payload is noted in the current detail. */
export function recordPayload(
  definition: DestinationDefinition<never>,
  detail: () => Detail,
): DestinationDefinition<never> {
  const actions = Object.entries(definition.actions).map(([slug, action]) => {
    const perform: typeof action.perform = (request, data) => {
      detail().payload = data.payload
      return action.perform(request, data)
    }
    return [slug, { ...action, perform }]
  })
  return { ...definition, actions: Object.fromEntries(actions) }
}
