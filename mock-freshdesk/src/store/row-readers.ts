import { InvalidInput } from '../validation/invalid-input'
import { integer, object, type Reader, record, refuse } from '../validation/readers'

/**
 * Readers for the rows of a seed. They limit neither lengths nor numbers: a snapshot must be a
 * valid seed, whatever the API has accepted.
 */

export const nullable =
  <T>(of: Reader<T>): Reader<T | null> =>
  (value, name) =>
    value === null ? null : of(value, name)

export const list =
  <T>(of: Reader<T>): Reader<readonly T[]> =>
  (value, name) => {
    if (!Array.isArray(value)) throw new InvalidInput(`${name} must be a list.`)
    return value.map((element, i) => of(element, `${name}[${i}]`))
  }

/** Reads a list of rows. Each row must have the `required` keys. */
export function rows<T>(shape: Record<string, Reader<unknown>>, ...required: (keyof T & string)[]): Reader<T[]> {
  const read = object(shape)
  const one: Reader<T> = (value, name) => {
    const row = read(value, name)
    for (const key of required) if (row[key] === undefined) throw new InvalidInput(`${name} needs a ${key}.`)
    return row as T
  }
  return (value, name) => [...list(one)(value, name)]
}

export const id = integer(1, Number.MAX_SAFE_INTEGER)
export const word: Reader<string> = (value, name) => (typeof value === 'string' ? value : refuse(name, 'a text', value))
export const filled: Reader<string> = (value, name) => word(value, name) || refuse(name, 'a text of some length', value)
export const words = nullable(word)
export const folded: Reader<string> = (value, name) => word(value, name).toLowerCase()
const customValue: Reader<string | number | boolean | null> = (value, name) =>
  typeof value === 'number' || typeof value === 'boolean' ? value : words(value, name)
export const customFields = record(customValue, Number.POSITIVE_INFINITY)
export const otherCompany: Reader<unknown> = (value, name) => ({
  company_id: id((value as { company_id?: unknown } | null)?.company_id, `${name}.company_id`),
  view_all_tickets: (value as { view_all_tickets?: unknown }).view_all_tickets === true,
})
/** Ignores a property that the mock computes. An export of a real account may hold it. */
export const ignored: Reader<undefined> = () => undefined
