import type { Pool, PoolClient } from 'pg'
import type { Destination } from '../../destinations/destination'
import { getDestination } from '../../destinations/registry'
import type { SecretBox } from '../../security/secret-box'
import { inTransaction } from '../../store/database'
import { type AccountConfig, type AccountRow, getAccount } from '../accounts'
import { ApiError } from '../api-error'
import { findChangedPaths, toFlat } from './flat-config'

/** Who changes what, and on which revision the change is based. */
export interface Change {
  author: string
  /** Null for a change that fits any revision, such as a pause. */
  basedOn: number | null
  /** The revision that this change takes back. */
  undoOf?: number
  /** @throws ApiError for a change that cannot be made */
  apply(account: AccountRow, destination: Destination, client: PoolClient): Promise<AccountConfig> | AccountConfig
}

/**
 * Changes an integration, and keeps what it was before. Workers notice the new revision. From then
 * on the configuration file leaves the integration alone.
 *
 * @throws ApiError 404, or 409 when another change came first
 */
export async function changeAccount(pool: Pool, box: SecretBox, name: string, change: Change): Promise<void> {
  await inTransaction(pool, async client => {
    const account = await getAccount(client, box, name, 'for update')
    if (change.basedOn !== null && change.basedOn !== account.revision) {
      throw new ApiError(409, 'REVISION_CHANGED', 'The integration was changed meanwhile. Load it again.', 'revision')
    }
    const destination = getDestination(account.destination)
    const before = toConfig(account)
    const after = await change.apply(account, destination, client)
    if (findChangedPaths(toFlat(destination, before), toFlat(destination, after)).length === 0) return
    const revision = account.revision + 1
    await client.query(
      `update account set (settings, sources, subscriptions, consent, rate, share, enabled, paused, revision, managed_by) =
         ($2, $3, $4, $5, $6, $7, $8, $9, $10, 'console') where id = $1`,
      [account.id, ...toColumns(after, box), revision],
    )
    await client.query(
      'insert into revision (account, revision, author, before, after, undo_of) values ($1, $2, $3, $4, $5, $6)',
      [account.id, revision, change.author, seal(box, before), seal(box, after), change.undoOf ?? null],
    )
  })
}

/** The values of the columns settings to paused, in the order of the table. */
export const toColumns = (config: AccountConfig, box: SecretBox): unknown[] => [
  seal(box, config.settings),
  config.sources,
  config.subscriptions && JSON.stringify(config.subscriptions),
  config.consent,
  config.rate,
  config.share,
  config.enabled,
  config.paused,
]

export const seal = (box: SecretBox, value: unknown): Buffer => box.seal(JSON.stringify(value))

export const toConfig = (account: AccountRow): AccountConfig => {
  const { sources, settings, subscriptions, consent, rate, share, enabled, paused } = account
  return { sources, settings, subscriptions, consent, rate, share, enabled, paused }
}
