import { isDeepStrictEqual } from 'node:util'
import { USER_IDS } from '../../store/collection-definition'
import { contactCollection } from '../../store/collections/contacts'
import type { Contact } from '../../store/records'
import { methodNotAllowed, NOTHING_TO_UPDATE, validationFailed } from '../errors'
import { created, NOT_FOUND, ok, type Result } from '../result'
import { type Call, NO_BODY, type Resource } from '../route'
import { SEARCH_PARAMETERS } from '../search'
import { autocompleteContacts } from './autocomplete'
import { readChanges, readNewContact } from './body'
import { contactConflicts } from './conflicts'
import { changedContact, viewedContact } from './json'
import { hardDelete, makeAgent, restore, sendInvite, softDelete } from './lifecycle'
import { LIST_FILTERS, listContacts } from './list'
import { mergeContacts } from './merge'
import { searchContacts } from './search'

/** Everything that serves contacts. */
export const contacts: Resource = {
  collection: contactCollection,
  schemas: () => require('./schemas'),
  routes: {
    'GET /api/v2/contacts': {
      summary: 'List contacts',
      query: LIST_FILTERS,
      responses: { 200: { listOf: 'ListedContact' } },
      handle: listContacts,
    },
    'POST /api/v2/contacts': {
      summary: 'Create a contact',
      body: 'ContactToWrite',
      responses: { 201: 'ChangedContact', 409: 'RefusedRequest' },
      handle: createContact,
    },
    'GET /api/v2/contacts/autocomplete': {
      summary: 'Find contacts by the beginning of a word',
      query: { term: { type: 'string' } },
      responses: { 200: { listOf: 'IdAndName' } },
      handle: autocompleteContacts,
    },
    'POST /api/v2/contacts/merge': {
      summary: 'Merge contacts into one',
      body: 'ContactsToMerge',
      responses: { 204: NO_BODY, 409: 'RefusedRequest' },
      handle: mergeContacts,
    },
    'GET /api/v2/contacts/:id': {
      summary: 'View a contact',
      query: {},
      responses: { 200: 'Contact' },
      handle: viewContact,
    },
    'PUT /api/v2/contacts/:id': {
      summary: 'Update the fields of a contact that the body names',
      body: 'ContactToWrite',
      responses: { 200: 'ChangedContact', 409: 'RefusedRequest' },
      handle: updateContact,
    },
    'PATCH /api/v2/contacts/:id': {
      summary: 'The same as PUT',
      body: 'ContactToWrite',
      responses: { 200: 'ChangedContact', 409: 'RefusedRequest' },
      handle: updateContact,
    },
    'DELETE /api/v2/contacts/:id': {
      summary: 'Move a contact to the trash',
      responses: { 204: NO_BODY },
      handle: softDelete,
    },
    'DELETE /api/v2/contacts/:id/hard_delete': {
      summary: 'Delete a contact for good',
      query: { force: { type: 'boolean', description: 'Also a contact that is not in the trash.' } },
      responses: { 204: NO_BODY, 400: { emptyOr: 'ValidationError' } },
      handle: hardDelete,
    },
    'PUT /api/v2/contacts/:id/restore': {
      summary: 'Take a contact out of the trash',
      responses: { 204: NO_BODY },
      handle: restore,
    },
    'PUT /api/v2/contacts/:id/send_invite': {
      summary: 'Invite a contact; the mock sends no mail',
      responses: { 204: NO_BODY, 409: 'RefusedRequest' },
      handle: sendInvite,
    },
    'PUT /api/v2/contacts/:id/make_agent': {
      summary: 'Turn a contact into an agent',
      body: 'AgentToMake',
      bodyIsOptional: true,
      responses: { 200: 'MadeAgent', 409: 'RefusedRequest' },
      handle: makeAgent,
    },
    'GET /api/v2/search/contacts': {
      summary: 'Search contacts by a query',
      query: SEARCH_PARAMETERS,
      responses: { 200: 'ContactsFound' },
      handle: searchContacts,
    },
  },
}

function createContact(call: Call): Result {
  const { account, body } = call
  const { store, clock } = account
  const { contact, errors } = readNewContact(body, account)
  if (errors.length > 0) return validationFailed(errors)
  const conflicts = contactConflicts(contact, account)
  if (conflicts.length > 0) return validationFailed(conflicts)

  contact.id = store.nextId(USER_IDS)
  contact.created_at = contact.updated_at = clock.timestamp()
  if (!Object.hasOwn(body, 'company_id')) contact.company_id = adoptingCompany(call, contact.email)
  settle(contact)
  store.contacts.add(contact)
  return created(changedContact(contact, account), contact.id)
}

function viewContact({ account, id }: Call): Result {
  const contact = account.store.contacts.get(id)
  return contact ? ok(viewedContact(contact, account)) : NOT_FOUND
}

function updateContact({ account, id, body, request }: Call): Result {
  const { store, clock } = account
  const contact = store.contacts.get(id)
  if (contact === undefined) return NOT_FOUND
  if (contact.state !== 'live') return methodNotAllowed(request.method, ['GET'])
  if (Object.keys(body).length === 0) return NOTHING_TO_UPDATE
  const { changes, errors } = readChanges(body, account, contact)
  if (errors.length > 0) return validationFailed(errors)
  const conflicts = contactConflicts(changes, account, [contact])
  if (conflicts.length > 0) return validationFailed(conflicts)

  const next = { ...contact, ...changes }
  settle(next)
  const { other_emails, view_all_tickets } = next
  if (isSame(contact, next)) return ok(changedContact(contact, account))
  store.contacts.update(contact, { ...changes, other_emails, view_all_tickets, updated_at: clock.timestamp() })
  return ok(changedContact(contact, account))
}

/** The same values again leave updated_at alone. */
const isSame = (contact: Contact, next: Contact) =>
  (Object.keys(next) as (keyof Contact)[]).every(
    key => next[key] === contact[key] || isDeepStrictEqual(next[key], contact[key]),
  )

/**
 * What follows from a contact's own values: tickets are a company's, and its address is listed
 * once.
 */
function settle(contact: Contact) {
  contact.view_all_tickets = contact.company_id === null ? null : (contact.view_all_tickets ?? false)
  const { email } = contact
  if (email !== null && contact.other_emails.includes(email)) {
    contact.other_emails = contact.other_emails.filter(address => address !== email)
  }
}

/** A company takes in new contacts whose address is in one of its domains. */
function adoptingCompany({ account }: Call, email: string | null): number | null {
  if (email === null) return null
  return account.store.companiesBy.domain.first(email.slice(email.indexOf('@') + 1))?.id ?? null
}
