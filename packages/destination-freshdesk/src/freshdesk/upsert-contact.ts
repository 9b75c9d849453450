import type { Contact, NormalizedContact, Omission } from '../contact'
import type { Answer, Client } from './client'
import { type Conflict, conflictOf, holdersOf, omit, withoutDetails } from './conflict'
import { MOST_MENDS, result, tryToCreate } from './create-contact'
import { errorOf } from './errors'
import { type Mended, mend } from './mend'
import { type Result, report, unchanged } from './result'

type Changes = Partial<Contact>

/**
 * Creates the contact, or updates the one that Freshdesk already has. Create first, never look first: a 409 names the holder, while every look-up
 * counts against a limit ten times smaller. A new contact takes one request, a known one two, or three when the consent tag is missing.
 */
export async function upsertContact(client: Client, person: NormalizedContact): Promise<Result> {
  const attempt = await tryToCreate(client, person)
  if (!attempt.conflict) return attempt.result
  const { body, omitted } = attempt
  const taken = await holdersOf(attempt.conflict, body, client)
  const [holder, ...others] = [...new Set(taken.flatMap(error => error.holder ?? []))]
  if (holder === undefined) return unchanged('exists', 'holder-unknown', report(omitted))
  if (others.length > 0) return unchanged('exists', 'two-owners', { holders: [holder, ...others], ...report(omitted) })
  return updateContact(
    client,
    holder,
    { ...person, contact: body, omitted },
    taken.some(({ field }) => field === 'email'),
  )
}

/** @param hasEmail whether the holder has the address already: one among its secondary addresses must not become its primary one. */
async function updateContact(
  client: Client,
  holder: number,
  person: NormalizedContact,
  hasEmail: boolean,
): Promise<Result> {
  const kept = ['tags', ...(hasEmail ? ['email'] : []), ...(person.nameSource === 'full' ? [] : ['name'])]
  let changes: Changes = omit(person.contact, kept)
  let omitted = person.nameSource === 'partial' ? [...person.omitted, PART_OF_A_NAME] : person.omitted
  for (let mends = 0; ; mends++) {
    const answer = await write(client, holder, changes)
    const refused = refusal(answer, holder, omitted)
    if (refused) return refused
    if (answer.status === 200) {
      const tagged = await addTags(client, holder, answer, person.contact)
      return (tagged && refusal(tagged, holder, omitted)) ?? result('updated', holder, omitted)
    }
    const conflict = answer.status === 409 ? conflictOf(answer, changes, person.contact) : undefined
    const foreign = conflict?.identity.filter(error => error.holder !== holder) ?? []
    if (foreign.length > 0) {
      const holders = [...new Set([holder, ...foreign.flatMap(error => error.holder ?? [])])]
      return unchanged('exists', 'two-owners', { holders, ...report(omitted) })
    }
    const mended = conflict ? withoutTaken(changes, conflict) : mend(answer, changes, true)
    if (!mended || mends === MOST_MENDS) throw errorOf(answer, person.contact)
    changes = mended.body
    omitted = [...omitted, ...mended.omitted]
  }
}

const PART_OF_A_NAME: Omission = {
  field: 'name',
  reason: 'stays as it was: a first or last name alone does not replace a name',
}

/** Without what the holder turns out to have itself, and without details that somebody else has. */
function withoutTaken(changes: Changes, { identity, details }: Conflict): Mended<Changes> {
  return withoutDetails(
    omit(
      changes,
      identity.map(({ field }) => field),
    ),
    details,
  )
}

/** An event that carries nothing but what the holder has leaves nothing to write: then the contact is read, for its tags. */
const write = (client: Client, holder: number, changes: Changes) =>
  Object.keys(changes).length > 0 ? client.updateContact(holder, changes) : client.viewContact(holder)

/** Holders that cannot be updated: an agent is not found among contacts, a contact in the trash or in spam can only be read. */
function refusal(answer: Answer, holder: number, omitted: Omission[]): Result | undefined {
  const rest = { contactId: holder, ...report(omitted) }
  if (answer.status === 404) return unchanged('exists', 'held-by-agent', rest)
  const { deleted } = Object(answer.data) as { deleted?: unknown }
  if (answer.status === 405 || (answer.status === 200 && deleted === true))
    return unchanged('exists', 'held-by-deleted-contact', rest)
  return undefined
}

/**
 * A PUT replaces the whole list of tags, and the agents' own tags are theirs: the new list is the old one with what is missing. Returns the answer
 * where a holder was written to that may not be; undefined when nothing was missing.
 */
async function addTags(client: Client, holder: number, answer: Answer, contact: Contact): Promise<Answer | undefined> {
  const { tags } = Object(answer.data) as { tags?: unknown }
  if (!Array.isArray(tags)) throw errorOf(answer)
  const present = new Set(tags.map(tag => String(tag).toLowerCase()))
  const missing = contact.tags.filter(tag => !present.has(tag.toLowerCase()))
  if (missing.length === 0) return undefined
  const tagged = await client.updateContact(holder, { tags: [...tags, ...missing] })
  if (![200, 404, 405].includes(tagged.status)) throw errorOf(tagged, contact)
  return tagged
}
