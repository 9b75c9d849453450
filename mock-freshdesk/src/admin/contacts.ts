import * as v from 'valibot'
import type { Account } from '../accounts/account'
import { viewedContact } from '../api/contacts/json'
import { Contact as ContactSchema } from '../api/contacts/schemas'
import type { Contact, ContactState } from '../store/records'
import { SortedRows } from '../store/sorted-rows'
import { parse } from '../validation/parse'
import { inQuery, integer, object, oneOf, type SomeOf, text } from '../validation/schemas'
import { JsonText, NotFound, type Routes } from './route'
import { integer as count } from './schemas'

/** A form of a page sends '' for a choice that was left open. */
const STATES = ['verified', 'unverified', 'blocked', 'deleted'] as const
const state = v.picklist(['', ...STATES], `must be one of ${STATES.join(', ')}`)

/** The columns that the inspector can sort by. */
const SORTABLE = ['name', 'email', 'phone', 'unique_external_id', 'updated_at'] as const
type Column = (typeof SORTABLE)[number]

const filterShape = {
  /**
   * A text in the name, an e-mail, a phone number, the external id or the id, whatever its case.
   */
  q: v.pipe(text(), v.description('In a name, an address, a phone number, an external id or an id.')),
  state,
  company_id: inQuery(v.pipe(integer(1, Number.MAX_SAFE_INTEGER), v.description('Only contacts of this company.'))),
  sort: v.pipe(oneOf(...SORTABLE), v.description('Live, blocked and deleted contacts by name when absent.')),
  order: oneOf('asc', 'desc'),
  offset: inQuery(integer(0, 1_000_000_000)),
  limit: inQuery(v.pipe(integer(0, 1_000), v.metadata({ default: 100 }))),
}

export type ContactFilter = SomeOf<typeof filterShape>

const contactFilter = object({ ...filterShape, account: text() })

const ContactPage = v.strictObject({ contacts: v.array(ContactSchema), total: count })

/**
 * Contacts as GET /contacts/:id shows them: live ones in the order of a list, then blocked, then
 * deleted ones.
 */
export function listContacts(account: Account, filter: unknown = {}): JsonText {
  const { offset = 0, limit = 100, ...choice } = parse(contactFilter, filter)
  const { q, state, company_id } = choice
  const isWhole = !q && company_id === undefined && state !== 'verified' && state !== 'unverified'
  const { rows, total } =
    isWhole && !(choice.sort && state)
      ? slice(runs(account, choice), choice.order, offset, limit)
      : search(runs(account, choice), choice, offset, limit)
  return new JsonText(`{"contacts":[${rows.map(row => viewedContact(row, account)).join(',')}],"total":${total}}`)
}

export function viewContact(account: Account, id: string): JsonText {
  const row = /^\d{1,15}$/.test(id) ? account.store.contacts.get(Number(id)) : undefined
  if (row) return new JsonText(viewedContact(row, account))
  throw new NotFound(`There is no contact ${JSON.stringify(id)}.`)
}

export const contactRoutes: Routes = {
  'GET /__admin/contacts': {
    summary: 'The contacts an account has, deleted ones too',
    account: 'default',
    query: filterShape,
    responses: { 200: ContactPage },
    handle: ({ account, query }) => listContacts(account(), query),
  },
  'GET /__admin/contacts/:id': {
    summary: 'One contact',
    account: 'default',
    responses: { 200: ContactSchema },
    handle: ({ account, params: { id = '' } }) => viewContact(account(), id),
  },
}

type Choice = Omit<ContactFilter, 'offset' | 'limit'>

/** Without a search nothing is walked through: a page of 100,000 costs what a page of 10 costs. */
function slice(inOrder: readonly SortedRows<Contact>[], order: Choice['order'], offset: number, limit: number) {
  const rows: Contact[] = []
  let total = 0
  for (const run of inOrder) {
    const skip = Math.max(0, offset - total)
    const count = Math.min(limit - rows.length, run.size - skip)
    if (count > 0 && order === 'desc') rows.push(...run.page(run.size - skip - count, count).reverse())
    else if (count > 0) rows.push(...run.page(skip, count))
    total += run.size
  }
  return { rows, total }
}

function search(inOrder: readonly SortedRows<Contact>[], choice: Choice, offset: number, limit: number) {
  const needle = choice.q?.toLowerCase() ?? ''
  const found = inOrder.flatMap(run => {
    const rows = [...run].filter(row => fits(row, choice, needle))
    return choice.order === 'desc' ? rows.reverse() : rows
  })
  return { rows: found.slice(offset, offset + limit), total: found.length }
}

function fits(row: Contact, { state, company_id }: Choice, needle: string): boolean {
  if (company_id !== undefined && row.company_id !== company_id) return false
  if (state === 'verified' && !(row.active && row.state === 'live')) return false
  if (state === 'unverified' && (row.active || row.state !== 'live')) return false
  if ((state === 'deleted' || state === 'blocked') && row.state !== state) return false
  return holds(row, needle)
}

function runs({ store, generation }: Account, { state, sort }: Choice): readonly SortedRows<Contact>[] {
  if (sort) {
    return [
      store.contactsSortedBy(sort, () => sortBy(sort)),
      store.contactsSortedBy(`no ${sort}`, () => sortWithout(sort)),
    ]
  }
  const inOrder = (state: ContactState) => store.contactsInOrder(state, generation)
  if (state === 'blocked' || state === 'deleted') return [inOrder(state)]
  if (state) return [inOrder('live')]
  return [inOrder('live'), inOrder('blocked'), inOrder('deleted')]
}

const sortBy = (column: Column) => new SortedRows<Contact>([column], row => row[column]?.toLowerCase())

/** A contact without a value stands last in both orders. */
const sortWithout = (column: Column) =>
  new SortedRows<Contact>([column], row => (row[column] === null ? '' : undefined))

function holds({ name, email, phone, mobile, unique_external_id, other_emails, id }: Contact, needle: string): boolean {
  const texts = [name, email, phone, mobile, unique_external_id, ...other_emails, String(id)]
  return texts.some(text => text?.toLowerCase().includes(needle))
}
