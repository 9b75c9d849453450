import * as v from 'valibot'
import { integer, object, record } from '../validation/schemas'

/**
 * Schemas for the rows of a seed. They limit neither lengths nor numbers: a snapshot must be a
 * valid seed, whatever the API has accepted.
 */

type Schema = v.GenericSchema<unknown, unknown>

export const list = <S extends Schema>(of: S) => v.array(of, 'must be a list.')

/** A list of rows. Each row must have the `required` keys. */
export function rows<T>(
  shape: Record<string, Schema>,
  ...required: (keyof T & string)[]
): v.GenericSchema<unknown, T[]> {
  const row = v.pipe(
    object(shape),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return
      const missing = required.find(key => dataset.value[key] === undefined)
      if (missing) addIssue({ message: `needs a ${missing}.` })
    }),
  )
  return list(row) as unknown as v.GenericSchema<unknown, T[]>
}

export const id = integer(1, Number.MAX_SAFE_INTEGER)
export const word = v.string('must be a text')
export const filled = v.pipe(v.string('must be a text'), v.minLength(1, 'must be a text of some length'))
export const words = v.nullable(word)
export const folded = v.pipe(word, v.toLowerCase())
const customValue = v.union([v.string(), v.number(), v.boolean(), v.null()], 'must be a text')
export const customFields = record(customValue, Number.POSITIVE_INFINITY)
export const otherCompany = v.pipe(
  v.looseObject({ company_id: id }, 'must be a JSON object'),
  v.transform(({ company_id, view_all_tickets }) => ({ company_id, view_all_tickets: view_all_tickets === true })),
)
/** Ignores a property that the mock computes. An export of a real account may hold it. */
export const ignored = v.pipe(
  v.any(),
  v.transform(() => undefined),
)
