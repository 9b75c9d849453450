import { IntegrationError } from '@segment/actions-core'
import { MESSAGES, REASONS, toMessage } from '../messages'
import type { Client } from './client'
import { isId, toText } from './response'

/**
 * What became of a request to be forgotten. `unknown` and `not-found` come with a message: neither
 * proves that nothing is there.
 */
export interface Deletion {
  outcome: 'deleted' | 'not-found' | 'unknown'
  contactId?: number
  reason?: 'no-user-id' | 'not-found'
  message?: string
}

/** The deletion of a person without a user id: the framework hands over no other identifier. */
export const unknownDeletion: Deletion = {
  outcome: 'unknown',
  reason: 'no-user-id',
  message: toMessage(REASONS['no-user-id']),
}

const NOT_FOUND: Deletion = { outcome: 'not-found', reason: 'not-found', message: toMessage(REASONS['not-found']) }

/**
 * Deletes the contact of a user id. A soft delete moves the contact to the trash. A hard delete
 * removes the contact and its tickets for good, from trash and spam too.
 *
 * @throws IntegrationError 405 when a soft delete finds the contact in spam, which Freshdesk does
 *   not move to the trash.
 * @throws IntegrationError 422 when the contact that Freshdesk found does not show the user id: a
 *   wrong deletion cannot be undone.
 */
export async function deleteContact(client: Client, userId: string): Promise<Deletion> {
  const hard = client.settings.deletion === 'hard'
  for (const state of hard ? [undefined, 'blocked', 'deleted'] : [undefined, 'blocked']) {
    const contactId = await find(client, { unique_external_id: userId, ...(state && { state }) })
    if (contactId === undefined) continue
    if (state === 'blocked' && !hard)
      throw new IntegrationError(toMessage(MESSAGES.CONTACT_IN_SPAM), 'CONTACT_IN_SPAM', 405)
    const response = await (hard ? client.hardDeleteContact(contactId) : client.deleteContact(contactId))
    if (response.status === 204) return { outcome: 'deleted', contactId }
    // Another request has just deleted the contact.
    if (response.status === 404 || (response.status === 405 && !hard)) return { outcome: 'deleted', contactId }
    throw client.toError(response)
  }
  return NOT_FOUND
}

/**
 * Freshdesk's list leaves out contacts in spam (`blocked`) and in the trash (`deleted`), unless
 * `state` asks for them.
 */
async function find(
  client: Client,
  filter: { unique_external_id: string; state?: string },
): Promise<number | undefined> {
  const response = await client.listContacts(filter)
  if (response.status !== 200 || !Array.isArray(response.data)) throw client.toError(response, filter)
  const [found, ...others] = response.data as { id?: unknown; unique_external_id?: unknown }[]
  if (found === undefined) return undefined
  if (others.length > 0 || !isId(found.id) || toText(found.unique_external_id) !== filter.unique_external_id)
    throw new IntegrationError(toMessage(MESSAGES.AMBIGUOUS_CONTACT), 'AMBIGUOUS_CONTACT', 422)
  return found.id
}
