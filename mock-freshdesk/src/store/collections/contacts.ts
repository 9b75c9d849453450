import * as v from 'valibot'
import { boolean, integer } from '../../validation/schemas'
import { Collection } from '../collection'
import type { CollectionDefinition } from '../collection-definition'
import { USER_IDS } from '../collection-definition'
import { type Contact, NO_COMPANIES, NO_STRINGS, NO_VALUES } from '../records'
import { customFields, filled, folded, id, ignored, list, otherCompany, rows, word, words } from '../row-schemas'

export type ContactRow = Partial<Omit<Contact, 'state'>> & {
  name: string
  /** Soft-deleted: waits to be restored, and keeps its e-mail. */
  deleted?: boolean
  /** Marked as spam. */
  blocked?: boolean
}

const seedRows = rows<ContactRow>(
  {
    id,
    name: filled,
    email: v.nullable(folded),
    phone: words,
    mobile: words,
    twitter_id: words,
    unique_external_id: words,
    other_emails: list(folded),
    active: boolean,
    address: words,
    description: words,
    job_title: words,
    language: word,
    time_zone: word,
    tags: list(word),
    custom_fields: customFields,
    company_id: v.nullable(id),
    view_all_tickets: v.nullable(boolean),
    other_companies: list(otherCompany),
    facebook_id: words,
    csat_rating: v.nullable(integer(-1000, 1000)),
    preferred_source: words,
    created_at: word,
    updated_at: word,
    deleted: boolean,
    blocked: boolean,
    avatar: ignored,
    first_name: ignored,
    last_name: ignored,
    visitor_id: ignored,
    org_contact_id: ignored,
    other_phone_numbers: ignored,
    lists: ignored,
    contact_type: ignored,
    first_seen: ignored,
    last_seen: ignored,
    ip_address: ignored,
    org_contact_id_str: ignored,
    devices: ignored,
    social_handler: list(word),
    guest_name: ignored,
    guest_profile_pic: ignored,
  },
  'name',
)

/** The default of each property that a contact leaves out. */
export const CONTACT: Contact = {
  // As large as ids are: V8 lays objects out by the first number it sees.
  id: USER_IDS.first,
  active: false,
  address: null,
  description: null,
  email: null,
  job_title: null,
  language: 'en',
  mobile: null,
  name: '',
  phone: null,
  time_zone: 'Eastern Time (US & Canada)',
  twitter_id: null,
  custom_fields: NO_VALUES,
  tags: NO_STRINGS,
  other_emails: NO_STRINGS,
  facebook_id: null,
  created_at: '',
  updated_at: '',
  csat_rating: null,
  preferred_source: null,
  company_id: null,
  view_all_tickets: null,
  other_companies: NO_COMPANIES,
  unique_external_id: null,
  social_handler: NO_STRINGS,
  state: 'live',
}

export const contactCollection: CollectionDefinition<'contacts', Contact, ContactRow, Collection<Contact>> = {
  name: 'contacts',
  ids: USER_IDS,
  rows: seedRows,
  toRow: ({ deleted, blocked, ...given }, { id, now }) => ({
    ...CONTACT,
    created_at: now,
    updated_at: now,
    view_all_tickets: given.company_id ? false : null,
    ...given,
    id,
    state: deleted ? 'deleted' : blocked ? 'blocked' : 'live',
  }),
  toSeedRow: ({ state, ...row }) => ({
    ...row,
    ...(state === 'deleted' && { deleted: true }),
    ...(state === 'blocked' && { blocked: true }),
  }),
  create: () => new Collection(),
}
