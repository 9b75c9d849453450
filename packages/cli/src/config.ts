import { readFileSync } from 'node:fs'
import freshdesk, { type Settings } from '@datafly/destination-freshdesk'
import * as v from 'valibot'
import { cause } from './input'
import { UsageError } from './usage-error'

const text = v.pipe(v.string('must be a text'), v.nonEmpty('must not be empty'))
const choice = (...values: string[]) => v.picklist(values, `must be one of ${values.join(', ')}`)
const described = <S extends v.GenericSchema>(schema: S, description: string) =>
  v.pipe(schema, v.description(description))

const settingsSchema = v.strictObject({
  defaultCountry: v.optional(described(text, 'Country of phone numbers without a country code, such as GB.')),
  consentCategory: v.optional(described(text, 'Consent category that a person must have granted.')),
  existingContact: v.optional(described(choice('leave', 'complete'), 'What a sign-up does to an existing contact.')),
  unknownCustomFields: v.optional(
    described(choice('reject', 'leave-out'), 'What happens to a custom field that the account does not have.'),
  ),
  onConsentWithdrawn: v.optional(described(choice('keep', 'remove-tag'), 'What a refusal of consent does.')),
  deletion: v.optional(described(choice('soft', 'hard'), 'How a person is deleted.')),
} satisfies Partial<Record<keyof Settings, v.GenericSchema>>)

/**
 * The mapping of one action: each field with a value, or a directive such as
 * `{ "@path": "$.traits.role" }`.
 */
const mappingSchema = v.record(v.string(), v.unknown(), 'must be an object of fields')

const subscriptionSchema = v.strictObject({
  action: described(choice(...Object.keys(freshdesk.actions)), 'The action that these events start.'),
  events: v.optional(
    described(
      v.pipe(v.array(text, 'must be a list'), v.nonEmpty('must not be empty')),
      'Names of the track events, such as "Account Created". Without them, the events of the action itself.',
    ),
  ),
  mapping: v.optional(described(mappingSchema, 'Fields that differ from the default mapping.')),
})

/** The configuration file. Type, check, and the JSON Schema for editors come from here. */
export const configSchema = v.strictObject({
  $schema: v.optional(text),
  domain: v.optional(described(text, 'The part of your Freshdesk address before .freshdesk.com.')),
  settings: v.optional(described(settingsSchema, 'Settings of the destination, see docs/configure.md.')),
  subscriptions: v.optional(
    described(
      v.pipe(v.array(subscriptionSchema, 'must be a list'), v.nonEmpty('must not be empty')),
      'Which events start which action. They replace the preset Default.',
    ),
  ),
  allowDeletes: v.optional(described(v.boolean('must be true or false'), 'Carry out events of type "delete".')),
  rate: v.optional(
    described(
      v.pipe(
        v.number('must be a number'),
        v.integer('must be a whole number'),
        v.minValue(1, 'must be at least 1'),
        v.maxValue(100_000, 'must be at most 100000'),
      ),
      'Send at most this many requests a minute.',
    ),
  ),
  share: v.optional(
    described(
      v.pipe(
        v.number('must be a number from 0.01 to 1'),
        v.minValue(0.01, 'must be a number from 0.01 to 1'),
        v.maxValue(1, 'must be a number from 0.01 to 1'),
      ),
      'Use this part of the rate limit, such as 0.5, and leave the rest to others.',
    ),
  ),
})

export type Config = v.InferOutput<typeof configSchema>

/** A mapping file: fields by action. */
const mappingsSchema = v.record(choice(...Object.keys(freshdesk.actions)), mappingSchema, 'must be an object')

export type Mappings = v.InferOutput<typeof mappingsSchema>

/**
 * Reads a configuration file, or returns an empty configuration without one.
 *
 * @throws UsageError that names the place in the file. A key in the file is refused.
 */
export function readConfig(file: string | undefined): Config {
  if (file === undefined) return {}
  const value = readJson(file)
  refuseKey(value, file)
  if (Array.isArray(value)) throw new UsageError(`${file}: the file must be an object.`)
  return parse(configSchema, value, file)
}

/**
 * Reads a mapping file, such as `{ "signedUp": { "job_title": { "@path": "$.traits.role" } } }`.
 *
 * @throws UsageError that names the place in the file
 */
export function readMappings(file: string | undefined): Mappings {
  return file === undefined ? {} : parse(mappingsSchema, readJson(file), file)
}

function readJson(file: string): unknown {
  let json: string
  try {
    json = readFileSync(file, 'utf8')
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${cause(error)}.`)
  }
  try {
    return JSON.parse(json)
  } catch (error) {
    throw new UsageError(`${file} is not JSON: ${(error as Error).message}.`)
  }
}

function parse<S extends v.GenericSchema>(schema: S, value: unknown, file: string): v.InferOutput<S> {
  const { success, output, issues } = v.safeParse(schema, value, { abortEarly: true, abortPipeEarly: true })
  if (success) return output
  const { message, path, type } = issues[0]
  const keys = path?.map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)) ?? []
  const place = keys.join('').replace(/^\./, '') || 'the file'
  throw new UsageError(`${file}: ${place} ${type === 'strict_object' ? toObjectSentence(issues[0]) : message}.`)
}

/**
 * Valibot reports a missing key, an unknown key and a wrong type of an object by one type of issue.
 */
function toObjectSentence({ expected, path }: v.BaseIssue<unknown>): string {
  if (expected === 'never') return 'is an unknown key'
  return path && expected !== 'Object' ? 'is missing' : 'must be an object'
}

const KEY = /^(freshdesk)?_?(api)?_?-?(key|token|password|secret)$/i

/** A file is copied, mailed and committed, so a key in it is refused, wherever it stands. */
function refuseKey(value: unknown, file: string): void {
  if (typeof value !== 'object' || value === null) return
  for (const [name, inner] of Object.entries(value)) {
    if (!Array.isArray(value) && KEY.test(name) && typeof inner === 'string') {
      throw new UsageError(
        `${file} must not hold the API key. Remove ${name}, and set FRESHDESK_API_KEY in the environment.`,
      )
    }
    if (name !== 'mapping') refuseKey(inner, file)
  }
}
