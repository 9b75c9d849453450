import type { Contact, NormalizedContact, Omission } from '../contact'
import type { Client } from './client'
import { toKnownTypes } from './custom-values'
import { findPerson } from './find-contact'
import {
  type Conflict,
  findHolders,
  getHolder,
  isAboutDetails,
  parseConflict,
  toTakenOmission,
  withoutDetails,
} from './parse-conflict'
import { findByPhone, inTurn, isKnownByPhoneAlone, rememberCreated } from './phone-contacts'
import { hasIdentifier, repairBody } from './repair-body'
import { type FieldError, isId } from './response'
import { type Result, unchanged, withOmitted, written } from './result'
import { sendRepaired } from './send-repaired'

/** The contact that Freshdesk already has for a person. */
export interface Holder {
  id: number
  /**
   * How the contact was found. A contact found by e-mail has the address already, perhaps as a
   * secondary one.
   */
  by: 'user id' | 'email' | 'other'
  person: NormalizedContact
}

/**
 * `missing`: Freshdesk has no such contact, and the event has nothing that can be a name, so none
 * was created.
 */
export type Attempt = { result: Result } | { holder: Holder } | { missing: true }

/**
 * Creates the contact, or finds the one that Freshdesk already has. Create first: a 409 names the
 * holder, and every look-up counts against a limit ten times smaller. Two kinds of persons are
 * looked up first: those known by phone alone, and those whom an event does not name.
 *
 * @param isForWriting whether the holder is to be written to. If not, a conflict needs no look-up
 *   and no choice between two holders.
 */
export async function createOrFind(client: Client, person: NormalizedContact, isForWriting = true): Promise<Attempt> {
  const { contact } = person
  if (isKnownByPhoneAlone(contact)) {
    return inTurn(client, contact, async (): Promise<Attempt> => {
      const name = person.nameSource === 'full' ? contact.name : undefined
      const ids = await findByPhone(client, contact, name)
      if (ids.length > 0) return toAttempt(ids, 'phone', person)
      return contact.name === undefined ? { missing: true } : create(client, person, isForWriting)
    })
  }
  if (contact.name !== undefined) return create(client, person, isForWriting)
  const { field, ids } = await findPerson(client, contact)
  return ids.length > 0 ? toAttempt(ids, field, person) : { missing: true }
}

function toAttempt(ids: number[], field: string | undefined, person: NormalizedContact): Attempt {
  const [id, ...others] = ids
  if (id === undefined || others.length > 0)
    return { result: unchanged('exists', 'two-owners', { holders: ids, ...withOmitted(person.omitted) }) }
  const by = field === 'unique_external_id' ? 'user id' : field === 'email' ? 'email' : 'other'
  return { holder: { id, by, person } }
}

async function create(client: Client, person: NormalizedContact, isForWriting: boolean): Promise<Attempt> {
  const known = toKnownTypes(client, person.contact)
  const draft = { body: known.body, omitted: [...person.omitted, ...known.omitted] }
  const { response, body, omitted } = await sendRepaired(draft, client.createContact, (response, body) => {
    const conflict = parseConflict(response, body, person.contact)
    const repaired = conflict && isAboutDetails(conflict) ? withoutDetails(body, conflict.details) : undefined
    if (conflict) return repaired && hasIdentifier(repaired.body) ? repaired : undefined
    return repairBody(client, response, body, false)
  })
  const { id } = Object(response.data) as { id?: unknown }
  if (response.status === 201 && isId(id)) {
    if (isKnownByPhoneAlone(body)) rememberCreated(client, body, id)
    return { result: written('created', id, omitted) }
  }
  const conflict = parseConflict(response, body, person.contact)
  if (!conflict || isAboutDetails(conflict)) throw client.toError(response, person.contact)
  const normalized = { ...person, contact: body, omitted }
  if (!isForWriting) return acknowledge(conflict, normalized)
  return chooseHolder(await findHolders(conflict, body, client), normalized)
}

function acknowledge({ identity }: Conflict, { omitted }: NormalizedContact): Attempt {
  const ids = [...new Set(identity.flatMap(({ holder }) => holder ?? []))]
  if (ids.length > 1) return { result: unchanged('exists', 'two-owners', { holders: ids, ...withOmitted(omitted) }) }
  const contact = ids[0] === undefined ? {} : { contactId: ids[0] }
  return { result: unchanged('exists', 'already-exists', { ...contact, ...withOmitted(omitted) }) }
}

/** The user id decides. The email address of a different contact is left out: nothing is merged. */
function chooseHolder(errors: FieldError[], person: NormalizedContact): Attempt {
  const omitted = withOmitted(person.omitted)
  const ids = [...new Set(errors.flatMap(({ holder }) => holder ?? []))]
  const [first] = ids
  if (first === undefined) return { result: unchanged('exists', 'holder-unknown', omitted) }
  const owner = getHolder(errors, 'unique_external_id')
  const emailOwner = getHolder(errors, 'email')
  if (owner !== undefined)
    return {
      holder: {
        id: owner,
        by: emailOwner === owner ? 'email' : 'user id',
        person: withoutForeignEmail(person, owner, emailOwner),
      },
    }
  if (ids.length > 1) return { result: unchanged('exists', 'two-owners', { holders: ids, ...omitted }) }
  return { holder: { id: first, by: emailOwner === first ? 'email' : 'other', person } }
}

/** The person without an e-mail address that belongs to another contact than `owner`. */
export function withoutForeignEmail(person: NormalizedContact, owner: number, emailOwner: number | undefined) {
  if (emailOwner === undefined || emailOwner === owner) return person
  const { email: _, ...contact } = person.contact
  const omission: Omission = toTakenOmission({ field: 'email', holder: emailOwner })
  return { ...person, contact: contact as Contact, omitted: [...person.omitted, omission] }
}
