import type { Pool } from 'pg'
import type { Destination } from '../../destinations/destination'
import type { SecretBox } from '../../security/secret-box'
import type { AccountConfig, AccountRow } from '../accounts'
import { ApiError, notFound } from '../api-error'
import { changeAccount, toConfig } from './change'
import { findChangedPaths, fromFlat, toFlat } from './flat-config'
import { getSecrets } from './integration'
import { isSameAccount } from './settings'

/**
 * Takes back one change, as a new change. What later changes set elsewhere stays.
 *
 * @throws ApiError 404 for an unknown revision, 409 for the first, 422 when a key would meet a
 *   domain that it was not entered for
 */
export async function undoRevision(
  pool: Pool,
  box: SecretBox,
  name: string,
  revision: number,
  author: string,
): Promise<void> {
  await changeAccount(pool, box, name, {
    author,
    basedOn: null,
    undoOf: revision,
    async apply(account, destination, client) {
      const { rows } = await client.query<{ before: Buffer | null; after: Buffer }>(
        'select before, after from revision where account = $1 and revision = $2',
        [account.id, revision],
      )
      if (!rows[0]) throw notFound(`The integration has no revision ${revision}.`)
      if (!rows[0].before) {
        throw new ApiError(409, 'FIRST_REVISION', 'The first revision added the integration. Switch it off instead.')
      }
      const before: AccountConfig = JSON.parse(box.open(rows[0].before))
      const next = takeBack(destination, account, before, JSON.parse(box.open(rows[0].after)))
      checkKeys(destination, account, before, next)
      return next
    },
  })
}

function takeBack(destination: Destination, account: AccountRow, before: AccountConfig, after: AccountConfig) {
  const old = toFlat(destination, before)
  const next: Record<string, unknown> = { ...toFlat(destination, toConfig(account)) }
  for (const path of findChangedPaths(old, toFlat(destination, after))) {
    if (Object.hasOwn(old, path)) next[path] = old[path]
    else delete next[path]
  }
  return fromFlat(destination, next)
}

/** A key goes only to the account for which a person entered it. */
function checkKeys(destination: Destination, now: AccountConfig, before: AccountConfig, next: AccountConfig): void {
  const keepsTogether = (known: AccountConfig) =>
    isSameAccount(destination, known.settings, next.settings) &&
    getSecrets(destination).every(key => known.settings[key] === next.settings[key])
  if (keepsTogether(now) || keepsTogether(before)) return
  throw new ApiError(
    422,
    'KEY_REQUIRED',
    'The change cannot be taken back, because the stored key belongs to a different domain. Enter domain and key instead.',
    'settings.apiKey',
  )
}
