import * as v from 'valibot'
import { customFields, integer, nullableInteger, nullableText, shortText, someOf, text, texts, time } from '../schemas'

const { boolean, looseObject, nullable, number, optional, strictObject } = v

/** The keys of accounts since 2024 and 2026. */
const newerKeys = {
  contact_type: optional(text),
  first_seen: optional(nullableText),
  last_seen: optional(nullableText),
  ip_address: optional(nullableText),
  org_contact_id_str: optional(text),
  social_handler: optional(texts),
  guest_name: optional(nullableText),
  guest_profile_pic: optional(nullableText),
  first_name: optional(nullableText),
  last_name: optional(nullableText),
  visitor_id: optional(text),
  org_contact_id: optional(v.pipe(number(), v.integer(), v.description('19 digits: more than a double holds.'))),
  other_phone_numbers: optional(texts),
}

const listed = {
  active: boolean(),
  address: nullableText,
  deleted: optional(boolean()),
  description: nullableText,
  email: nullableText,
  id: integer,
  job_title: nullableText,
  language: text,
  mobile: nullableText,
  name: text,
  phone: nullableText,
  time_zone: text,
  twitter_id: nullableText,
  custom_fields: customFields,
  facebook_id: nullableText,
  created_at: time,
  updated_at: time,
  csat_rating: nullableInteger,
  preferred_source: nullableText,
  company_id: nullableInteger,
  unique_external_id: nullableText,
  ...newerKeys,
}

const otherCompanies = v.array(strictObject({ company_id: integer, view_all_tickets: boolean() }))

const viewed = {
  ...listed,
  tags: texts,
  lists: optional(texts),
  devices: optional(texts),
  other_emails: texts,
  view_all_tickets: nullable(boolean()),
  other_companies: otherCompanies,
  avatar: v.null(),
}

export const Contact = strictObject(viewed)
export const ChangedContact = strictObject({ ...viewed, deleted: boolean() })
export const ListedContact = strictObject({ ...listed, other_companies: optional(v.array(integer)) })
export const ContactsFound = strictObject({ total: integer, results: v.array(ListedContact) })

export const ContactToWrite = someOf({
  name: v.pipe(text, v.maxLength(255)),
  email: shortText,
  phone: shortText,
  mobile: shortText,
  twitter_id: shortText,
  unique_external_id: shortText,
  other_emails: texts,
  company_id: nullableInteger,
  view_all_tickets: nullable(boolean()),
  other_companies: v.array(looseObject({ company_id: integer })),
  address: nullableText,
  description: nullableText,
  job_title: shortText,
  language: nullableText,
  time_zone: nullableText,
  tags: v.array(v.pipe(text, v.maxLength(32))),
  social_handler: v.pipe(texts, v.maxLength(10)),
  custom_fields: looseObject({}),
  lookup_parameter: v.picklist(['display_id', 'primary_field_value']),
})

export const ContactsToMerge = strictObject({
  primary_contact_id: integer,
  secondary_contact_ids: v.array(integer),
  contact: optional(looseObject({})),
})

export const AgentToMake = looseObject({})

export const MadeAgent = strictObject({
  active: boolean(),
  email: text,
  job_title: nullableText,
  language: text,
  mobile: nullableText,
  name: text,
  phone: nullableText,
  time_zone: text,
  created_at: time,
  updated_at: time,
  last_login_at: nullable(time),
  agent: looseObject({ id: integer, type: text, created_at: time }),
})
