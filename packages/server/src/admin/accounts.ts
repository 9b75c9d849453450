import type { Subscription } from '@segment/actions-core'
import type { Pool, PoolClient } from 'pg'
import type { SecretBox } from '../security/secret-box'
import { type Sealed, unseal } from '../store/sealed-account'
import { notFound } from './api-error'

/** The configuration of an integration, with its secrets. Never part of an answer. */
export interface AccountConfig {
  sources: string[]
  settings: Record<string, string | number | boolean>
  /** Null for the preset. */
  subscriptions: Subscription[] | null
  consent: string[]
  rate: number | null
  share: number | null
  enabled: boolean
  paused: boolean
}

export interface AccountRow extends AccountConfig {
  id: number
  name: string
  destination: string
  managed_by: 'file' | 'console'
  revision: number
}

const COLUMNS = `a.id, a.name, a.destination, a.settings, a.sources, a.subscriptions, a.consent, a.rate, a.share,
  a.enabled, a.paused, a.managed_by, a.revision`

/** Every integration with its secrets, by name. */
export async function findAccounts(pool: Pool, box: SecretBox): Promise<AccountRow[]> {
  const { rows } = await pool.query<Sealed<AccountRow>>(`select ${COLUMNS} from account a order by a.name`)
  return rows.map(row => unseal<AccountRow>(row, box))
}

/** @throws ApiError 404 */
export async function getAccount(
  pool: Pool | PoolClient,
  box: SecretBox,
  name: string,
  lock: '' | 'for update' = '',
): Promise<AccountRow> {
  const { rows } = await pool.query<Sealed<AccountRow>>(`select ${COLUMNS} from account a where a.name = $1 ${lock}`, [
    name,
  ])
  if (!rows[0]) throw notFound(`There is no integration "${name}".`)
  return unseal<AccountRow>(rows[0], box)
}
