import { createHash } from 'node:crypto'
import type { Contact } from '../contact'
import type { Client } from './client'
import { type FoundContact, findContacts } from './find-contact'
import { isId, toText } from './response'

// Freshdesk does not guard phone numbers: a second create makes a second contact. So a person known
// by phone alone is looked up first, one event of a number at a time, and a contact that was just
// created is remembered, because Freshdesk's lists lag by seconds.

const MAX_AGE_MILLISECONDS = 2 * 60_000
const MAX_REMEMBERED = 10_000

const created = new Map<string, { id: number; until: number }>()
const turns = new Map<string, Promise<unknown>>()

/** True when nothing but a phone number says who the person is. */
export const isKnownByPhoneAlone = ({ email, unique_external_id, twitter_id, phone, mobile }: Contact) =>
  (email ?? unique_external_id ?? twitter_id) === undefined && (phone ?? mobile) !== undefined

/** Runs the work for one phone number after all earlier work for the same number. */
export async function inTurn<T>(client: Client, contact: Contact, work: () => Promise<T>): Promise<T> {
  const key = toKey(client, contact)
  const mine = (turns.get(key) ?? Promise.resolve()).then(work, work)
  turns.set(key, mine)
  try {
    return await mine
  } finally {
    if (turns.get(key) === mine) turns.delete(key)
  }
}

/** Remembers a contact that was just created. */
export function rememberCreated(client: Client, contact: Contact, id: number): void {
  created.set(toKey(client, contact), { id, until: Date.now() + MAX_AGE_MILLISECONDS })
  const [oldest] = created.keys()
  if (created.size > MAX_REMEMBERED && oldest !== undefined) created.delete(oldest)
}

/**
 * The contacts that may be a person known by phone alone: one, none, or several of which none is
 * the likelier.
 */
export async function findByPhone(client: Client, contact: Contact, name: string | undefined): Promise<number[]> {
  const key = toKey(client, contact)
  const field = contact.phone === undefined ? 'mobile' : 'phone'
  const remembered = created.get(key)
  if (remembered && Date.now() < remembered.until) {
    const response = await client.viewContact(remembered.id)
    const { id, [field]: shown = contact[field] } = Object(response.data) as Contact & { id?: unknown }
    const isGone = response.status === 404 || response.status === 405
    if (!isGone && (response.status !== 200 || !isId(id))) throw client.toError(response, contact)
    // An agent may have given the number to a different contact, or removed it: then it is null.
    if (!isGone && shown === contact[field]) return [remembered.id]
    created.delete(key)
  }
  const found: FoundContact[] = []
  for (const field of ['phone', 'mobile'] as const) {
    const value = contact[field]
    if (value !== undefined && found.length === 0) found.push(...(await findContacts(client, field, value)))
  }
  return choose(found, name)
}

/**
 * A contact of the same name comes first. A contact with an address or user id and another name is
 * another person with that phone.
 */
function choose(found: FoundContact[], name: string | undefined): number[] {
  const namesakes = found.filter(contact => toText(contact.name).toLowerCase() === name?.toLowerCase())
  const others = found.filter(({ email, unique_external_id }) => !name || (!email && !unique_external_id))
  const [oldest] = namesakes.map(({ id }) => id).sort((a, b) => a - b)
  return oldest === undefined ? others.map(({ id }) => id) : [oldest]
}

/** Hashed, so that no phone number stays in memory. */
const toKey = ({ account }: Client, { phone, mobile }: Contact) =>
  createHash('sha256')
    .update(`${account} ${phone ?? mobile}`)
    .digest('base64')
