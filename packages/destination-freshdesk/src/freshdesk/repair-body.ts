import type { Contact } from '../contact'
import type { Client } from './client'
import { cutToLimit, repairCustomField } from './custom-values'
import { omit } from './parse-conflict'
import { toSentence } from './refusal-message'
import { type FieldError, parseFieldErrors, type Response } from './response'
import type { Repaired } from './send-repaired'

type Body = Partial<Contact>

/** A new contact needs one of these. */
const IDENTIFIERS = ['email', 'unique_external_id', 'phone', 'mobile', 'twitter_id'] as const

export const hasIdentifier = (body: Body) => IDENTIFIERS.some(field => body[field] !== undefined)

/**
 * Repairs a body that Freshdesk answers with 400. A custom value is brought to the type of its
 * field, a text is cut to its limit, and any other optional field is left out and reported. The
 * name stays, and so does the last identifier of a new contact.
 *
 * @returns undefined when one of the errors cannot be repaired: then the request is refused as a
 *   whole.
 */
export async function repairBody<T extends Body>(
  client: Client,
  response: Response,
  body: T,
  isUpdate: boolean,
): Promise<Repaired<T> | undefined> {
  const errors = response.status === 400 ? parseFieldErrors(response.data) : []
  if (errors.length === 0) return undefined
  let repaired: Repaired<T> = { body, omitted: [] }
  // Custom fields last: they may cost a request, which is of no use when another error cannot be
  // repaired.
  const own = errors.filter(({ field }) => Object.hasOwn(body, field))
  for (const error of [...own, ...errors.filter(error => !own.includes(error))]) {
    const next = await repairField(client, repaired.body, error, isUpdate)
    if (!next) return undefined
    repaired = { body: next.body, omitted: [...repaired.omitted, ...next.omitted] }
  }
  return repaired
}

async function repairField<T extends Body>(
  client: Client,
  body: T,
  error: FieldError,
  isUpdate: boolean,
): Promise<Repaired<T> | undefined> {
  const { field } = error
  if (!Object.hasOwn(body, field)) return repairCustomField(client, body, field.replace(/^custom_fields\./, ''), error)
  const key = field as keyof Contact
  const cut = (IDENTIFIERS as readonly string[]).includes(key) ? undefined : cutToLimit(body[key], error.message)
  if (cut)
    return { body: { ...body, [key]: cut.value }, omitted: [{ field, reason: `was cut to ${cut.limit} characters` }] }
  if (key === 'tags') return withoutMoreTags(body, error)
  if (!mayBeLeftOut(key, body, error, isUpdate)) return undefined
  return { body: omit<Body>(body, [key]) as T, omitted: [{ field, reason: toReason(body, error) }] }
}

function mayBeLeftOut(key: keyof Contact, body: Body, { message }: FieldError, isUpdate: boolean): boolean {
  if (key === 'name') return isUpdate && message.includes('not allowed')
  if (!(IDENTIFIERS as readonly string[]).includes(key) || isUpdate) return true
  return IDENTIFIERS.some(other => other !== key && body[other] !== undefined)
}

/** The first tag is the consent tag, which a contact must have. */
function withoutMoreTags<T extends Body>(body: T, error: FieldError): Repaired<T> | undefined {
  const [consentTag, ...more] = body.tags ?? []
  if (consentTag === undefined || more.length === 0) return undefined
  return { body: { ...body, tags: [consentTag] }, omitted: [{ field: 'tags', reason: toReason(body, error) }] }
}

function toReason(body: Body, { field, code, message }: FieldError): string {
  if (field === 'name') return 'stays as it was: Freshdesk takes no / , " or www. in the new name of a contact'
  if (field === 'company_id' && code === 'invalid_value') return 'is the id of no company in this Freshdesk account'
  const { custom_fields: _, ...values } = body
  return `is refused by Freshdesk: ${toSentence(message, Object.values(values))}`.replace(/[.: ]+$/, '')
}
