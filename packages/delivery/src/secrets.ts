import type { DestinationDefinition } from '@segment/actions-core'

const MASK = '****'

/** A shorter one is no secret but a word, and blanking that out would spoil sentences. */
const SHORTEST = 6

/** A function that blanks out every setting declared as a password, wherever it turns up in a text. */
export function secretMask<Settings>(definition: DestinationDefinition<Settings>, settings: Settings) {
  const fields = definition.authentication?.fields ?? {}
  const secrets = Object.entries(settings ?? {})
    .filter(([key]) => fields[key]?.type === 'password')
    .map(([, value]) => String(value).trim())
    .filter(secret => secret.length >= SHORTEST)
    // As it is, in a URL, and inside JSON.
    .flatMap(secret => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
  return (text: string): string => secrets.reduce((masked, secret) => masked.replaceAll(secret, MASK), text)
}
