import { Index } from '../../store/index-view'
import type { Contact } from '../../store/records'
import type { Store } from '../../store/store'
import { type FieldError, validationFailed } from '../errors'
import { ok, type Result } from '../result'
import type { Call } from '../route'
import {
  getSearchable,
  isWithin,
  meets,
  NULL_KEY,
  parseSearchRequest,
  type Searchables,
  toKey,
  toSearchBody,
} from '../search'
import type { Node } from '../search-query'
import { listedContact } from './json'

const FIELDS: Searchables<Contact> = {
  active: { kind: 'boolean', toValue: row => row.active, from: ['active'] },
  company_id: { kind: 'number', toValue: row => row.company_id, from: ['company_id'] },
  twitter_id: { kind: 'text', toValue: row => row.twitter_id, from: ['twitter_id'] },
  email: { kind: 'text', toValue: row => row.email, from: ['email'] },
  phone: { kind: 'text', toValue: row => row.phone, from: ['phone'] },
  mobile: { kind: 'text', toValue: row => row.mobile, from: ['mobile'] },
  tag: { kind: 'text', toValue: row => (row.tags.length > 0 ? row.tags : null), from: ['tags'] },
  language: { kind: 'text', toValue: row => row.language, from: ['language'] },
  time_zone: { kind: 'text', toValue: row => row.time_zone, from: ['time_zone'] },
  created_at: { kind: 'day', toValue: row => row.created_at.slice(0, 10), from: ['created_at'] },
  updated_at: { kind: 'day', toValue: row => row.updated_at.slice(0, 10), from: ['updated_at'] },
}

export function searchContacts({ account, query }: Call): Result {
  const errors: FieldError[] = []
  const search = parseSearchRequest(query, FIELDS, account.store.contactFields, errors)
  if (search === undefined) return validationFailed(errors)
  const found = find(search.root, account.store)
  return ok(toSearchBody(found, search.page, row => listedContact(row, account)))
}

/** The contacts a query finds, oldest id first. */
function find(node: Node, store: Store): readonly Contact[] {
  if (node.kind === 'test') {
    const index = getIndex(node.field, store)
    if (node.operator === ':') return index.all(toKey(node))
    return inOrderOfId([...index.entries()].flatMap(([key, rows]) => (isWithin(key, node) ? rows : [])))
  }
  if (node.kind === 'or') return inOrderOfId(new Set(node.parts.flatMap(part => find(part, store))))
  // Of the conditions joined by AND the rarest is looked up, and each of its contacts is asked for
  // the others.
  const exact = node.parts.filter(part => part.kind === 'test' && part.operator === ':').map(part => find(part, store))
  const [rarest] = exact.sort((a, b) => a.length - b.length)
  const candidates = rarest ?? find(node.parts[0] as Node, store)
  return candidates.filter(row => node.parts.every(part => meets(row, part, FIELDS)))
}

/** Live contacts by the values of a field; kept from the first search for it. */
function getIndex(field: string, store: Store): Index<Contact> {
  const { toValue, from } = getSearchable(field, FIELDS)
  return store.contactIndex(
    `search ${field}`,
    () => new Index<Contact>([...from, 'state'], row => (row.state === 'live' ? (toValue(row) ?? NULL_KEY) : null)),
  )
}

const inOrderOfId = (rows: Iterable<Contact>) => [...rows].sort((a, b) => a.id - b.id)
