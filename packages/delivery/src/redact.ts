import type { DestinationDefinition } from '@segment/actions-core'

const MASK = '****'

/** A shorter value is rather a word than a secret, and masking a word spoils sentences. */
const MIN_SECRET_LENGTH = 6

/**
 * Returns a function that masks every setting of type "password" in a text: as it is, URL-encoded
 * and inside JSON.
 *
 * @param definition declares which settings are passwords
 * @param settings the account's settings
 */
export function createRedactor<Settings>(definition: DestinationDefinition<Settings>, settings: Settings) {
  const fields = definition.authentication?.fields ?? {}
  const secrets = Object.entries(settings ?? {})
    .filter(([key]) => fields[key]?.type === 'password')
    .map(([, value]) => String(value).trim())
    .filter(secret => secret.length >= MIN_SECRET_LENGTH)
    .flatMap(secret => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
  return (text: string): string => secrets.reduce((masked, secret) => masked.replaceAll(secret, MASK), text)
}
