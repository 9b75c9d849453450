import type { Subscription } from '@segment/actions-core'
import type { Pool } from 'pg'
import type { InferInput, InferOutput } from 'valibot'
import type { Destination } from '../../destinations/destination'
import { getDestination } from '../../destinations/registry'
import type { SecretBox } from '../../security/secret-box'
import { getAccount } from '../accounts'
import { toSettingsError } from '../api-error'
import { resolveSubscriptions } from './integration'
import type { connectionTest, connectionTestBody } from './schemas'
import { mergeSettings } from './settings'

/**
 * Tests settings against the destination, with the custom fields that the mappings use. Changes
 * nothing. A stored key is only used with its stored domain.
 *
 * @throws ApiError 400 for unusable settings, 422 when the key is missing
 */
export async function testConnection(
  pool: Pool,
  box: SecretBox,
  { name, settings }: InferOutput<typeof connectionTestBody>,
): Promise<InferInput<typeof connectionTest>> {
  const account = name === undefined ? null : await getAccount(pool, box, name)
  const destination = getDestination(account?.destination ?? 'freshdesk')
  const merged = mergeSettings(destination, account?.settings ?? null, settings)
  const subscriptions = resolveSubscriptions(destination, account?.subscriptions ?? null) as Subscription[]
  const checks = await test(destination, merged, subscriptions)
  return { ok: checks.every(({ state }) => state === 'passed'), checks, advice: toAdvice(checks) }
}

async function test(destination: Destination, settings: Record<string, unknown>, subscriptions: Subscription[]) {
  try {
    return await destination.testConnection(settings, subscriptions)
  } catch (error) {
    throw toSettingsError(error)
  }
}

type Check = Awaited<ReturnType<Destination['testConnection']>>[number]

/** What to do about failed checks. The message of a failure has its own fix. */
function toAdvice(checks: readonly Check[]): string[] {
  const failures = checks.filter(({ state }) => state === 'failed')
  if (failures.length === 0) return checks.some(({ state }) => state === 'unknown') ? [TRY_AGAIN] : []
  return failures.some(({ name }) => name !== 'custom-field') ? ['Fix this first, then test again.'] : WAYS_OUT
}

const TRY_AGAIN = 'Some checks found no answer. Test again in a minute.'

const WAYS_OUT = [
  'Create or change the field in Freshdesk, then test again.',
  'Or leave out the fields that do not exist: set "When a custom field does not exist in Freshdesk" to Leave out.',
  'Or take the field out of the mapping.',
]
