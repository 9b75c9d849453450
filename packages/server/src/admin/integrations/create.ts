import type { Subscription } from '@segment/actions-core'
import type { Pool, PoolClient } from 'pg'
import type { InferOutput } from 'valibot'
import { findDestination } from '../../destinations/registry'
import type { SecretBox } from '../../security/secret-box'
import { inTransaction } from '../../store/database'
import type { AccountConfig, AccountRow } from '../accounts'
import { ApiError } from '../api-error'
import { seal, toColumns } from './change'
import { checkSubscriptions } from './check-subscriptions'
import type { integrationChange, newIntegration } from './schemas'
import { mergeSettings } from './settings'

/**
 * Adds an integration.
 *
 * @throws ApiError 400 for an unusable value, 409 for a taken name
 */
export async function createAccount(
  pool: Pool,
  box: SecretBox,
  { name, destination: slug, settings, sources, ...given }: InferOutput<typeof newIntegration>,
  author: string,
): Promise<void> {
  const destination = findDestination(slug)
  if (!destination) throw new ApiError(400, 'INVALID_REQUEST', `There is no destination "${slug}".`, 'destination')
  const { subscriptions = null, consent = ['marketing'], rate = null, share = null, enabled = true } = given
  if (subscriptions) checkSubscriptions(destination, subscriptions)
  const config: AccountConfig = {
    sources,
    settings: mergeSettings(destination, null, settings),
    subscriptions: subscriptions as Subscription[] | null,
    consent,
    rate,
    share,
    enabled,
    paused: false,
  }
  await inTransaction(pool, async client => {
    await checkSources(client, sources)
    const { rows } = await client.query<{ id: number }>(
      `insert into account (name, destination, settings, sources, subscriptions, consent, rate, share, enabled, paused, managed_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'console') on conflict do nothing returning id`,
      [name, slug, ...toColumns(config, box)],
    )
    const id = rows[0]?.id
    if (id === undefined) throw new ApiError(409, 'NAME_TAKEN', `There is already an integration "${name}".`, 'name')
    await client.query('insert into stream (account) values ($1)', [id])
    await client.query('insert into lease (account) values ($1)', [id])
    await client.query('insert into revision (account, revision, author, after) values ($1, 1, $2, $3)', [
      id,
      author,
      seal(box, config),
    ])
  })
}

/** The configuration with the change of a request. */
export async function applyChange(
  account: AccountRow,
  { settings, subscriptions, revision: _, ...change }: InferOutput<typeof integrationChange>,
  client: PoolClient,
): Promise<AccountConfig> {
  const destination = findDestination(account.destination)
  if (!destination) throw new ApiError(400, 'INVALID_REQUEST', 'The destination of the integration is unknown.')
  if (subscriptions) checkSubscriptions(destination, subscriptions)
  if (change.sources) await checkSources(client, change.sources)
  const { sources, consent, rate, share, enabled, paused } = account
  return {
    ...{ sources, consent, rate, share, enabled, paused },
    ...(change as Partial<AccountConfig>),
    settings: settings ? mergeSettings(destination, account.settings, settings) : account.settings,
    subscriptions: subscriptions === undefined ? account.subscriptions : (subscriptions as Subscription[] | null),
  }
}

/** @throws ApiError 400 that names the first unknown source */
async function checkSources(client: PoolClient, sources: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ name: string }>('select name from source where name = any ($1)', [sources])
  const unknown = sources.find(name => !rows.some(row => row.name === name))
  if (unknown) throw new ApiError(400, 'INVALID_REQUEST', `There is no source "${unknown}".`, 'sources')
}
