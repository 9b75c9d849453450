/**
 * What an account keeps. Property names are the API's own; what the API never shows stands last.
 */

export interface OtherCompany {
  readonly company_id: number
  readonly view_all_tickets: boolean
}

/** 'deleted' is Freshdesk's soft delete, 'blocked' is a contact marked as spam. */
export type ContactState = 'live' | 'deleted' | 'blocked'

export interface Contact {
  id: number
  active: boolean
  address: string | null
  description: string | null
  /** Folded to lower case. */
  email: string | null
  job_title: string | null
  language: string
  mobile: string | null
  name: string
  phone: string | null
  time_zone: string
  twitter_id: string | null
  /** Only the fields that were ever set. */
  custom_fields: CustomValues
  tags: readonly string[]
  /** Folded to lower case. */
  other_emails: readonly string[]
  facebook_id: string | null
  created_at: string
  updated_at: string
  csat_rating: number | null
  preferred_source: string | null
  company_id: number | null
  view_all_tickets: boolean | null
  other_companies: readonly OtherCompany[]
  unique_external_id: string | null
  /** Accounts before 2026 neither take nor show them. */
  social_handler: readonly string[]
  state: ContactState
}

export type CustomValue = string | number | boolean | null
export type CustomValues = Readonly<Record<string, CustomValue>>

export interface Company {
  id: number
  name: string
  description: string | null
  note: string | null
  domains: readonly string[]
  custom_fields: CustomValues
  created_at: string
  updated_at: string
  health_score: string | null
  account_tier: string | null
  renewal_date: string | null
  industry: string | null
}

export interface Agent {
  id: number
  name: string
  email: string
  job_title: string | null
  phone: string | null
  mobile: string | null
  created_at: string
  updated_at: string
  /** Absent for agents who never asked for one. */
  api_key: string | null
  /** An agent whose role may look at contacts and not change them. */
  read_only: boolean
}

export interface Field {
  id: number
  /** The key in `custom_fields`. */
  name: string
  label: string
  type: string
  /** Among all fields of its kind, the ones every account has included. */
  position: number
  required_for_agents: boolean
  agents_can_edit: boolean
  displayed_for_agents: boolean
  quick_add_for_agent: boolean
  unique: boolean
  editable_in_signup: boolean
  customers_can_edit: boolean
  label_for_customers: string
  required_for_customers: boolean
  displayed_for_customers: boolean
  /** Of a dropdown. */
  choices: readonly string[]
  created_at: string
  updated_at: string
}

export const NO_STRINGS: readonly string[] = Object.freeze([])
export const NO_COMPANIES: readonly OtherCompany[] = Object.freeze([])
export const NO_VALUES: CustomValues = Object.freeze({})

/** The value of a custom field, null when it was never set. A field can be named `constructor`. */
export const getCustomValue = (values: CustomValues, name: string): CustomValue =>
  Object.hasOwn(values, name) ? (values[name] ?? null) : null
