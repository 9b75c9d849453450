import type { FieldCollection } from '../store/field-collection'
import type { Key } from '../store/index-view'
import { type CustomValues, getCustomValue } from '../store/records'
import { isDate } from './custom-values'
import type { FieldError } from './errors'
import type { Parameter } from './query'
import { type Node, parseSearch, QueryError, type Test, type Value } from './search-query'
import { invalid, mismatch, missing, unexpected } from './validate'

/**
 * GET /search/contacts and /search/companies. Freshdesk's index lags by minutes; the mock finds
 * each write at once.
 */

type Kind = 'text' | 'number' | 'boolean' | 'day'

export interface Searchable<T> {
  readonly kind: Kind
  readonly toValue: (row: T) => Value | readonly string[]
  /** The properties whose change moves a row in an index of the field. */
  readonly from: readonly (keyof T)[]
}

export type Searchables<T> = Readonly<Record<string, Searchable<T>>>

const CUSTOM_KINDS: Readonly<Record<string, Kind>> = {
  custom_text: 'text',
  custom_number: 'number',
  custom_checkbox: 'boolean',
  custom_dropdown: 'text',
}

const PER_PAGE = 30
const MAX_PAGES = 10

export const SEARCH_PARAMETERS = {
  query: { type: 'string', description: `In double quotes: "email:'ada.moss@example.com' AND active:true"` },
  page: { type: 'integer', minimum: 1, maximum: MAX_PAGES, default: 1 },
} satisfies Record<string, Parameter>

/** The root of the query and the page, or undefined after it added to `errors` what is wrong. */
export function parseSearchRequest<T>(
  query: ReadonlyMap<string, string>,
  searchables: Searchables<T>,
  fields: FieldCollection,
  errors: FieldError[],
): { root: Node; page: number } | undefined {
  const page = Number(/^\d{1,3}$/.exec(query.get('page') ?? '1')?.[0] ?? 0)
  if (page < 1 || page > MAX_PAGES) {
    errors.push(invalid('page', `It should be a Positive Integer less than or equal to ${MAX_PAGES}`))
  }
  const root = parseRoot(query.get('query'), searchables, fields, errors)
  return root && errors.length === 0 ? { root, page } : undefined
}

/** One page of the rows that were found, as the body of the response. */
export function toSearchBody<T>(found: readonly T[], page: number, toJson: (row: T) => string): string {
  const shown = found.slice((page - 1) * PER_PAGE, page * PER_PAGE).map(toJson)
  return `{"total":${found.length},"results":[${shown.join(',')}]}`
}

function parseRoot<T>(
  given: string | undefined,
  searchables: Searchables<T>,
  fields: FieldCollection,
  errors: FieldError[],
): Node | undefined {
  if (given === undefined) {
    errors.push(missing('query', 'It should be a/an String'))
    return undefined
  }
  try {
    const root = parseSearch(given)
    checkTests(root, searchables, fields, errors)
    return root
  } catch (error) {
    if (!(error instanceof QueryError)) throw error
    errors.push(invalid('query', error.message))
    return undefined
  }
}

function checkTests<T>(node: Node, searchables: Searchables<T>, fields: FieldCollection, errors: FieldError[]) {
  if (node.kind !== 'test') {
    for (const part of node.parts) checkTests(part, searchables, fields, errors)
    return
  }
  const { field, operator, value } = node
  const kind = Object.hasOwn(searchables, field)
    ? searchables[field]?.kind
    : CUSTOM_KINDS[fields.byName.first(field)?.type ?? '']
  if (kind === undefined) errors.push(unexpected(field))
  else if (operator !== ':' && (kind === 'text' || kind === 'boolean' || value === null)) {
    errors.push(invalid(field, `${operator} can be used with numbers and days only`))
  } else if (value === null) return
  else if (kind === 'day' && !isDate(value)) errors.push(invalid(field, "It should be in the 'yyyy-mm-dd' format"))
  else if (kind === 'text' && typeof value !== 'string') errors.push(mismatch(value, field, 'String'))
  else if (kind === 'number' && typeof value !== 'number') errors.push(mismatch(value, field, 'Integer'))
  else if (kind === 'boolean' && typeof value !== 'boolean') errors.push(mismatch(value, field, 'Boolean'))
}

/** Stands for null among the keys of an index. */
export const NULL_KEY = '\0'

/** E-mail addresses and domains are compared without case. */
const FOLDED = new Set(['email', 'domain'])

export const toKey = ({ field, value }: Test): Key =>
  value === null ? NULL_KEY : FOLDED.has(field) && typeof value === 'string' ? value.toLowerCase() : value

export function isWithin(key: Key, { operator, value }: Test): boolean {
  if (key === NULL_KEY || value === null || typeof key !== typeof value) return false
  return operator === ':>' ? key >= value : key <= value
}

/** How to search a field: as its table says, or a custom field by its value. */
export const getSearchable = <T extends { custom_fields: CustomValues }>(
  field: string,
  searchables: Searchables<T>,
): Searchable<T> =>
  (Object.hasOwn(searchables, field) ? searchables[field] : undefined) ?? {
    kind: 'text',
    toValue: row => getCustomValue(row.custom_fields, field),
    from: ['custom_fields'],
  }

/** Whether one row fulfils a query. */
export function meets<T extends { custom_fields: CustomValues }>(
  row: T,
  node: Node,
  searchables: Searchables<T>,
): boolean {
  if (node.kind !== 'test') {
    const partMeets = (part: Node) => meets(row, part, searchables)
    return node.kind === 'and' ? node.parts.every(partMeets) : node.parts.some(partMeets)
  }
  const value = getSearchable(node.field, searchables).toValue(row) ?? NULL_KEY
  if (typeof value === 'object') return value.includes(toKey(node) as string)
  return node.operator === ':' ? value === toKey(node) : isWithin(value, node)
}
