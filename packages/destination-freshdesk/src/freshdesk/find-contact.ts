import type { Contact } from '../contact'
import type { Client } from './client'
import { isId, toText } from './response'

/**
 * The identifiers by which Freshdesk's list can be filtered, the one that says most about a person
 * first.
 */
export const LOOKUP_FIELDS = ['unique_external_id', 'email', 'phone', 'mobile'] as const
export type IdentifierField = (typeof LOOKUP_FIELDS)[number]

/**
 * An entry of `GET /contacts`, as far as it is used. Accounts before 2022 show no
 * `unique_external_id` here.
 */
export interface FoundContact {
  id: number
  name?: unknown
  email?: unknown
  unique_external_id?: unknown
}

/**
 * The live contacts that have this identifier.
 *
 * @throws the error of a response without a list. A look-up that failed is never "not found": that
 *   would create a second contact. A list of other people, as of a server that ignores the filter,
 *   confirms nothing either.
 */
export async function findContacts(client: Client, field: IdentifierField, value: string): Promise<FoundContact[]> {
  const response = await client.listContacts({ [field]: value })
  const { status, data } = response
  if (status !== 200 || !Array.isArray(data)) throw client.toError(response, { [field]: value })
  const contacts = data.filter(entry => isId(Object(entry).id)) as FoundContact[]
  const matching = contacts.filter(contact => carries(contact, field, value))
  if (contacts.length > 0 && matching.length === 0) throw client.toError(response, { [field]: value })
  return matching
}

/** The list may find an e-mail address among those that it does not show. */
function carries(contact: object, field: IdentifierField, value: string): boolean {
  const shown = (contact as Record<string, unknown>)[field]
  return field === 'email' || shown === undefined || shown === null || toText(shown) === value
}

/**
 * Finds the contact of a person by user id, then by email, then by phone. The first match counts.
 * Several contacts are possible.
 */
export async function findPerson(client: Client, contact: Contact): Promise<{ field?: string; ids: number[] }> {
  for (const field of LOOKUP_FIELDS) {
    const value = contact[field]
    const found = value === undefined ? [] : await findContacts(client, field, value)
    if (found.length > 0) return { field, ids: found.map(({ id }) => id) }
  }
  return { ids: [] }
}
