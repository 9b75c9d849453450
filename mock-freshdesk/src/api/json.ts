/**
 * Pieces of JSON for responses that are written key by key. That is faster than JSON.stringify over
 * a copied object.
 */

/** Printable ASCII but the quote and the backslash: nothing in it needs escaping. */
const PLAIN = /^[ !#-[\]-~]*$/

export const text = (value: string | null): string =>
  value === null ? 'null' : PLAIN.test(value) ? `"${value}"` : JSON.stringify(value)

/** Writes `,"name":value` for a text or null. */
export function member(name: string): (value: string | null) => string {
  const key = `,"${name}":`
  const blank = `${key}null`
  const open = `${key}"`
  return value => (value === null ? blank : PLAIN.test(value) ? `${open}${value}"` : `${key}${JSON.stringify(value)}`)
}

export function texts(values: readonly string[]): string {
  if (values.length === 0) return '[]'
  let list = `[${text(values[0] as string)}`
  for (let i = 1; i < values.length; i++) list += `,${text(values[i] as string)}`
  return `${list}]`
}

/** A text, a number, a boolean or null. */
export const scalar = (value: string | number | boolean | null): string =>
  typeof value === 'string' ? text(value) : String(value)
