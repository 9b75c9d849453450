import type { NormalizedContact } from '../contact'
import type { Client } from './client'
import { createOrFind } from './create-or-find'
import { toNamelessError } from './nameless-error'
import type { Result } from './result'
import { updateContact } from './update-contact'

/**
 * Creates the contact, or updates the one that Freshdesk already has. A new contact takes one
 * request, a known one two, or three when the consent tag is missing. An event that names a person
 * but cannot create a contact updates the contact that it finds.
 *
 * @throws PayloadValidationError when Freshdesk has no contact for an event that cannot create one.
 */
export async function upsertContact(client: Client, person: NormalizedContact): Promise<Result> {
  const attempt = await createOrFind(client, person)
  if ('result' in attempt) return attempt.result
  if ('missing' in attempt) throw toNamelessError(person)
  return updateContact(client, attempt.holder)
}
