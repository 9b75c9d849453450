import * as v from 'valibot'

/** The parts from which the schemas of the rooms are made. */

export const text = v.string()
export const textOrNull = v.nullable(v.string())
export const numberOrNull = v.nullable(v.number())
export const count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** A time in ISO 8601, UTC. */
export const time = v.pipe(v.string(), v.isoTimestamp(), v.description('ISO 8601, UTC.'))
export const timeOrNull = v.nullable(time)

/** An object with any keys, such as an event or a mapping. */
export const anyObject = v.record(v.string(), v.unknown())

export const described = <S extends v.GenericSchema>(schema: S, description: string) =>
  v.pipe(schema, v.description(description))

/** The most characters of a filter or a free text in a request. */
const MAX_TEXT = 512

export const filterText = v.optional(v.pipe(v.string(), v.maxLength(MAX_TEXT)))

/** A whole number in a query string. */
export const queryNumber = (fallback: number, max: number) =>
  v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,9}$/, 'must be a whole number'),
      v.transform(Number),
      v.number(),
      v.minValue(1, 'must be at least 1'),
      v.maxValue(max, `must be at most ${max}`),
    ),
    String(fallback),
  )

/** The name of an integration or a source. */
export const name = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'A name has 1 to 63 lower-case letters, digits and hyphens.'),
)
