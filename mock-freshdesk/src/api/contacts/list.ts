import type { Account } from '../../accounts/account'
import type { Generation } from '../../generations/generation'
import { toSortKey } from '../../generations/names'
import type { Contact, ContactState } from '../../store/records'
import { SortedRows } from '../../store/sorted-rows'
import type { Store } from '../../store/store'
import { type FieldError, validationFailed } from '../errors'
import { PAGINATION, pageResult, parsePagination } from '../pagination'
import type { Parameter } from '../query'
import { parseId, parseSince, SINCE } from '../query'
import type { Result } from '../result'
import type { Call } from '../route'
import { notOneOf } from '../validate'
import { listedContact } from './json'

type Test = (row: Contact) => boolean

interface StateFilter {
  readonly holds: readonly ContactState[]
  readonly active?: boolean
}

const USUAL: StateFilter = { holds: ['live'] }

const STATES: Readonly<Record<string, StateFilter>> = {
  verified: { holds: ['live'], active: true },
  unverified: { holds: ['live'], active: false },
  blocked: { holds: ['blocked'] },
  deleted: { holds: ['deleted'] },
  all: { holds: ['live', 'deleted', 'blocked'] },
}

/** Filters that must be met exactly: what an index knows of a value, and whether a row has it. */
const EXACT = {
  email: {
    rowsWith: (store: Store, value: string) => store.contactsBy.address.all(value.toLowerCase()),
    has: (row: Contact, value: string) => row.email === value || row.other_emails.includes(value),
  },
  mobile: {
    rowsWith: (store: Store, value: string) => store.contactsBy.mobile.all(value),
    has: (row: Contact, value: string) => row.mobile === value,
  },
  phone: {
    rowsWith: (store: Store, value: string) => store.contactsBy.phone.all(value),
    has: (row: Contact, value: string) => row.phone === value,
  },
  unique_external_id: {
    rowsWith: (store: Store, value: string) => store.contactsBy.unique_external_id.all(value),
    has: (row: Contact, value: string) => row.unique_external_id === value,
  },
  company_id: {
    rowsWith: (store: Store, value: string) => store.contactsBy.company_id.all(Number(value)),
    has: (row: Contact, value: string) => row.company_id === Number(value),
  },
}

const EXACT_FILTERS = Object.entries(EXACT)

export const LIST_FILTERS: Readonly<Record<string, Parameter>> = {
  ...PAGINATION,
  ...SINCE,
  email: { type: 'string' },
  mobile: { type: 'string' },
  phone: { type: 'string' },
  unique_external_id: { type: 'string' },
  company_id: { type: 'integer' },
  state: { enum: Object.keys(STATES) },
  contact_type: { type: 'string' },
}

/** GET /contacts: in the order of the generation, and always as the last write left it. */
export function listContacts(call: Call): Result {
  const { account, query } = call
  const errors: FieldError[] = []
  const pagination = parsePagination(call, errors)
  const since = parseSince(query, errors)
  parseId(query, 'company_id', errors)
  const state = query.get('state')
  if (state !== undefined && !Object.hasOwn(STATES, state)) errors.push(notOneOf('state', Object.keys(STATES)))
  if (errors.length > 0) return validationFailed(errors)

  const { holds, active } = (state && STATES[state]) || USUAL
  const tests: Test[] = []
  let rows: readonly Contact[] | undefined
  for (const [name, { rowsWith, has }] of EXACT_FILTERS) {
    const value = name === 'email' ? query.get(name)?.toLowerCase() : query.get(name)
    if (value === undefined) continue
    const found = rowsWith(account.store, value)
    if (rows === undefined || found.length < rows.length) rows = found
    tests.push(row => has(row, value))
  }
  if (since !== undefined) tests.push(row => row.updated_at >= since)
  if (active !== undefined) tests.push(row => row.active === active)
  // The only kind of contact the mock keeps.
  if ((query.get('contact_type') ?? 'contact') !== 'contact') tests.push(() => false)

  const found = pick(source(account, holds, rows), tests, pagination.offset, pagination.perPage + 1)
  return pageResult(call, pagination, found, row => listedContact(row, account))
}

/**
 * With more rows than this under one value it is quicker to walk the names than to sort the rows.
 */
const FEW = 500

/** Returns the rows to look through, in the order of the generation. */
function source(
  { store, generation }: Account,
  holds: readonly ContactState[],
  rows: readonly Contact[] | undefined,
): SortedRows<Contact> | readonly Contact[] {
  if (rows && rows.length <= FEW)
    return sortRows(
      rows.filter(row => holds.includes(row.state)),
      generation,
    )
  const lists = holds.map(state => store.contactsInOrder(state, generation))
  const [only] = lists
  return only && lists.length === 1
    ? only
    : sortRows(
        lists.flatMap(list => [...list]),
        generation,
      )
}

function pick(from: SortedRows<Contact> | readonly Contact[], tests: readonly Test[], offset: number, count: number) {
  if (tests.length === 0) {
    return from instanceof SortedRows ? from.page(offset, count) : from.slice(offset, offset + count)
  }
  const picked: Contact[] = []
  let skip = offset
  for (const row of from) {
    if (!tests.every(test => test(row)) || skip-- > 0) continue
    picked.push(row)
    if (picked.length === count) break
  }
  return picked
}

function sortRows(rows: readonly Contact[], generation: Generation): readonly Contact[] {
  if (rows.length < 2) return rows
  const keyed = rows.map(row => ({ key: toSortKey(row.name, generation), row }))
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.row.id - b.row.id))
  return keyed.map(({ row }) => row)
}
