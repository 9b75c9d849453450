import * as v from 'valibot'
import type { Account } from '../accounts/account'
import { viewedContact } from '../api/contacts/json'
import { Contact as ContactSchema } from '../api/contacts/schemas'
import type { Contact, ContactState } from '../store/records'
import { parse } from '../validation/parse'
import { inQuery, integer, object, type SomeOf, text } from '../validation/schemas'
import { JsonText, NotFound, type Routes } from './route'
import { integer as count } from './schemas'

/** A form of a page sends '' for a choice that was left open. */
const STATES = ['verified', 'unverified', 'blocked', 'deleted'] as const
const state = v.picklist(['', ...STATES], `must be one of ${STATES.join(', ')}`)

const filterShape = {
  /**
   * A text in the name, an e-mail, a phone number, the external id or the id, whatever its case.
   */
  q: v.pipe(text(), v.description('In a name, an address, a phone number, an external id or an id.')),
  state,
  offset: inQuery(integer(0, 1_000_000_000)),
  limit: inQuery(v.pipe(integer(0, 1_000), v.metadata({ default: 100 }))),
}

export type ContactFilter = SomeOf<typeof filterShape>
type State = ContactFilter['state']

const contactFilter = object({ ...filterShape, account: text() })

const ContactPage = v.strictObject({ contacts: v.array(ContactSchema), total: count })

/**
 * Contacts as GET /contacts/:id shows them: live ones in the order of a list, then blocked, then
 * deleted ones.
 */
export function listContacts(account: Account, filter: unknown = {}): JsonText {
  const { q, state, offset = 0, limit = 100 } = parse(contactFilter, filter)
  const { rows, total } =
    q || state === 'verified' || state === 'unverified'
      ? search(account, { q, state }, offset, limit)
      : slice(account, state, offset, limit)
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

/** Without a search nothing is walked through: a page of 100,000 costs what a page of 10 costs. */
function slice(account: Account, state: State, offset: number, limit: number) {
  const rows: Contact[] = []
  let total = 0
  for (const inOrder of runs(account, state)) {
    const skip = Math.max(0, offset - total)
    if (rows.length < limit && skip < inOrder.size) rows.push(...inOrder.page(skip, limit - rows.length))
    total += inOrder.size
  }
  return { rows, total }
}

function search(
  account: Account,
  { q, state }: { q: string | undefined; state: State },
  offset: number,
  limit: number,
) {
  const needle = q?.toLowerCase() ?? ''
  const rows: Contact[] = []
  let total = 0
  for (const inOrder of runs(account, state)) {
    for (const row of inOrder) {
      if (state === 'verified' && !row.active) continue
      if (state === 'unverified' && row.active) continue
      if (!holds(row, needle)) continue
      if (total >= offset && rows.length < limit) rows.push(row)
      total++
    }
  }
  return { rows, total }
}

function runs({ store, generation }: Account, state: State) {
  const inOrder = (state: ContactState) => store.contactsInOrder(state, generation)
  if (state === 'blocked' || state === 'deleted') return [inOrder(state)]
  if (state) return [inOrder('live')]
  return [inOrder('live'), inOrder('blocked'), inOrder('deleted')]
}

function holds({ name, email, phone, mobile, unique_external_id, other_emails, id }: Contact, needle: string): boolean {
  const texts = [name, email, phone, mobile, unique_external_id, ...other_emails, String(id)]
  return texts.some(text => text?.toLowerCase().includes(needle))
}
