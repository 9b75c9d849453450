import * as v from 'valibot'

/** The pieces that the schemas of several resources share, and the bodies of errors. */

export const text = v.string()
export const nullableText = v.nullable(v.string())
export const integer = v.pipe(v.number(), v.integer())
export const nullableInteger = v.nullable(integer)
export const shortText = v.nullable(v.pipe(v.string(), v.maxLength(255)))
export const time = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/))
export const texts = v.array(v.string())

export const customFields = v.pipe(
  v.record(v.string(), v.nullable(v.union([v.string(), v.number(), v.boolean()]))),
  v.description('Every custom field of the account by its name; null when it was never set.'),
)

/** A body that an update may leave any key out of. */
export function someOf<const E extends v.ObjectEntries>(entries: E) {
  return v.partial(v.strictObject(entries))
}

export const ValidationError = v.strictObject({
  description: v.literal('Validation failed'),
  errors: v.pipe(
    v.array(
      v.strictObject({
        field: text,
        additional_info: v.optional(v.strictObject({ user_id: integer })),
        message: text,
        code: text,
      }),
    ),
    v.minLength(1),
  ),
})

export const FlatError = v.strictObject({ code: text, message: text })

export const MethodError = v.strictObject({ message: text })

export const RefusedRequest = v.union([ValidationError, FlatError])

export const IdAndName = v.strictObject({ id: integer, name: text })
