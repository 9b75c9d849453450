import type { Client } from './client'
import type { ContactField } from './contact-field'

/** A field that an administrator has just created is used after this time at the latest. */
const MAX_AGE_MILLISECONDS = 5 * 60_000
const MAX_ACCOUNTS = 200

const cache = new Map<string, { fields: ContactField[] | undefined; until: number }>()

/** The contact fields of the account when this process has read them lately. Sends no request. */
export function getKnownFields({ account }: Client): ContactField[] | undefined {
  const entry = cache.get(account)
  return entry && Date.now() < entry.until ? entry.fields : undefined
}

/**
 * The contact fields of the account, read once and kept for a while.
 *
 * @returns undefined when the agent of the key may not read them.
 * @throws the error of a response that is neither a list nor a refusal.
 */
export async function readFields(client: Client): Promise<ContactField[] | undefined> {
  const entry = cache.get(client.account)
  if (entry && Date.now() < entry.until) return entry.fields
  const response = await client.listContactFields()
  const isRefused = response.status === 403
  if (!isRefused && (response.status !== 200 || !Array.isArray(response.data))) throw client.toError(response)
  const fields = isRefused ? undefined : (response.data as ContactField[])
  cache.delete(client.account)
  cache.set(client.account, { fields, until: Date.now() + MAX_AGE_MILLISECONDS })
  const [oldest] = cache.keys()
  if (cache.size > MAX_ACCOUNTS && oldest !== undefined) cache.delete(oldest)
  return fields
}
