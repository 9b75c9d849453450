import type { Contact, NormalizedContact, Omission } from '../contact'
import type { Answer, Client } from './client'
import { type Conflict, conflictOf, withoutDetails } from './conflict'
import { isId } from './error-body'
import { errorOf } from './errors'
import { mend } from './mend'
import { type Result, report, unchanged } from './result'

/** Freshdesk is asked at most this often to take a mended body; what it still refuses is an error. */
export const MOST_MENDS = 3

/** Creates the contact, or acknowledges that Freshdesk already has it: 409 is final, and nothing is changed. */
export async function createContact(client: Client, person: NormalizedContact): Promise<Result> {
  const attempt = await tryToCreate(client, person)
  if (!attempt.conflict) return attempt.result
  const ids = [...new Set(attempt.conflict.identity.flatMap(({ holder }) => holder ?? []))]
  const omitted = report(attempt.omitted)
  if (ids.length > 1) return unchanged('exists', 'two-owners', { holders: ids, ...omitted })
  return unchanged('exists', 'already-exists', { ...(ids[0] !== undefined && { contactId: ids[0] }), ...omitted })
}

/** One contact to create: done, or in conflict with one that Freshdesk has. `body` is what was sent in the end. */
type Attempt = { conflict?: never; result: Result } | { conflict: Conflict; body: Contact; omitted: Omission[] }

export async function tryToCreate(client: Client, person: NormalizedContact): Promise<Attempt> {
  let body = person.contact
  let omitted = person.omitted
  for (let mends = 0; ; mends++) {
    const answer = await client.createContact(body)
    if (answer.status === 201) return { result: result('created', idOf(answer), omitted) }
    const conflict = answer.status === 409 ? conflictOf(answer, body, person.contact) : undefined
    if (conflict && (conflict.identity.length > 0 || conflict.details.length === 0)) return { conflict, body, omitted }
    const mended = conflict ? withoutDetails(body, conflict.details) : mend(answer, body, false)
    if (!mended || mends === MOST_MENDS) throw errorOf(answer, person.contact)
    body = mended.body
    omitted = [...omitted, ...mended.omitted]
  }
}

export function result(outcome: 'created' | 'updated', contactId: number | undefined, omitted: Omission[]): Result {
  return { outcome, ...(contactId !== undefined && { contactId }), ...report(omitted) }
}

function idOf({ data }: Answer): number | undefined {
  const { id } = Object(data) as { id?: unknown }
  return isId(id) ? id : undefined
}
