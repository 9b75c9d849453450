import type { FieldError } from './errors'
import { invalid } from './validate'

/** A query parameter, as JSON Schema. */
export interface Parameter {
  readonly type?: 'string' | 'integer' | 'boolean'
  readonly enum?: readonly string[]
  readonly minimum?: number
  readonly maximum?: number
  readonly default?: number
  readonly description?: string
}

/** The parameters of a query string, decoded. Of two with one name the last counts. */
export type Query = ReadonlyMap<string, string>

const NONE: Query = new Map()

/** A look-up for an empty value finds no record, instead of every record. */
const LOOK_UPS = new Set(['email', 'mobile', 'phone', 'unique_external_id'])

export function parseQuery(search: string): Query {
  if (search.length < 2) return NONE
  const query = new Map<string, string>()
  for (const pair of search.slice(1).split('&')) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    const name = decode(equals < 0 ? pair : pair.slice(0, equals))
    // An empty value counts as absent: published clients send `?state=` and even `?=`.
    if (equals === pair.length - 1 && !LOOK_UPS.has(name)) continue
    query.set(name, equals < 0 ? '' : decode(pair.slice(equals + 1)))
  }
  return query
}

function decode(text: string): string {
  if (!text.includes('%') && !text.includes('+')) return text
  const spaced = text.replaceAll('+', ' ')
  try {
    return decodeURIComponent(spaced)
  } catch {
    // A stray percent sign, or bytes that are not utf-8: the text stays as it is.
    return spaced
  }
}

/** Published clients use both spellings. */
export const SINCE = {
  updated_since: { type: 'string', description: 'Records that changed at this time or later.' },
  _updated_since: { type: 'string', description: 'An older spelling of updated_since.' },
} satisfies Record<string, Parameter>

/** The time of `updated_since` in the form of a record's times, so that both compare as texts. */
export function parseSince(query: Query, errors: FieldError[]): string | undefined {
  const field = query.has('updated_since') ? 'updated_since' : '_updated_since'
  const given = query.get(field)
  if (given === undefined) return undefined
  const time = /^\d{4}-\d{2}-\d{2}/.test(given) ? Date.parse(given) : Number.NaN
  if (!Number.isNaN(time)) return `${new Date(time).toISOString().slice(0, 19)}Z`
  errors.push(invalid(field, "It should be in the 'combined date and time ISO8601' format"))
  return undefined
}

/** A parameter that must be an id. */
export function parseId(query: Query, field: string, errors: FieldError[]): number | undefined {
  const given = query.get(field)
  if (given === undefined) return undefined
  if (/^[1-9]\d{0,14}$/.test(given)) return Number(given)
  errors.push({ field, message: 'It should be a/an Positive Integer', code: 'datatype_mismatch' })
  return undefined
}
