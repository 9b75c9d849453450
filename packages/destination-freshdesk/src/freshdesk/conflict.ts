import type { Contact, CustomFields, Omission } from '../contact'
import type { Answer, Client } from './client'
import { type FieldError, fieldErrors, isId } from './error-body'
import { errorOf } from './errors'
import type { Mended } from './mend'

type Body = Partial<Contact>

/** What a 409 says: `identity`, the fields that tell who the contact is, and `details`, which two people may share (a phone in the family). */
export interface Conflict {
  identity: FieldError[]
  details: FieldError[]
}

/**
 * Reads a 409 to `body`. Only email and external id say who somebody is; a `person` that has neither is known by its handle or its numbers.
 */
export function conflictOf(answer: Answer, body: Body, person: Contact): Conflict {
  const strong = (['email', 'unique_external_id'] as const).filter(field => person[field] !== undefined)
  const names = new Set<string>(strong.length > 0 ? strong : ['twitter_id', 'mobile', 'phone'])
  const errors = fieldErrors(answer.data)
  const isDetail = ({ field }: FieldError) => !names.has(field) && isIn(body, field)
  return { identity: errors.filter(error => !isDetail(error)), details: errors.filter(isDetail) }
}

/** The body without details that another contact has, which Freshdesk wants unique: the contact is worth more than one of its numbers. */
export function withoutDetails<T extends Body>(body: T, details: FieldError[]): Mended<T> {
  const omitted: Omission[] = details.map(({ field, holder }) => ({
    field,
    reason: `is taken: ${holder === undefined ? 'another contact' : `contact ${holder}`} in Freshdesk already has it`,
  }))
  const top = details.map(({ field }) => field)
  const custom = top.filter(field => !Object.hasOwn(body, field)).map(field => field.replace(/^custom_fields\./, ''))
  const rest: Body = omit<Body>(body, top)
  const fields = omit<CustomFields>(body.custom_fields ?? {}, custom) as CustomFields
  if (Object.keys(fields).length > 0) rest.custom_fields = fields
  else delete rest.custom_fields
  return { body: rest as T, omitted }
}

/** The ids of who holds the conflicting fields. Where the 409 names nobody, one look-up by the field finds out; it may find nobody. */
export async function holdersOf({ identity }: Conflict, body: Body, client: Client): Promise<FieldError[]> {
  if (identity.some(({ holder }) => holder !== undefined)) return identity.filter(({ holder }) => holder !== undefined)
  const filters = ['email', 'unique_external_id', 'mobile', 'phone'] as const
  const field =
    filters.find(name => identity.some(error => error.field === name) && body[name]) ?? filters.find(name => body[name])
  if (!field) return []
  const answer = await client.findContacts({ [field]: body[field] as string })
  if (answer.status !== 200 || !Array.isArray(answer.data)) throw errorOf(answer, body)
  const [found, ...others] = answer.data as { id?: unknown }[]
  return isId(found?.id) && others.length === 0 ? [{ field, message: '', code: '', holder: found.id }] : []
}

export function omit<T extends object>(record: T, keys: readonly string[]): Partial<T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key))) as Partial<T>
}

const isIn = (body: Body, field: string) =>
  Object.hasOwn(body, field) || Object.hasOwn(body.custom_fields ?? {}, field.replace(/^custom_fields\./, ''))
