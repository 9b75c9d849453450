import { IntegrationError } from '@segment/actions-core'
import type { Client } from './client'
import { isId } from './error-body'
import { errorOf } from './errors'

/** What became of a request to be forgotten. Nothing found is success: there is nothing left to delete. */
export interface Deletion {
  outcome: 'deleted' | 'not-found'
  contactId?: number
}

/**
 * Deletes the contact of a user id. A soft delete moves it to the trash; a hard delete removes it and its tickets for good, from trash and spam too.
 * @throws IntegrationError 405 when a soft delete finds the contact in spam, which Freshdesk does not move to the trash.
 * @throws IntegrationError 422 when what Freshdesk found cannot be shown to be the person: a wrong deletion cannot be undone.
 */
export async function deleteContact(client: Client, userId: string, hard: boolean): Promise<Deletion> {
  for (const state of hard ? [undefined, 'blocked', 'deleted'] : [undefined, 'blocked']) {
    const contactId = await find(client, { unique_external_id: userId, ...(state && { state }) })
    if (contactId === undefined) continue
    if (state === 'blocked' && !hard) throw inSpam()
    const answer = await (hard ? client.hardDeleteContact(contactId) : client.deleteContact(contactId))
    if (answer.status === 204) return { outcome: 'deleted', contactId }
    // Somebody else has just deleted it.
    if (answer.status === 404 || (answer.status === 405 && !hard)) return { outcome: 'not-found' }
    throw errorOf(answer)
  }
  return { outcome: 'not-found' }
}

/** Freshdesk's list leaves out who is in spam (`blocked`) or in the trash (`deleted`), unless it is asked for these. */
async function find(
  client: Client,
  filter: { unique_external_id: string; state?: string },
): Promise<number | undefined> {
  const answer = await client.findContacts(filter)
  if (answer.status !== 200 || !Array.isArray(answer.data)) throw errorOf(answer, filter)
  const [found, ...others] = answer.data as { id?: unknown; unique_external_id?: unknown }[]
  if (found === undefined) return undefined
  if (others.length > 0 || !isId(found.id) || String(found.unique_external_id) !== filter.unique_external_id) {
    throw new IntegrationError(
      'Freshdesk found contacts for the user id that do not carry it, so none was deleted. Delete the contact in Freshdesk by hand.',
      'AMBIGUOUS_CONTACT',
      422,
    )
  }
  return found.id
}

const inSpam = () =>
  new IntegrationError(
    'The contact is marked as spam, and Freshdesk moves no such contact to the trash. Delete it in Freshdesk by hand, or choose hard delete in the settings.',
    'CONTACT_IN_SPAM',
    405,
  )
