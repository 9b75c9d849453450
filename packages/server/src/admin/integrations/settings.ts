import type { Destination } from '../../destinations/destination'
import type { AccountConfig } from '../accounts'
import { ApiError, toSettingsError } from '../api-error'
import { getSecrets } from './integration'

type Settings = AccountConfig['settings']

/**
 * Puts new settings over the stored ones. A secret that is not sent stays, as long as the account
 * stays: a stored key is never sent to another account. A blank value removes a setting.
 *
 * @throws ApiError 400 for an unknown or unusable setting, 422 when the key is missing
 */
export function mergeSettings(destination: Destination, stored: Settings | null, given: Settings): Settings {
  const fields = destination.definition.authentication?.fields ?? {}
  const unknown = Object.keys(given).find(key => !Object.hasOwn(fields, key))
  if (unknown) throw new ApiError(400, 'INVALID_REQUEST', `There is no setting "${unknown}".`, `settings.${unknown}`)
  const secrets = getSecrets(destination)
  const isSent = (key: string) => String(given[key] ?? '').trim() !== ''
  const merged = Object.fromEntries(
    Object.entries({ ...stored, ...given }).flatMap(([key, value]) => {
      if (secrets.includes(key) && !isSent(key)) return stored?.[key] === undefined ? [] : [[key, stored[key]]]
      return value === '' ? [] : [[key, value]]
    }),
  ) as Settings
  checkKey(
    destination,
    stored,
    merged,
    secrets.filter(key => !isSent(key)),
  )
  try {
    destination.checkSettings(merged)
  } catch (error) {
    throw toSettingsError(error)
  }
  return merged
}

/** @param kept the secrets that would come from the store */
function checkKey(destination: Destination, stored: Settings | null, merged: Settings, kept: string[]): void {
  const [missing] = kept
  if (!stored || missing === undefined) return
  if (isSameAccount(destination, stored, merged)) return
  const message = 'The domain changed, so enter the API key of that account again.'
  throw new ApiError(422, 'KEY_REQUIRED', message, `settings.${missing}`)
}

/** True when both settings name one account. Settings that cannot be used name none. */
export function isSameAccount(destination: Destination, a: Settings, b: Settings): boolean {
  try {
    return destination.getAccount(a) === destination.getAccount(b)
  } catch {
    return false
  }
}
