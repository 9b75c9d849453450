import type { DestinationDefinition } from '@segment/actions-core'

const MASK = '****'

/** A function that blanks out every setting declared as a password, wherever it turns up in a text. */
export function secretMask<Settings>(definition: DestinationDefinition<Settings>, settings: Settings) {
  const fields = definition.authentication?.fields ?? {}
  const secrets = Object.entries(settings ?? {})
    .filter(([key]) => fields[key]?.type === 'password')
    .map(([, value]) => String(value).trim())
    .filter(secret => secret !== '')
    .flatMap(secret => [secret, encodeURIComponent(secret)])
  return (text: string): string => secrets.reduce((masked, secret) => masked.replaceAll(secret, MASK), text)
}
