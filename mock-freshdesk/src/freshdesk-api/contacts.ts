import type { Contact } from '../store/records'
import { CONTACT } from '../store/seed'
import { type Call, originOf, type Resource } from './call'
import { contactConflicts } from './conflicts'
import { readContactBody } from './contact-body'
import { changedContact, viewedContact } from './contact-json'
import { listContacts } from './contact-list'
import {
  created,
  methodNotAllowed,
  NO_CONTENT,
  NOT_FOUND,
  NOTHING_TO_UPDATE,
  ok,
  type Reply,
  validationFailed,
} from './reply'

/** /contacts and everything below it. */
export const contacts: Resource = {
  '': { GET: listContacts, POST: { handle: create, json: true } },
  ':id': {
    GET: { handle: view, query: ['include'] },
    PUT: { handle: update, json: true },
    DELETE: { handle: softDelete },
  },
}

function create(call: Call): Reply {
  const { account, body } = call
  const { store, clock } = account
  const { values, errors } = readContactBody(body, account)
  if (errors.length > 0) return validationFailed(errors)
  const conflicts = contactConflicts(values, account)
  if (conflicts.length > 0) return validationFailed(conflicts)

  const now = clock.timestamp()
  const contact = { ...CONTACT, ...values, id: store.nextId('user'), created_at: now, updated_at: now }
  if (values.company_id === undefined) contact.company_id = adoptingCompany(call, contact.email)
  settle(contact)
  store.contacts.add(contact)
  return created(changedContact(contact, account), `${originOf(call)}/api/v2/contacts/${contact.id}`)
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
  const { values, errors } = readContactBody(body, account, contact)
  if (errors.length > 0) return validationFailed(errors)
  const conflicts = contactConflicts(values, account, contact)
  if (conflicts.length > 0) return validationFailed(conflicts)

  const next = { ...contact, ...values }
  settle(next)
  const { email, other_emails, view_all_tickets } = next
  const consequences = {
    ...(email !== contact.email || values.other_emails ? { other_emails } : {}),
    ...(view_all_tickets !== contact.view_all_tickets ? { view_all_tickets } : {}),
  }
  store.contacts.update(contact, { ...values, ...consequences, updated_at: clock.timestamp() })
  return ok(changedContact(contact, account))
}

function softDelete({ account, id }: Call): Reply {
  const { store, clock } = account
  const contact = store.contacts.get(id)
  if (contact === undefined) return NOT_FOUND
  if (contact.state !== 'live') return methodNotAllowed('DELETE', ['GET'])
  store.contacts.update(contact, { state: 'deleted', updated_at: clock.timestamp() })
  return NO_CONTENT
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
