import type { Pool } from 'pg'
import type { Config } from '../config'
import { hashKey, type SecretBox } from '../security/secret-box'
import { LOCK } from './migrate'

/**
 * Writes sources and integrations into the database. A source or integration that is gone from the
 * configuration is switched off, and its events stay.
 */
export async function saveConfig(pool: Pool, box: SecretBox, { sources, integrations }: Config): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [LOCK])
    await client.query('update source set enabled = false')
    await client.query('update account set enabled = false')
    for (const { name, writeKey, secret, origins, enabled } of sources) {
      await client.query(
        `insert into source (name, write_key_hash, secret, origins, enabled) values ($1, $2, $3, $4, $5)
         on conflict (name) do update set (write_key_hash, secret, origins, enabled) = ($2, $3, $4, $5)`,
        [name, hashKey(writeKey), secret && box.seal(secret), origins.map(origin => new URL(origin).origin), enabled],
      )
    }
    for (const {
      name,
      destination,
      settings,
      sources: from,
      subscriptions,
      consent,
      rate,
      share,
      enabled,
    } of integrations) {
      const sealed = box.seal(JSON.stringify(settings))
      const actions = subscriptions ? JSON.stringify(subscriptions) : null
      await client.query(
        `insert into account (name, destination, settings, sources, subscriptions, consent, rate, share, enabled)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (name) do update set (destination, settings, sources, subscriptions, consent, rate, share, enabled) =
           ($2, $3, $4, $5, $6, $7, $8, $9)`,
        [name, destination, sealed, from, actions, consent, rate ?? null, share ?? null, enabled],
      )
    }
    await client.query('insert into stream (account) select id from account on conflict do nothing')
    await client.query('insert into lease (account) select id from account on conflict do nothing')
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}
