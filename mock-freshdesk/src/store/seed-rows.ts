import { InvalidInput } from '../validation/invalid-input'
import { boolean, integer, object, type Reader, record, refuse } from '../validation/readers'
import type { Agent, Company, Contact, Field } from './records'

/**
 * What the rows of a seed may hold, one table a collection. Names are the API's own. How long or how many is left open:
 * whatever the API ever takes must be good for a snapshot.
 */

const nullable =
  <T>(of: Reader<T>): Reader<T | null> =>
  (value, name) =>
    value === null ? null : of(value, name)

const list =
  <T>(of: Reader<T>): Reader<readonly T[]> =>
  (value, name) => {
    if (!Array.isArray(value)) throw new InvalidInput(`${name} must be a list.`)
    return value.map((element, i) => of(element, `${name}[${i}]`))
  }

/** Rows of one kind, each with the keys it cannot do without. */
function rows<T>(shape: Record<string, Reader<unknown>>, ...required: (keyof T & string)[]): Reader<T[]> {
  const read = object(shape)
  const one: Reader<T> = (value, name) => {
    const row = read(value, name)
    for (const key of required) if (row[key] === undefined) throw new InvalidInput(`${name} needs a ${key}.`)
    return row as T
  }
  return (value, name) => [...list(one)(value, name)]
}

const id = integer(1, Number.MAX_SAFE_INTEGER)
const word: Reader<string> = (value, name) => (typeof value === 'string' ? value : refuse(name, 'a text', value))
const filled: Reader<string> = (value, name) => word(value, name) || refuse(name, 'a text of some length', value)
const words = nullable(word)
const folded: Reader<string> = (value, name) => word(value, name).toLowerCase()
const customValue: Reader<string | number | boolean | null> = (value, name) =>
  typeof value === 'number' || typeof value === 'boolean' ? value : words(value, name)
const customFields = record(customValue, Number.POSITIVE_INFINITY)
const otherCompany: Reader<unknown> = (value, name) => ({
  company_id: id((value as { company_id?: unknown } | null)?.company_id, `${name}.company_id`),
  view_all_tickets: (value as { view_all_tickets?: unknown }).view_all_tickets === true,
})
/** What answers show and the mock works out itself: an export of a real account may hold it. */
const passedOver: Reader<undefined> = () => undefined

export type AgentRow = Partial<Agent> & { email: string }

export const readAgents = rows<AgentRow>(
  {
    id,
    name: filled,
    email: folded,
    job_title: words,
    phone: words,
    mobile: words,
    created_at: word,
    updated_at: word,
    api_key: words,
    read_only: boolean,
  },
  'email',
)

export type FieldRow = Partial<Field> & { name: string }

export const readFields = rows<FieldRow>(
  {
    id,
    name: filled,
    label: word,
    type: word,
    position: integer(1, Number.MAX_SAFE_INTEGER),
    required_for_agents: boolean,
    agents_can_edit: boolean,
    displayed_for_agents: boolean,
    quick_add_for_agent: boolean,
    unique: boolean,
    editable_in_signup: boolean,
    customers_can_edit: boolean,
    label_for_customers: word,
    required_for_customers: boolean,
    displayed_for_customers: boolean,
    choices: list(word),
    created_at: word,
    updated_at: word,
  },
  'name',
)

export type CompanyRow = Partial<Company> & { name: string }

export const readCompanies = rows<CompanyRow>(
  {
    id,
    name: filled,
    description: words,
    note: words,
    domains: list(folded),
    custom_fields: customFields,
    created_at: word,
    updated_at: word,
    health_score: words,
    account_tier: words,
    renewal_date: words,
    industry: words,
    org_company_id: passedOver,
  },
  'name',
)

export type ContactRow = Partial<Omit<Contact, 'state'>> & {
  name: string
  /** Soft-deleted: waits to be restored, and keeps its e-mail. */
  deleted?: boolean
  /** Marked as spam. */
  blocked?: boolean
}

export const readContacts = rows<ContactRow>(
  {
    id,
    name: filled,
    email: nullable(folded),
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
    company_id: nullable(id),
    view_all_tickets: nullable(boolean),
    other_companies: list(otherCompany),
    facebook_id: words,
    csat_rating: nullable(integer(-1000, 1000)),
    preferred_source: words,
    created_at: word,
    updated_at: word,
    deleted: boolean,
    blocked: boolean,
    avatar: passedOver,
    first_name: passedOver,
    last_name: passedOver,
    visitor_id: passedOver,
    org_contact_id: passedOver,
    other_phone_numbers: passedOver,
  },
  'name',
)
