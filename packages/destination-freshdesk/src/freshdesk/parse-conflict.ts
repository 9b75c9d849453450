import type { Contact, CustomFields, Omission } from '../contact'
import type { Client } from './client'
import { findContacts, type IdentifierField, LOOKUP_FIELDS } from './find-contact'
import { type FieldError, isFreshdeskBody, parseFieldErrors, type Response } from './response'
import type { Repaired } from './send-repaired'

type Body = Partial<Contact>

/**
 * A 409 by its fields: `identity` says which contact the person is; `details` are values that two
 * people may share, such as a phone.
 */
export interface Conflict {
  identity: FieldError[]
  details: FieldError[]
}

/**
 * Reads a 409 to `body`. Only e-mail and external id identify a person. A `person` that has neither
 * is known by a handle or a number.
 *
 * @returns undefined for every other response, and for a 409 that does not come from Freshdesk.
 */
export function parseConflict(response: Response, body: Body, person: Contact): Conflict | undefined {
  if (response.status !== 409 || !isFreshdeskBody(response.data)) return undefined
  const strong = (['email', 'unique_external_id'] as const).filter(field => person[field] !== undefined)
  const names = new Set<string>(strong.length > 0 ? strong : ['twitter_id', 'mobile', 'phone'])
  const errors = parseFieldErrors(response.data)
  const isDetail = ({ field }: FieldError) => !names.has(field) && isIn(body, field)
  return { identity: errors.filter(error => !isDetail(error)), details: errors.filter(isDetail) }
}

/** True when the conflict is only about values that two people may share. */
export const isAboutDetails = ({ identity, details }: Conflict) => identity.length === 0 && details.length > 0

/**
 * Returns the body without the details that a different contact holds. A contact without a number
 * is better than no contact.
 */
export function withoutDetails<T extends Body>(body: T, details: FieldError[]): Repaired<T> {
  const omitted = details.map(toTakenOmission)
  const top = details.map(({ field }) => field)
  const custom = top.filter(field => !Object.hasOwn(body, field)).map(field => field.replace(/^custom_fields\./, ''))
  return { body: withCustomFields(omit<Body>(body, top), omit(body.custom_fields ?? {}, custom)) as T, omitted }
}

export const toTakenOmission = ({ field, holder }: Pick<FieldError, 'field' | 'holder'>): Omission => ({
  field,
  reason: `is taken: ${holder === undefined ? 'another contact' : `contact ${holder}`} in Freshdesk already has it`,
})

/** The body with these custom fields. An empty object is absent: Freshdesk has refused one. */
export function withCustomFields<T extends Body>(body: T, fields: Partial<CustomFields>): T {
  const { custom_fields: _, ...rest } = body
  return (Object.keys(fields).length > 0 ? { ...rest, custom_fields: fields } : rest) as T
}

/**
 * Which contacts hold the conflicting identifiers. When the 409 names no contact, look-ups find
 * them: by the fields of the conflict, or by every identifier of the body when the 409 names no
 * field. The user id comes first.
 */
export async function findHolders({ identity }: Conflict, body: Body, client: Client): Promise<FieldError[]> {
  const named = identity.filter(({ holder }) => holder !== undefined)
  if (named.length > 0) return named
  const inConflict = LOOKUP_FIELDS.filter(field => identity.some(error => error.field === field) && body[field])
  const fields = inConflict.length > 0 ? inConflict : LOOKUP_FIELDS.filter(field => body[field])
  for (const field of fields) {
    const [found, ...others] = await findContacts(client, field, body[field] as string)
    if (found && others.length === 0) return [{ field, message: '', code: '', holder: found.id }]
  }
  return []
}

/** The holder of one field, if the 409 names it. */
export const getHolder = (errors: FieldError[], field: IdentifierField) =>
  errors.find(error => error.field === field && error.holder !== undefined)?.holder

export function omit<T extends object>(record: T, keys: readonly string[]): Partial<T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key))) as Partial<T>
}

const isIn = (body: Body, field: string) =>
  Object.hasOwn(body, field) || Object.hasOwn(body.custom_fields ?? {}, field.replace(/^custom_fields\./, ''))
