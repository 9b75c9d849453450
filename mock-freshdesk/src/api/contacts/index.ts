import type { Contact } from '../../store/records'
import type { Call, Resource } from '../call'
import { created, methodNotAllowed, NOT_FOUND, NOTHING_TO_UPDATE, ok, type Reply, validationFailed } from '../reply'
import { autocompleteContacts } from './autocomplete'
import { readChanges, readNewContact } from './body'
import { contactConflicts } from './conflicts'
import { changedContact, viewedContact } from './json'
import { hardDelete, makeAgent, restore, sendInvite, softDelete } from './life'
import { listContacts } from './list'
import { merge } from './merge'

/** /contacts and everything below it. */
export const contacts: Resource = {
  '': { GET: listContacts, POST: { handle: create, json: 'required' } },
  autocomplete: { GET: { handle: autocompleteContacts, query: ['term'] } },
  merge: { POST: { handle: merge, json: 'required' } },
  ':id': {
    GET: { handle: view, query: [] },
    PUT: { handle: update, json: 'required' },
    DELETE: { handle: softDelete },
  },
  ':id/hard_delete': { DELETE: { handle: hardDelete, query: ['force'] } },
  ':id/restore': { PUT: { handle: restore } },
  ':id/send_invite': { PUT: { handle: sendInvite } },
  ':id/make_agent': { PUT: { handle: makeAgent, json: 'optional' } },
}

function create(call: Call): Reply {
  const { account, body } = call
  const { store, clock } = account
  const { contact, errors } = readNewContact(body, account)
  if (errors.length > 0) return validationFailed(errors)
  const conflicts = contactConflicts(contact, account)
  if (conflicts.length > 0) return validationFailed(conflicts)

  contact.id = store.nextId('user')
  contact.created_at = contact.updated_at = clock.timestamp()
  if (!Object.hasOwn(body, 'company_id')) contact.company_id = adoptingCompany(call, contact.email)
  settle(contact)
  store.contacts.add(contact)
  return created(changedContact(contact, account), contact.id)
}

function view({ account, id }: Call): Reply {
  const contact = account.store.contacts.get(id)
  return contact ? ok(viewedContact(contact, account)) : NOT_FOUND
}

function update({ account, id, body }: Call): Reply {
  const { store, clock } = account
  const contact = store.contacts.get(id)
  if (contact === undefined) return NOT_FOUND
  if (contact.state !== 'live') return methodNotAllowed('PUT', ['GET'])
  if (Object.keys(body).length === 0) return NOTHING_TO_UPDATE
  const { changes, errors } = readChanges(body, account, contact)
  if (errors.length > 0) return validationFailed(errors)
  const conflicts = contactConflicts(changes, account, [contact])
  if (conflicts.length > 0) return validationFailed(conflicts)

  const next = { ...contact, ...changes }
  settle(next)
  const { other_emails, view_all_tickets } = next
  store.contacts.update(contact, { ...changes, other_emails, view_all_tickets, updated_at: clock.timestamp() })
  return ok(changedContact(contact, account))
}

/** What follows from a contact's own values: tickets are a company's, and its address is listed once. */
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
