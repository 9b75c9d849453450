import { agentJson } from '../agents/routes'
import { type FieldError, flatError, methodNotAllowed, validationFailed } from '../errors'
import { NO_CONTENT, NOT_FOUND, ok, type Result } from '../result'
import type { Call } from '../route'
import { boolean, type Check, listOf, oneOf, positiveInteger, text, unexpected } from '../validate'

/**
 * What befalls a contact after its making: trash and back, an invitation, a new life as an agent.
 */

export function softDelete({ account, id }: Call): Result {
  const { store, clock } = account
  const contact = store.contacts.get(id)
  if (contact === undefined) return NOT_FOUND
  if (contact.state !== 'live') return methodNotAllowed('DELETE', ['GET'])
  store.contacts.update(contact, { state: 'deleted', updated_at: clock.timestamp() })
  return NO_CONTENT
}

/** Wants the contact in the trash first, or `force=true`. */
export function hardDelete({ account, id, query }: Call): Result {
  const contact = account.store.contacts.get(id)
  if (contact === undefined) return NOT_FOUND
  const forced = query.get('force')?.toLowerCase() === 'true'
  if (contact.state !== 'deleted' && !forced) return { status: 400, body: '' }
  account.store.contacts.remove(contact)
  return NO_CONTENT
}

export function restore({ account, id }: Call): Result {
  const { store, clock } = account
  const contact = store.contacts.get(id)
  if (contact?.state !== 'deleted') return NOT_FOUND
  store.contacts.update(contact, { state: 'live', updated_at: clock.timestamp() })
  return NO_CONTENT
}

/** No letter is sent. */
export function sendInvite({ account, id }: Call): Result {
  const contact = account.store.contacts.get(id)
  if (contact === undefined) return NOT_FOUND
  if (contact.state !== 'live') return methodNotAllowed('PUT', ['GET'])
  return contact.email === null ? withoutEmail('inviting it') : NO_CONTENT
}

const integers = listOf((value): value is number => Number.isSafeInteger(value), 'Integer')

const AGENT_CHECKS: Record<string, Check<unknown>> = {
  occasional: boolean,
  signature: text(65_535),
  ticket_scope: positiveInteger,
  skill_ids: integers,
  group_ids: integers,
  role_ids: integers,
  type: oneOf(new Set(['support_agent', 'field_agent', 'collaborator'])),
  focus_mode: boolean,
}

/**
 * The contact is gone afterwards; the agent keeps its id and its first address, and loses the other
 * ones.
 */
export function makeAgent({ account, id, body }: Call): Result {
  const { store, clock } = account
  const contact = store.contacts.get(id)
  if (contact === undefined) return NOT_FOUND
  if (contact.state !== 'live') return methodNotAllowed('PUT', ['GET'])
  const errors: FieldError[] = []
  for (const [field, value] of Object.entries(body)) {
    if (Object.hasOwn(AGENT_CHECKS, field)) AGENT_CHECKS[field]?.(value, field, errors)
    else errors.push(unexpected(field))
  }
  if (errors.length > 0) return validationFailed(errors)
  const { name, email, job_title, phone, mobile, created_at } = contact
  if (email === null) return withoutEmail('converting the contact to an agent')

  const now = clock.timestamp()
  const agent = {
    id,
    name,
    email,
    job_title,
    phone,
    mobile,
    created_at,
    updated_at: now,
    api_key: null,
    read_only: false,
  }
  store.contacts.remove(contact)
  store.agents.add(agent)
  const { contact: person, ...role } = agentJson(agent, account.generation)
  const { available_since, available, occasional, signature, ticket_scope, group_ids, type, role_ids } = role
  return ok(
    JSON.stringify({
      ...person,
      active: contact.active,
      language: contact.language,
      time_zone: contact.time_zone,
      last_login_at: null,
      // The times of the contact, while those of the agent are now.
      created_at,
      updated_at: contact.updated_at,
      agent: {
        ...{ available_since, available, occasional, signature, id, ticket_scope, group_ids, type, role_ids },
        focus_mode: true,
        created_at: now,
        updated_at: now,
        ...body,
      },
    }),
  )
}

const withoutEmail = (before: string) =>
  flatError(409, 'inconsistent_state', `An email should be associated with the contact before ${before}`)
