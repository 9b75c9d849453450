import type { NormalizedContact } from '../contact'
import type { Client } from './client'
import { completeContact } from './complete-contact'
import { createOrFind } from './create-or-find'
import { hasBrokenIdentifier, toNamelessError } from './nameless-error'
import { type Result, unchanged, withOmitted } from './result'

/**
 * Creates the contact. A contact that Freshdesk already has stays as it is, or gets its empty
 * fields filled: the setting `existingContact` decides.
 */
export async function createContact(client: Client, person: NormalizedContact): Promise<Result> {
  const leaves = client.settings.existingContact === 'leave'
  if (person.contact.name === undefined && leaves) return withoutName(person, 'no-details')
  const attempt = await createOrFind(client, person, !leaves)
  if ('result' in attempt) return attempt.result
  if ('missing' in attempt) return withoutName(person, 'no-such-contact')
  const { holder } = attempt
  if (!leaves) return completeContact(client, holder)
  return unchanged('exists', 'already-exists', { contactId: holder.id, ...withOmitted(holder.person.omitted) })
}

/**
 * Browsers send a sign-up with nothing but the user id: that is no error of the sender. A broken
 * name or address is one.
 */
function withoutName(person: NormalizedContact, reason: 'no-details' | 'no-such-contact'): Result {
  if (hasBrokenIdentifier(person)) throw toNamelessError(person)
  return unchanged('dropped', reason, withOmitted(person.omitted))
}
