import type { Subscription } from '@segment/actions-core'
import type { SecretBox } from '../security/secret-box'

/** What of an integration is stored in a form that a query cannot read. */
interface Unsealed {
  settings: Record<string, unknown>
  /** Null for the preset. */
  subscriptions: Subscription[] | null
}

/** A row of the database: the settings are encrypted, and the subscriptions are text. */
export type Sealed<T extends Unsealed> = Omit<T, 'settings' | 'subscriptions'> & {
  settings: Buffer
  subscriptions: string | null
}

/**
 * Decrypts the settings.
 *
 * @throws Error when they were encrypted with another key
 */
export function unseal<T extends Unsealed>({ settings, subscriptions, ...row }: Sealed<T>, box: SecretBox): T {
  const open = { settings: JSON.parse(box.open(settings)), subscriptions: subscriptions && JSON.parse(subscriptions) }
  return { ...row, ...open } as unknown as T
}
