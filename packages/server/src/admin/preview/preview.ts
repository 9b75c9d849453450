import type { Subscription } from '@segment/actions-core'
import type { InferInput, InferOutput } from 'valibot'
import type { Destination } from '../../destinations/destination'
import { getDestination } from '../../destinations/registry'
import { type ActionExplanation, explainEvent } from '../../explain-event'
import { explainOutcome } from '../../explain-outcome'
import { asRecord } from '../../intake/json'
import type { AccountRow } from '../accounts'
import { ApiError, toSettingsError } from '../api-error'
import { getSecrets, resolveSubscriptions } from '../integrations/integration'
import type { preview, previewAction, previewBody, previewField } from './schemas'

type Preview = InferInput<typeof preview>

/** What an event becomes by the present configuration of an integration. */
export function previewAccount(event: Record<string, unknown>, account: AccountRow): Promise<Preview> {
  const destination = getDestination(account.destination)
  const subscriptions = resolveSubscriptions(destination, account.subscriptions) as Subscription[]
  return previewEvent(event, destination, account.settings, subscriptions, account.enabled)
}

/**
 * What an event becomes by a configuration that may not be stored yet.
 *
 * @param account the integration whose configuration fills the gaps; null without one
 * @throws ApiError 400 for settings or subscriptions that cannot be used
 */
export function previewConfiguration(
  { event, settings, subscriptions }: InferOutput<typeof previewBody>,
  destination: Destination,
  account: AccountRow | null,
): Promise<Preview> {
  const own = subscriptions ?? account?.subscriptions ?? null
  const resolved = resolveSubscriptions(destination, own as Subscription[] | null) as Subscription[]
  return previewEvent(event, destination, { ...account?.settings, ...settings }, resolved, account?.enabled ?? true)
}

async function previewEvent(
  event: Record<string, unknown>,
  destination: Destination,
  settings: Record<string, unknown>,
  subscriptions: Subscription[],
  isEnabled: boolean,
): Promise<Preview> {
  const unknown = subscriptions.find(
    ({ partnerAction }) => !Object.hasOwn(destination.definition.actions, partnerAction),
  )
  if (unknown) throw new ApiError(400, 'INVALID_REQUEST', `There is no action "${unknown.partnerAction}".`)
  const category = destination.getConsentCategory(withoutSecrets(destination, settings))
  const explained = await explainEvent(event, {
    destination,
    settings: withoutSecrets(destination, settings),
    subscriptions,
  }).catch(error => {
    throw toSettingsError(error)
  })
  const { outcome, reason, message, requests = [] } = explained.report
  const status = outcome === 'dropped' || outcome === 'would-send' ? 'dropped' : 'dead'
  return {
    integration_on: explained.isOn && isEnabled,
    actions: explained.actions.map(action => toAction(action, destination, category ?? 'marketing')),
    result: {
      outcome,
      reason,
      explanation: explainOutcome({ status, reason, message }, destination)?.says ?? null,
      message,
    },
    requests: requests.map(({ method, url, body }) => ({ method, url, body })),
  }
}

/** Nothing is sent, so no key is needed, and a form without a domain can show a preview. */
function withoutSecrets(destination: Destination, settings: Record<string, unknown>): Record<string, unknown> {
  const secrets = getSecrets(destination)
  const given = Object.entries(settings).filter(([key, value]) => value !== '' && !secrets.includes(key))
  return { ...destination.placeholders, ...Object.fromEntries(given) }
}

function toAction(
  { mapping, consent, omitted, contact, ...action }: ActionExplanation,
  { definition }: Destination,
  category: string,
): InferInput<typeof previewAction> {
  const fields = definition.actions[action.action]?.fields ?? {}
  const getLabel = (key: string) => fields[key]?.label ?? key
  return {
    ...action,
    fields: Object.keys({ ...fields, ...mapping }).map(key =>
      toField(key, getLabel(key), mapping[key], action.payload?.[key]),
    ),
    consent: consent && { category, state: consent.state },
    contact: contact && { ...contact },
    omitted: omitted.map(({ field, reason }) => ({ field, reason, explanation: `${getLabel(field)} ${reason}.` })),
  }
}

const toField = (
  field: string,
  label: string,
  directive: unknown = null,
  value: unknown = null,
): InferInput<typeof previewField> => ({ field, label, value, from: findPaths(directive), directive })

/** The paths of a directive, such as "traits.email", in their order. */
function findPaths(directive: unknown): string[] {
  if (Array.isArray(directive)) return [...new Set(directive.flatMap(findPaths))]
  const paths = Object.entries(asRecord(directive)).flatMap(([key, value]) => {
    if (key === '@path' && typeof value === 'string') return [value.replace(/^\$\.?/, '')]
    if (key === '@template' && typeof value === 'string') {
      return [...value.matchAll(/\{\{([^{}]+)\}\}/g)].map(([, path = '']) => path.trim().replace(/^\$\.?/, ''))
    }
    return findPaths(value)
  })
  return [...new Set(paths)]
}
