import { CONSENT_TAG, type NormalizedContact } from '../contact'
import type { Client } from './client'
import { findPerson } from './find-contact'
import { type Result, unchanged } from './result'
import { getTags, toRefusal } from './update-contact'

/**
 * Takes the consent tag off the contact of a person who has refused. Sends no other value of the
 * event.
 */
export async function removeConsentTag(client: Client, { contact }: NormalizedContact): Promise<Result> {
  const { ids } = await findPerson(client, contact)
  const [id, ...others] = ids
  if (id === undefined) return unchanged('dropped', 'no-consent')
  if (others.length > 0) return unchanged('exists', 'two-owners', { holders: ids })
  const view = await client.viewContact(id)
  const refused = toRefusal(view, id, [])
  if (refused) return refused
  const present = view.status === 200 ? getTags(view) : undefined
  if (!present) throw client.toError(view, contact)
  const tags = present.filter(tag => tag.toLowerCase() !== CONSENT_TAG)
  if (tags.length === present.length) return unchanged('dropped', 'no-consent', { contactId: id })
  const response = await client.updateContact(id, { tags })
  const refusedWrite = toRefusal(response, id, [])
  if (refusedWrite) return refusedWrite
  if (response.status !== 200 || !getTags(response)) throw client.toError(response, contact)
  const { message } = unchanged('dropped', 'consent-withdrawn')
  return { outcome: 'updated', reason: 'consent-withdrawn', ...(message && { message }), contactId: id }
}
