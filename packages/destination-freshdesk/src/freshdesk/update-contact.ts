import type { Contact, Omission } from '../contact'
import type { Client } from './client'
import { type Holder, withoutForeignEmail } from './create-or-find'
import { toKnownTypes } from './custom-values'
import { type Conflict, findHolders, omit, parseConflict, toTakenOmission, withoutDetails } from './parse-conflict'
import { repairBody } from './repair-body'
import type { Response } from './response'
import { type Result, unchanged, withOmitted, written } from './result'
import { type Repaired, sendRepaired } from './send-repaired'

type Changes = Partial<Contact>

/**
 * Updates the contact with the values that the event carries: never a blank over a value, never a
 * stand-in over a name. A PUT replaces the whole tag list, so tags go in a second PUT, joined with
 * those that the contact has.
 */
export async function updateContact(client: Client, holder: Holder): Promise<Result> {
  const { id, person } = holder
  const draft = toChanges(client, holder)
  const send = (changes: Changes) => write(client, id, changes)
  const { response, body, omitted } = await sendRepaired(draft, send, (response, changes) => {
    const conflict = parseConflict(response, changes, person.contact)
    return conflict ? withoutTaken(changes, conflict, id) : repairBody(client, response, changes, true)
  })
  const refused = toRefusal(response, id, omitted)
  if (refused) return refused
  const conflict = parseConflict(response, body, person.contact)
  if (conflict) return updateOwner(client, { ...holder, person: { ...person, omitted } }, conflict, body)
  if (response.status !== 200) throw client.toError(response, person.contact)
  const tagged = await addTags(client, id, response, person.contact.tags)
  const refusedTags = tagged && toRefusal(tagged, id, omitted)
  if (refusedTags) return refusedTags
  const wrote = Object.keys(body).length > 0 || tagged !== undefined
  return wrote
    ? written('updated', id, omitted)
    : unchanged('exists', 'nothing-to-write', { contactId: id, ...withOmitted(omitted) })
}

/**
 * A contact found by e-mail may have the address among its secondary ones, from where it must not
 * become the primary one.
 */
function toChanges(client: Client, { by, person }: Holder): Repaired<Changes> {
  const kept = [
    'tags',
    ...(by === 'email' || person.emailSource === 'user-id' ? ['email'] : []),
    ...(person.nameSource === 'full' ? [] : ['name']),
  ]
  const known = toKnownTypes(client, omit(person.contact, kept))
  const partial = person.nameSource === 'partial' ? [PARTIAL_NAME] : []
  return { body: known.body, omitted: [...person.omitted, ...known.omitted, ...partial] }
}

const PARTIAL_NAME: Omission = {
  field: 'name',
  reason: 'stays as it was: a first or last name alone does not replace a name',
}

/** An event may carry nothing but what the holder has. Then the contact is read, for its tags. */
const write = (client: Client, id: number, changes: Changes) =>
  Object.keys(changes).length > 0 ? client.updateContact(id, changes) : client.viewContact(id)

/**
 * The changes without values that the holder has itself, without an email address of a different
 * contact, and without details of others. Undefined when another contact owns the user id: that
 * contact is the person.
 */
function withoutTaken(changes: Changes, { identity, details }: Conflict, id: number): Repaired<Changes> | undefined {
  const foreign = identity.filter(({ holder }) => holder !== id)
  if (foreign.some(({ field }) => field !== 'email')) return undefined
  const fields = identity.map(({ field }) => field)
  if (fields.length + details.length === 0) return undefined
  const rest = withoutDetails(omit(changes, fields), details)
  return { body: rest.body, omitted: [...foreign.map(toTakenOmission), ...rest.omitted] }
}

/**
 * The user id belongs to another contact than the e-mail address: the user id decides, and the
 * address is left out and reported.
 */
async function updateOwner(client: Client, holder: Holder, conflict: Conflict, changes: Changes): Promise<Result> {
  const owners = await findHolders(conflict, changes, client)
  const owner = owners.find(({ field }) => field === 'unique_external_id')?.holder
  if (owner === undefined || owner === holder.id || holder.by !== 'email') {
    const holders = [...new Set([holder.id, ...owners.flatMap(error => error.holder ?? [])])]
    return unchanged('exists', 'two-owners', { holders, ...withOmitted(holder.person.omitted) })
  }
  const person = withoutForeignEmail(holder.person, owner, holder.id)
  return updateContact(client, { id: owner, by: 'user id', person })
}

/**
 * Contacts that cannot be updated: an agent is not found among contacts, and a contact in the trash
 * or in spam can only be read.
 */
export function toRefusal(response: Response, id: number, omitted: Omission[]): Result | undefined {
  const rest = { contactId: id, ...withOmitted(omitted) }
  if (response.status === 404) return unchanged('exists', 'held-by-agent', rest)
  const { deleted } = Object(response.data) as { deleted?: unknown }
  if (response.status === 405 || (response.status === 200 && deleted === true))
    return unchanged('exists', 'held-by-deleted-contact', rest)
  return undefined
}

/**
 * Adds the tags that the contact lacks. Returns the response of the second PUT, or undefined when
 * no tag is missing.
 */
async function addTags(
  client: Client,
  id: number,
  response: Response,
  wanted: string[],
): Promise<Response | undefined> {
  const present = getTags(response)
  if (!present) throw client.toError(response)
  const tags = joinTags(present, wanted)
  if (tags.length === present.length) return undefined
  const tagged = await client.updateContact(id, { tags })
  if (![200, 404, 405].includes(tagged.status)) throw client.toError(tagged, { tags })
  return tagged
}

/** The tags of a contact that Freshdesk shows, or undefined when the body is no contact. */
export function getTags({ data }: Response): string[] | undefined {
  const { tags } = Object(data) as { tags?: unknown }
  return Array.isArray(tags) && tags.every(tag => typeof tag === 'string') ? tags : undefined
}

/** The agents' own tags are theirs: the new list is the old one with the missing tags. */
export function joinTags(present: string[], wanted: string[]): string[] {
  const known = new Set(present.map(tag => tag.toLowerCase()))
  return [...present, ...wanted.filter(tag => !known.has(tag.toLowerCase()))]
}
