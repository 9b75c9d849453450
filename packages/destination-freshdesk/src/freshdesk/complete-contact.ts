import type { Contact } from '../contact'
import type { Client } from './client'
import type { Holder } from './create-or-find'
import { toKnownTypes } from './custom-values'
import { isAboutDetails, parseConflict, withCustomFields, withoutDetails } from './parse-conflict'
import { repairBody } from './repair-body'
import { type Result, unchanged, withOmitted, written } from './result'
import { sendRepaired } from './send-repaired'
import { getTags, joinTags, toRefusal } from './update-contact'

type Changes = Partial<Contact>

/**
 * Fills the empty fields of the contact with the values of the event, and adds missing tags. Never
 * changes a value.
 */
export async function completeContact(client: Client, { id, person }: Holder): Promise<Result> {
  const view = await client.viewContact(id)
  const refused = toRefusal(view, id, person.omitted)
  if (refused) return refused
  const present = view.status === 200 ? getTags(view) : undefined
  if (!present) throw client.toError(view, person.contact)
  const known = toKnownTypes(client, toMissing(person.contact, view.data as Record<string, unknown>))
  const tags = joinTags(present, person.contact.tags)
  const changes: Changes = tags.length > present.length ? { ...known.body, tags } : known.body
  const draft = { body: changes, omitted: [...person.omitted, ...known.omitted] }
  if (Object.keys(changes).length === 0)
    return unchanged('exists', 'already-exists', { contactId: id, ...withOmitted(draft.omitted) })
  const { response, omitted } = await sendRepaired(
    draft,
    changes => client.updateContact(id, changes),
    (response, changes) => {
      const conflict = parseConflict(response, changes, { ...person.contact, tags })
      if (conflict) return isAboutDetails(conflict) ? withoutDetails(changes, conflict.details) : undefined
      return repairBody(client, response, changes, true)
    },
  )
  const refusedWrite = toRefusal(response, id, omitted)
  if (refusedWrite) return refusedWrite
  if (response.status !== 200 || !getTags(response)) throw client.toError(response, person.contact)
  return written('updated', id, omitted)
}

/** The values of the event whose fields are empty in the contact. */
function toMissing(contact: Contact, shown: Record<string, unknown>): Changes {
  const { tags: _, name: __, custom_fields = {}, ...values } = contact
  const shownCustom = Object(shown.custom_fields) as Record<string, unknown>
  return withCustomFields(
    pickMissing(values, shown) as Changes,
    pickMissing(custom_fields, shownCustom) as Contact['custom_fields'] & object,
  )
}

const pickMissing = (values: object, shown: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(values).filter(([key]) => !Object.hasOwn(shown, key) || shown[key] === null || shown[key] === ''),
  )
