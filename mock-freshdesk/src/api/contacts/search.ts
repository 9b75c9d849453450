import type { FieldCollection } from '../../store/field-collection'
import { Index, type Key } from '../../store/index-view'
import type { Contact } from '../../store/records'
import type { Store } from '../../store/store'
import { isDate } from '../custom-values'
import { type FieldError, validationFailed } from '../errors'
import type { Parameter } from '../query'
import { ok, type Result } from '../result'
import type { Call } from '../route'
import { invalid, mismatch, missing, unexpected } from '../validate'
import { listedContact } from './json'
import { type Node, parseSearch, QueryError, type Test, type Value } from './search-query'

/** GET /search/contacts. Unlike Freshdesk's, whose index lags by minutes, it finds what was written just now. */

type Kind = 'text' | 'number' | 'boolean' | 'day'

interface Searchable {
  readonly kind: Kind
  readonly of: (row: Contact) => Value | readonly string[]
  /** Properties whose change moves a contact in the field's index. */
  readonly from: readonly (keyof Contact)[]
}

const FIELDS: Readonly<Record<string, Searchable>> = {
  active: { kind: 'boolean', of: row => row.active, from: ['active'] },
  company_id: { kind: 'number', of: row => row.company_id, from: ['company_id'] },
  twitter_id: { kind: 'text', of: row => row.twitter_id, from: ['twitter_id'] },
  email: { kind: 'text', of: row => row.email, from: ['email'] },
  phone: { kind: 'text', of: row => row.phone, from: ['phone'] },
  mobile: { kind: 'text', of: row => row.mobile, from: ['mobile'] },
  tag: { kind: 'text', of: row => (row.tags.length > 0 ? row.tags : null), from: ['tags'] },
  language: { kind: 'text', of: row => row.language, from: ['language'] },
  time_zone: { kind: 'text', of: row => row.time_zone, from: ['time_zone'] },
  created_at: { kind: 'day', of: row => row.created_at.slice(0, 10), from: ['created_at'] },
  updated_at: { kind: 'day', of: row => row.updated_at.slice(0, 10), from: ['updated_at'] },
}

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

export function searchContacts({ account, query }: Call): Result {
  const errors: FieldError[] = []
  const page = Number(/^\d{1,3}$/.exec(query.get('page') ?? '1')?.[0] ?? 0)
  if (page < 1 || page > MAX_PAGES) {
    errors.push(invalid('page', `It should be a Positive Integer less than or equal to ${MAX_PAGES}`))
  }
  const root = readQuery(query.get('query'), account.store.contactFields, errors)
  if (root === undefined || errors.length > 0) return validationFailed(errors)
  const found = find(root, account.store)
  const shown = found.slice((page - 1) * PER_PAGE, page * PER_PAGE).map(row => listedContact(row, account))
  return ok(`{"total":${found.length},"results":[${shown.join(',')}]}`)
}

function readQuery(given: string | undefined, fields: FieldCollection, errors: FieldError[]): Node | undefined {
  if (given === undefined) {
    errors.push(missing('query', 'It should be a/an String'))
    return undefined
  }
  try {
    const root = parseSearch(given)
    checkTests(root, fields, errors)
    return root
  } catch (error) {
    if (!(error instanceof QueryError)) throw error
    errors.push(invalid('query', error.message))
    return undefined
  }
}

function checkTests(node: Node, fields: FieldCollection, errors: FieldError[]) {
  if (node.kind !== 'test') {
    for (const part of node.parts) checkTests(part, fields, errors)
    return
  }
  const { field, operator, value } = node
  const kind = Object.hasOwn(FIELDS, field) ? FIELDS[field]?.kind : CUSTOM_KINDS[fields.byName.first(field)?.type ?? '']
  if (kind === undefined) errors.push(unexpected(field))
  else if (operator !== ':' && (kind === 'text' || kind === 'boolean' || value === null)) {
    errors.push(invalid(field, `${operator} can be used with numbers and days only`))
  } else if (value === null) return
  else if (kind === 'day' && !isDate(value)) errors.push(invalid(field, "It should be in the 'yyyy-mm-dd' format"))
  else if (kind === 'text' && typeof value !== 'string') errors.push(mismatch(value, field, 'String'))
  else if (kind === 'number' && typeof value !== 'number') errors.push(mismatch(value, field, 'Integer'))
  else if (kind === 'boolean' && typeof value !== 'boolean') errors.push(mismatch(value, field, 'Boolean'))
}

/** The contacts a query finds, oldest id first. */
function find(node: Node, store: Store): readonly Contact[] {
  if (node.kind === 'test') {
    const index = indexOf(node.field, store)
    if (node.operator === ':') return index.all(keyOf(node))
    return inOrderOfId([...index.entries()].flatMap(([key, rows]) => (isWithin(key, node) ? rows : [])))
  }
  if (node.kind === 'or') return inOrderOfId(new Set(node.parts.flatMap(part => find(part, store))))
  // Of the conditions joined by AND the rarest is looked up, the others are asked of each of its contacts.
  const exact = node.parts.filter(part => part.kind === 'test' && part.operator === ':').map(part => find(part, store))
  const [rarest] = exact.sort((a, b) => a.length - b.length)
  const candidates = rarest ?? find(node.parts[0] as Node, store)
  return candidates.filter(row => node.parts.every(part => meets(row, part)))
}

function meets(row: Contact, node: Node): boolean {
  if (node.kind !== 'test') {
    return node.kind === 'and' ? node.parts.every(part => meets(row, part)) : node.parts.some(part => meets(row, part))
  }
  const { of } = searchable(node.field)
  const value = of(row) ?? NOTHING
  if (typeof value === 'object') return value.includes(keyOf(node) as string)
  return node.operator === ':' ? value === keyOf(node) : isWithin(value, node)
}

/** Stands for null among the keys of an index. */
const NOTHING = '\0'

const keyOf = ({ field, value }: Test): Key =>
  value === null ? NOTHING : field === 'email' && typeof value === 'string' ? value.toLowerCase() : value

function isWithin(key: Key, { operator, value }: Test): boolean {
  if (key === NOTHING || value === null || typeof key !== typeof value) return false
  return operator === ':>' ? key >= value : key <= value
}

const searchable = (field: string): Searchable =>
  (Object.hasOwn(FIELDS, field) ? FIELDS[field] : undefined) ?? {
    kind: 'text',
    of: row => row.custom_fields[field] ?? null,
    from: ['custom_fields'],
  }

/** Live contacts by what they hold in a field; kept from the first search for it. */
function indexOf(field: string, store: Store): Index<Contact> {
  const { of, from } = searchable(field)
  return store.contactIndex(
    `search ${field}`,
    () => new Index<Contact>([...from, 'state'], row => (row.state === 'live' ? (of(row) ?? NOTHING) : null)),
  )
}

const inOrderOfId = (rows: Iterable<Contact>) => [...rows].sort((a, b) => a.id - b.id)
