import type { Contact, CustomFields, Omission } from '../contact'
import { getKnownFields, readFields } from './account-fields'
import type { Client } from './client'
import { type ContactField, toFieldType } from './contact-field'
import { withCustomFields } from './parse-conflict'
import { toSentence } from './refusal-message'
import type { FieldError } from './response'
import type { Repaired } from './send-repaired'

type Body = Partial<Contact>

/**
 * The custom values in the types of the account's fields, when this process knows the fields
 * already. With `unknownCustomFields: leave-out`, values without a field are left out before
 * Freshdesk refuses them.
 */
export function toKnownTypes<T extends Body>(client: Client, body: T): Repaired<T> {
  const fields = body.custom_fields && getKnownFields(client)
  if (!body.custom_fields || !fields) return { body, omitted: [] }
  const omitted: Omission[] = []
  const values: CustomFields = {}
  for (const [key, value] of Object.entries(body.custom_fields)) {
    const field = fields.find(({ name }) => name === key)
    if (!field && client.settings.unknownCustomFields === 'leave-out') omitted.push(toUnknownOmission(key))
    else setOwn(values, key, (field && toFieldType(field, value)) ?? value)
  }
  return { body: withCustomFields(body, values), omitted }
}

/**
 * Repairs one custom field that Freshdesk refuses. Returns undefined when the setting, or a field
 * that is missing, forbids it.
 */
export async function repairCustomField<T extends Body>(
  client: Client,
  body: T,
  key: string,
  error: FieldError,
): Promise<Repaired<T> | undefined> {
  const values = body.custom_fields
  if (!values || !Object.hasOwn(values, key)) return undefined
  const value = values[key] as CustomFields[string]
  const leaveOut = (omission: Omission) => {
    const { [key]: _, ...rest } = values
    return { body: withCustomFields(body, rest), omitted: [omission] }
  }
  if (error.code === 'invalid_field')
    return client.settings.unknownCustomFields === 'leave-out' ? leaveOut(toUnknownOmission(key)) : undefined
  const cut = cutToLimit(value, error.message)
  if (cut)
    return { body: withCustomFields(body, setOwn({ ...values }, key, cut.value)), omitted: [cutOmission(key, cut)] }
  const converted = toNamedType(error, value) ?? (await toAccountType(client, key, value))
  if (converted !== undefined)
    return { body: withCustomFields(body, setOwn({ ...values }, key, converted)), omitted: [] }
  const reason = `is refused by Freshdesk: ${toSentence(error.message, [value])}`.replace(/\.$/, '')
  return leaveOut({ field: `custom_fields.${key}`, reason })
}

const toUnknownOmission = (key: string): Omission => ({
  field: `custom_fields.${key}`,
  reason: 'is no contact field of this account',
})

const cutOmission = (key: string, { limit }: { limit: number }): Omission => ({
  field: `custom_fields.${key}`,
  reason: `was cut to ${limit} characters`,
})

async function toAccountType(client: Client, key: string, value: CustomFields[string]) {
  const fields: ContactField[] = (await readFields(client)) ?? []
  const field = fields.find(({ name }) => name === key)
  return field && toFieldType(field, value)
}

/**
 * The value in the type that Freshdesk's message asks for, "It should be a/an Integer", if it is
 * the same value.
 */
function toNamedType({ code, message }: FieldError, value: CustomFields[string]): CustomFields[string] | undefined {
  if (code !== 'datatype_mismatch') return undefined
  const type = /should be (?:a\/an|an?) ([A-Za-z ]+)/.exec(message)?.[1]?.trim().toLowerCase()
  if (type === 'string') return typeof value === 'string' ? undefined : String(value)
  if (typeof value !== 'string') return undefined
  if (type === 'boolean') return BOOLEANS.get(value.toLowerCase())
  const form = NUMBERS[type ?? '']
  return form?.test(value) && value.replace(/\D/g, '').length <= 15 ? Number(value) : undefined
}

const BOOLEANS = new Map([
  ['true', true],
  ['false', false],
])

const INTEGER = /^-?(0|[1-9]\d*)$/
const DECIMAL = /^-?(0|[1-9]\d*)(\.\d+)?$/
const NUMBERS: Record<string, RegExp | undefined> = {
  integer: INTEGER,
  'positive integer': INTEGER,
  number: DECIMAL,
  decimal: DECIMAL,
  float: DECIMAL,
}

/** A text cut to the limit that Freshdesk names, "it can have maximum of 255 characters". */
export function cutToLimit(value: unknown, message: string): { value: string; limit: number } | undefined {
  const limit = Number(/maximum of (\d{1,5}) characters/.exec(message)?.[1] ?? 0)
  if (typeof value !== 'string' || limit === 0 || value.length <= limit) return undefined
  return {
    value: value
      .slice(0, limit)
      .replace(/\p{Cs}$/u, '')
      .trim(),
    limit,
  }
}

/** A key such as `__proto__` is data here. */
function setOwn<T extends object>(record: T, key: string, value: unknown): T {
  return Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true })
}
