import type { Pool, PoolClient } from 'pg'
import type { Config } from '../config'
import { hashKey, type SecretBox } from '../security/secret-box'
import { inTransaction } from './database'
import { LOCK } from './migrate'

/**
 * Writes the sources and integrations of a configuration file into the database. A source or
 * integration that is gone from the file is switched off, and its events stay. What the console
 * manages does not change.
 *
 * @returns the names in the file that were left out, because the console manages them
 */
export async function saveConfig(pool: Pool, box: SecretBox, config: Config): Promise<string[]> {
  return inTransaction(pool, async client => {
    await client.query('select pg_advisory_xact_lock($1)', [LOCK])
    const skipped = [...(await saveSources(client, box, config)), ...(await saveIntegrations(client, box, config))]
    await client.query('insert into stream (account) select id from account on conflict do nothing')
    await client.query('insert into lease (account) select id from account on conflict do nothing')
    return skipped
  })
}

async function saveSources(client: PoolClient, box: SecretBox, { sources }: Config): Promise<string[]> {
  const names = sources.map(({ name }) => name)
  await client.query(`update source set enabled = false where managed_by = 'file' and name <> all ($1)`, [names])
  for (const { name, writeKey, secret, origins, enabled } of sources) {
    await client.query(
      `insert into source (name, write_key_hash, secret, origins, enabled) values ($1, $2, $3, $4, $5)
       on conflict (name) do update set (write_key_hash, secret, origins, enabled) = ($2, $3, $4, $5)
       where source.managed_by = 'file'`,
      [name, hashKey(writeKey), secret && box.seal(secret), origins.map(origin => new URL(origin).origin), enabled],
    )
  }
  return findManagedInConsole(client, 'source', names)
}

async function saveIntegrations(client: PoolClient, box: SecretBox, { integrations }: Config): Promise<string[]> {
  const names = integrations.map(({ name }) => name)
  await client.query(
    `update account set enabled = false, revision = revision + 1
     where managed_by = 'file' and enabled and name <> all ($1)`,
    [names],
  )
  const { rows } = await client.query<{ name: string; settings: Buffer }>('select name, settings from account')
  const stored = new Map(rows.map(({ name, settings }) => [name, settings]))
  for (const { subscriptions, settings, rate, share, ...integration } of integrations) {
    const { name, destination, sources, consent, enabled } = integration
    const values = [
      name,
      destination,
      sealAgain(box, stored.get(name), JSON.stringify(settings)),
      sources,
      subscriptions ? JSON.stringify(subscriptions) : null,
      consent,
      rate ?? null,
      share ?? null,
      enabled,
    ]
    const columns = 'destination, settings, sources, subscriptions, consent, rate, share, enabled'
    // A process that starts with the same file changes nothing, so workers go on undisturbed.
    await client.query(
      `insert into account as a (name, ${columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (name) do update set (${columns}, revision) = ($2, $3, $4, $5, $6, $7, $8, $9, a.revision + 1)
       where a.managed_by = 'file' and (${toColumns('a', columns)}) is distinct from (${toColumns('excluded', columns)})`,
      values,
    )
  }
  return findManagedInConsole(client, 'account', names)
}

/** Encryption gives new bytes each time. Returns the stored bytes when they hold the same text. */
function sealAgain(box: SecretBox, stored: Buffer | undefined, text: string): Buffer {
  try {
    if (stored && box.open(stored) === text) return stored
  } catch {
    // Encrypted with another key. The file has the settings.
  }
  return box.seal(text)
}

const toColumns = (table: string, columns: string): string =>
  columns
    .split(', ')
    .map(column => `${table}.${column}`)
    .join(', ')

async function findManagedInConsole(client: PoolClient, table: 'source' | 'account', names: string[]) {
  const { rows } = await client.query<{ name: string }>(
    `select name from ${table} where managed_by = 'console' and name = any ($1)`,
    [names],
  )
  return rows.map(({ name }) => name)
}
