import { randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import type { InferInput, InferOutput } from 'valibot'
import { hashKey } from '../../security/secret-box'
import { ApiError, notFound } from '../api-error'
import type { newSource, source, sourceChange } from './schemas'

type Source = InferInput<typeof source>

const COLUMNS = 'name, origins, enabled, secret is not null as signs_requests, managed_by'

export const findSources = async (pool: Pool): Promise<Source[]> =>
  (await pool.query<Source>(`select ${COLUMNS} from source order by name`)).rows

/**
 * Adds a source. Only the hash of its write key is stored.
 *
 * @throws ApiError 409 for a taken name
 */
export async function createSource(pool: Pool, { name, origins = [] }: InferOutput<typeof newSource>) {
  const write_key = createWriteKey(name)
  const { rows } = await pool.query<Source>(
    `insert into source (name, write_key_hash, origins, managed_by) values ($1, $2, $3, 'console')
     on conflict (name) do nothing returning ${COLUMNS}`,
    [name, hashKey(write_key), origins.map(toOrigin)],
  )
  if (!rows[0]) throw new ApiError(409, 'NAME_TAKEN', `There is already a source "${name}".`, 'name')
  return { source: rows[0], write_key }
}

/** Changes a source. From then on the configuration file leaves it alone. @throws ApiError 404 */
export async function changeSource(
  pool: Pool,
  name: string,
  { origins, enabled }: InferOutput<typeof sourceChange>,
): Promise<Source> {
  const { rows } = await pool.query<Source>(
    `update source set origins = coalesce($2, origins), enabled = coalesce($3, enabled), managed_by = 'console'
     where name = $1 returning ${COLUMNS}`,
    [name, origins?.map(toOrigin) ?? null, enabled ?? null],
  )
  return rows[0] ?? throwUnknown(name)
}

/** Gives a source a new write key. Intake knows it within two seconds. @throws ApiError 404 */
export async function rotateKey(pool: Pool, name: string): Promise<{ write_key: string }> {
  const write_key = createWriteKey(name)
  const { rowCount } = await pool.query(
    `update source set write_key_hash = $2, managed_by = 'console' where name = $1`,
    [name, hashKey(write_key)],
  )
  return rowCount === 1 ? { write_key } : throwUnknown(name)
}

function throwUnknown(name: string): never {
  throw notFound(`There is no source "${name}".`)
}

/** The name shows whose key a log or a page holds. */
const createWriteKey = (name: string): string => `dk_${name}_${randomBytes(18).toString('base64url')}`

/** Browsers send the origin of a page without its path. */
const toOrigin = (url: string): string => new URL(url).origin
