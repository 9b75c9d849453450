import * as v from 'valibot'

/**
 * valibot schemas with the mock's sentences: type, check and JSON Schema from one declaration. A
 * message says what the value must be, and parse() completes it: "times must be a whole number from
 * 1 to 5; it is 6.". A message that ends with a full stop is complete already.
 */

type Schema = v.GenericSchema<unknown, unknown>

/** Bodies nested deeper are refused, so that no recursion over them runs out of stack. */
const MAX_DEPTH = 64

export function integer(min: number, max: number, wanted = `must be a whole number from ${min} to ${max}`) {
  return v.pipe(v.number(wanted), v.integer(wanted), v.minValue(min, wanted), v.maxValue(max, wanted))
}

export function number(min: number, max: number) {
  const wanted = `must be a number from ${min} to ${max}`
  return v.pipe(v.number(wanted), v.minValue(min, wanted), v.maxValue(max, wanted))
}

export function text({ max = 1_000, min = 0 } = {}) {
  const wanted = `must be a text of ${min > 0 ? `${min} to ${max}` : `at most ${max}`} characters`
  return v.pipe(v.string(wanted), v.minLength(min, wanted), v.maxLength(max, wanted))
}

export const boolean = v.boolean('must be true or false')

export const oneOf = <const T extends string>(...allowed: T[]) =>
  v.picklist(allowed, `must be one of ${allowed.join(', ')}`)

/** Any JSON that is not nested too deeply. */
export const json = v.pipe(
  v.unknown(),
  v.check(value => !isDeeperThan(value, MAX_DEPTH), `is nested deeper than ${MAX_DEPTH} levels.`),
)

/** In a query string a number is digits. */
export const inQuery = <S extends Schema>(schema: S) =>
  v.pipe(
    v.unknown(),
    v.transform(value => (typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value)),
    schema,
  )

type Shape = Record<string, Schema>
export type SomeOf<S extends Shape> = { [K in keyof S]?: v.InferOutput<S[K]> }

/**
 * An object with some of these keys and no others. A key whose value is undefined counts as left
 * out.
 */
export function object<S extends Shape>(shape: S): v.GenericSchema<unknown, SomeOf<S>> {
  const known = Object.keys(shape).join(', ')
  // Without a prototype, so that a key called toString is unknown like any other.
  const entries: v.ObjectEntries = Object.create(null)
  for (const [key, schema] of Object.entries(shape)) entries[key] = v.optional(schema)
  const ofKnownKeys = v.strictObject(entries, ({ expected }) =>
    expected === 'never' ? `is not known here. It should be one of: ${known}.` : 'must be a JSON object',
  )
  return v.pipe(
    v.custom<object>(isObject, 'must be a JSON object'),
    ofKnownKeys,
    v.transform(read => withoutUndefined(read) as SomeOf<S>),
  )
}

/** The key of the metadata that holds the schema of a record's values. */
export const VALUES = 'values'

/**
 * An object with any keys, `max` of them at most, and one kind of value. Also keys such as
 * __proto__ stay keys.
 */
export function record<S extends Schema>(
  of: S,
  max: number,
): v.GenericSchema<unknown, Record<string, v.InferOutput<S>>> {
  return v.pipe(
    v.custom<Record<string, unknown>>(isObject, 'must be an object'),
    v.rawTransform(({ dataset: { value: given }, addIssue, NEVER }) => {
      const entries = Object.entries(given)
      if (entries.length > max) {
        addIssue({ message: `may have at most ${max} keys; it has ${entries.length}.` })
        return NEVER
      }
      const read: [string, v.InferOutput<S>][] = []
      for (const [key, value] of entries) {
        const { success, output, issues } = v.safeParse(of, value, { abortEarly: true })
        if (success) read.push([key, output])
        else {
          const [{ message, input, path = [] }] = issues
          const at: v.UnknownPathItem = { type: 'unknown', origin: 'value', input: given, key, value }
          addIssue({ message, input, path: [at, ...path] })
          return NEVER
        }
      }
      return Object.fromEntries(read)
    }),
    v.metadata({ type: 'object', [VALUES]: of }),
  )
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some(inner => isDeeperThan(inner, levels - 1))
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)

const withoutUndefined = (read: object) =>
  Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined))
