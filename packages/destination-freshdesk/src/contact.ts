/** What actions map by name to a custom field of that name, which the account must have. */
export const NAMED_CUSTOM_FIELDS = ['signup_method'] as const

/** What mappings make of an event: anything at all, as nothing has checked it yet. */
export interface ContactPayload extends Partial<Record<(typeof NAMED_CUSTOM_FIELDS)[number], unknown>> {
  name?: unknown
  first_name?: unknown
  last_name?: unknown
  email?: unknown
  phone?: unknown
  mobile?: unknown
  unique_external_id?: unknown
  twitter_id?: unknown
  job_title?: unknown
  company_id?: unknown
  address?: unknown
  description?: unknown
  language?: unknown
  time_zone?: unknown
  tags?: unknown
  custom_fields?: Record<string, unknown>
  country?: unknown
  consent?: unknown
}

/** The tag of a contact whose person has granted the consent category. */
export const CONSENT_TAG = 'marketing-consent'

/**
 * The body of `POST /api/v2/contacts`, in Freshdesk's words. A value that the event lacks is
 * absent, never null or blank.
 */
export interface Contact {
  /**
   * Absent when nothing in the event can stand in for a name. Such a contact can be updated, and
   * cannot be created.
   */
  name?: string
  email?: string
  phone?: string
  mobile?: string
  unique_external_id?: string
  twitter_id?: string
  job_title?: string
  company_id?: number
  address?: string
  description?: string
  language?: string
  time_zone?: string
  tags: string[]
  custom_fields?: CustomFields
}

/** By the `name` of each field in `GET /api/v2/contact_fields`. */
export type CustomFields = Record<string, string | number | boolean>

/**
 * A value that was left out, or sent shorter than it came, and why. `field` is Freshdesk's name of
 * it.
 */
export interface Omission {
  field: string
  reason: string
}

/** An event as a contact. */
export interface NormalizedContact {
  contact: Contact
  /** The source of the name. Only a full name replaces the name of a contact that Freshdesk has. */
  nameSource: 'full' | 'partial' | 'email' | 'phone' | 'none'
  /**
   * An address read from the user id may be an old one. It never replaces the address of a contact
   * that Freshdesk has.
   */
  emailSource: 'trait' | 'user-id' | 'none'
  omitted: Omission[]
}
