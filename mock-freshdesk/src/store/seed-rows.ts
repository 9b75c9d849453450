import { InvalidInput } from '../input/invalid-input'
import { boolean, integer, object, type Reader, record, text } from '../input/readers'
import type { Agent, Company, Contact, Field } from './records'

/** What the rows of a seed may hold, one table a collection. Names are the API's own. */

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
const word = text({ max: 255 })
const filled = text({ min: 1, max: 255 })
const short = nullable(word)
const long = nullable(text({ max: 65_535 }))
const folded: Reader<string> = (value, name) => word(value, name).toLowerCase()
const customValue: Reader<string | number | boolean | null> = (value, name) =>
  typeof value === 'number' || typeof value === 'boolean' ? value : long(value, name)
const customFields = record(customValue, 500)
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
    job_title: short,
    phone: short,
    mobile: short,
    created_at: word,
    updated_at: word,
    api_key: short,
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
    position: integer(1, 10_000),
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
    description: long,
    note: long,
    domains: list(folded),
    custom_fields: customFields,
    created_at: word,
    updated_at: word,
    health_score: short,
    account_tier: short,
    renewal_date: short,
    industry: short,
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
    phone: short,
    mobile: short,
    twitter_id: short,
    unique_external_id: short,
    other_emails: list(folded),
    active: boolean,
    address: long,
    description: long,
    job_title: short,
    language: word,
    time_zone: word,
    tags: list(word),
    custom_fields: customFields,
    company_id: nullable(id),
    view_all_tickets: nullable(boolean),
    other_companies: list(otherCompany),
    facebook_id: short,
    csat_rating: nullable(integer(-1000, 1000)),
    preferred_source: short,
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
