import { getSubscriptions } from '@datafly/delivery'
import type { InferInput } from 'valibot'
import type { Destination } from '../../destinations/destination'
import { getDestination } from '../../destinations/registry'
import type { AccountRow } from '../accounts'
import type { Integration } from './schemas'
import type { AccountState } from './state'
import type { subscription } from './subscription-schema'

/** An integration as the API shows it: no secret leaves the server. */
export function toIntegration(
  { id: _, settings, subscriptions, ...account }: AccountRow,
  { oldest_waiting, paused_until, limit_per_minute, used_last_minute, ...state }: AccountState,
): Integration {
  const destination = getDestination(account.destination)
  const isSecret = ([key]: [string, unknown]) => getSecrets(destination).includes(key)
  return {
    ...account,
    ...state,
    settings: Object.fromEntries(Object.entries(settings).filter(entry => !isSecret(entry))),
    secrets: Object.fromEntries(
      getSecrets(destination).map(key => [key, { is_set: settings[key] !== undefined && settings[key] !== '' }]),
    ),
    subscriptions: resolveSubscriptions(destination, subscriptions),
    is_preset: subscriptions === null,
    paused_until: paused_until?.toISOString() ?? null,
    oldest_waiting: oldest_waiting?.toISOString() ?? null,
    rate_limit: { limit_per_minute, used_last_minute },
  }
}

/** The settings of type "password". */
export const getSecrets = ({ definition }: Destination): string[] =>
  Object.entries(definition.authentication?.fields ?? {})
    .filter(([, { type }]) => type === 'password')
    .map(([key]) => key)

/** The subscriptions of an integration: the automatic presets when it has no own ones. */
export function resolveSubscriptions(
  { definition }: Destination,
  own: AccountRow['subscriptions'],
): InferInput<typeof subscription>[] {
  const chosen = own ?? getSubscriptions({ definition, settings: {} as never })
  return chosen.map(({ name, partnerAction, subscribe, mapping }) => ({
    ...(name !== undefined && { name }),
    partnerAction,
    subscribe,
    ...(mapping !== undefined && { mapping: mapping as Record<string, unknown> }),
  }))
}
