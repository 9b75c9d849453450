import { InvalidInput } from '../validation/invalid-input'
import { object } from '../validation/readers'
import type { Row } from './collection'
import { type Agent, type Company, type Contact, type Field, NO_COMPANIES, NO_STRINGS, NO_VALUES } from './records'
import {
  type AgentRow,
  type CompanyRow,
  type ContactRow,
  type FieldRow,
  readAgents,
  readCompanies,
  readContacts,
  readFields,
} from './seed-rows'
import { FIRST_IDS, type Store } from './store'

/** The data of one account, as seed files and snapshots hold it. A collection left out comes from the default seed. */
export interface AccountSeed {
  agents?: AgentRow[]
  contact_fields?: FieldRow[]
  company_fields?: FieldRow[]
  companies?: CompanyRow[]
  contacts?: ContactRow[]
}

/** Complete rows, as a store keeps them. */
export interface Rows {
  agents: Agent[]
  contactFields: Field[]
  companyFields: Field[]
  companies: Company[]
  contacts: Contact[]
}

const readAccount = object({
  agents: readAgents,
  contact_fields: readFields,
  company_fields: readFields,
  companies: readCompanies,
  contacts: readContacts,
})

/**
 * Takes a seed for what it should be and fills in what it leaves out; rows without an id are numbered after the highest.
 * Throws InvalidInput, which names the row and says what is wrong with it.
 */
export function readSeed(seed: AccountSeed, defaults: AccountSeed, now: string): Rows {
  const given = readAccount({ ...defaults, ...seed }, '')
  const { agents = [], contacts = [], companies = [], contact_fields = [], company_fields = [] } = given
  const userId = numbering(FIRST_IDS.user, agents, contacts)
  const companyId = numbering(FIRST_IDS.company, companies)
  const fieldId = numbering(FIRST_IDS.field, contact_fields, company_fields)
  const times = { created_at: now, updated_at: now }
  const field = (row: FieldRow, i: number) => ({
    ...FIELD,
    ...times,
    label: row.name,
    label_for_customers: row.label ?? row.name,
    // After the fields that every account has.
    position: 100 + i,
    ...row,
    id: fieldId(row),
  })
  const complete: Rows = {
    agents: agents.map(row => ({ ...AGENT, ...times, name: row.email, ...row, id: userId(row) })),
    contactFields: contact_fields.map(field),
    companyFields: company_fields.map(field),
    companies: companies.map(row => ({ ...COMPANY, ...times, ...row, id: companyId(row) })),
    contacts: contacts.map(({ deleted, blocked, ...row }) => ({
      ...CONTACT,
      ...times,
      view_all_tickets: row.company_id ? false : null,
      ...row,
      id: userId(row),
      state: deleted ? 'deleted' : blocked ? 'blocked' : 'live',
    })),
  }
  for (const [name, rows] of Object.entries(complete)) refuseDoubles(name, rows)
  refuseDoubles('agents and contacts', [...complete.agents, ...complete.contacts])
  return complete
}

/** The seed that would give an account the data it has now. */
export function snapshotOf(store: Store): Required<AccountSeed> {
  const { agents, contactFields, companyFields, companies, contacts } = store
  return seedOf({
    agents: [...agents.rows.values()],
    contactFields: [...contactFields.rows.values()],
    companyFields: [...companyFields.rows.values()],
    companies: [...companies.rows.values()],
    contacts: [...contacts.rows.values()],
  })
}

/** The seed that would give an account these rows, in the order of their ids. */
export function seedOf(rows: Rows): Required<AccountSeed> {
  return {
    agents: byId(rows.agents).map(row => ({ ...row })),
    contact_fields: byId(rows.contactFields).map(row => ({ ...row })),
    company_fields: byId(rows.companyFields).map(row => ({ ...row })),
    companies: byId(rows.companies).map(row => ({ ...row })),
    contacts: byId(rows.contacts).map(({ state, ...row }) => ({
      ...row,
      ...(state === 'deleted' && { deleted: true }),
      ...(state === 'blocked' && { blocked: true }),
    })),
  }
}

const byId = <T extends Row>(rows: readonly T[]) => [...rows].sort((a, b) => a.id - b.id)

const AGENT = { name: '', job_title: null, phone: null, mobile: null, api_key: null, read_only: false }

/** What a custom field is unless somebody says otherwise. */
export const FIELD = {
  type: 'custom_text',
  required_for_agents: false,
  agents_can_edit: true,
  displayed_for_agents: true,
  quick_add_for_agent: false,
  unique: false,
  editable_in_signup: false,
  customers_can_edit: false,
  required_for_customers: false,
  displayed_for_customers: false,
  choices: NO_STRINGS,
}

/** A company of which only the name is known. */
export const COMPANY = {
  description: null,
  note: null,
  domains: NO_STRINGS,
  custom_fields: NO_VALUES,
  health_score: null,
  account_tier: null,
  renewal_date: null,
  industry: null,
}

/** A contact of whom only the name is known. The id, the times and the state are put in their places later. */
export const CONTACT: Contact = {
  // As large as ids are: V8 lays objects out by the first number it sees.
  id: FIRST_IDS.user,
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
  state: 'live',
}

/** Gives each row its own id, or the next one after the highest that any row asks for. */
function numbering(first: number, ...lists: readonly { id?: number }[][]) {
  let last = first - 1
  for (const rows of lists) for (const { id } of rows) if (id !== undefined && id > last) last = id
  return (row: { id?: number }) => row.id ?? ++last
}

function refuseDoubles(name: string, rows: readonly { id: number }[]) {
  const seen = new Set<number>()
  for (const { id } of rows) {
    if (seen.has(id)) throw new InvalidInput(`Two of the ${name} have the id ${id}.`)
    seen.add(id)
  }
}
