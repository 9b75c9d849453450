import { anyOfThese, boolean, exactly, integer, listOf, nullable, ref, type Schema, string, time } from './parts'

const customFields: Schema = {
  type: 'object',
  additionalProperties: { type: ['string', 'number', 'boolean', 'null'] },
  description: 'Every custom field of the account by its name; null when it was never set.',
}

const otherCompanies = listOf(exactly({ company_id: integer, view_all_tickets: boolean }))

/** What accounts have shown since 2024. */
const newerKeys = {
  first_name: nullable(string),
  last_name: nullable(string),
  visitor_id: string,
  org_contact_id: { type: 'integer', description: 'Of 19 digits: more than a JavaScript number holds exactly.' },
  other_phone_numbers: listOf(string),
}

const listed = {
  active: boolean,
  address: nullable(string),
  deleted: boolean,
  description: nullable(string),
  email: nullable(string),
  id: integer,
  job_title: nullable(string),
  language: string,
  mobile: nullable(string),
  name: string,
  phone: nullable(string),
  time_zone: string,
  twitter_id: nullable(string),
  custom_fields: customFields,
  facebook_id: nullable(string),
  created_at: time,
  updated_at: time,
  csat_rating: nullable(integer),
  preferred_source: nullable(string),
  company_id: nullable(integer),
  other_companies: otherCompanies,
  unique_external_id: nullable(string),
  ...newerKeys,
}

const viewed = {
  ...listed,
  tags: listOf(string),
  other_emails: listOf(string),
  view_all_tickets: nullable(boolean),
  avatar: { type: 'null' },
}

const company = {
  id: integer,
  name: string,
  description: nullable(string),
  note: nullable(string),
  domains: listOf(string),
  custom_fields: customFields,
  created_at: time,
  updated_at: time,
  health_score: nullable(string),
  account_tier: nullable(string),
  renewal_date: nullable(string),
  industry: nullable(string),
}

const writableContact = {
  name: { type: 'string', maxLength: 255 },
  email: nullable({ type: 'string', maxLength: 255 }),
  phone: nullable({ type: 'string', maxLength: 255 }),
  mobile: nullable({ type: 'string', maxLength: 255 }),
  twitter_id: nullable({ type: 'string', maxLength: 255 }),
  unique_external_id: nullable({ type: 'string', maxLength: 255 }),
  other_emails: listOf(string),
  company_id: nullable(integer),
  view_all_tickets: nullable(boolean),
  other_companies: listOf({ type: 'object' }),
  address: nullable(string),
  description: nullable(string),
  job_title: nullable({ type: 'string', maxLength: 255 }),
  language: nullable(string),
  time_zone: nullable(string),
  tags: listOf({ type: 'string', maxLength: 32 }),
  custom_fields: { type: 'object' },
}

const writableCompany = {
  name: { type: 'string', maxLength: 255 },
  description: nullable(string),
  note: nullable(string),
  domains: listOf(string),
  custom_fields: { type: 'object' },
  health_score: nullable(string),
  account_tier: nullable(string),
  renewal_date: nullable(string),
  industry: nullable(string),
  lookup_parameter: string,
}

const agent = {
  available: boolean,
  occasional: boolean,
  id: integer,
  ticket_scope: integer,
  signature: nullable(string),
  group_ids: listOf(integer),
  role_ids: listOf(integer),
  skill_ids: listOf(integer),
  available_since: nullable(string),
  created_at: time,
  updated_at: time,
  type: string,
}

const person = {
  active: boolean,
  email: string,
  job_title: nullable(string),
  language: string,
  mobile: nullable(string),
  name: string,
  phone: nullable(string),
  time_zone: string,
  created_at: time,
  updated_at: time,
  last_login_at: nullable(time),
}

const field = {
  editable_in_signup: boolean,
  id: integer,
  name: string,
  label: string,
  position: integer,
  required_for_agents: boolean,
  agents_can_edit: boolean,
  displayed_for_agents: boolean,
  quick_add_for_agent: boolean,
  unique: boolean,
  type: string,
  default: boolean,
  customers_can_edit: boolean,
  label_for_customers: string,
  required_for_customers: boolean,
  displayed_for_customers: boolean,
  created_at: time,
  updated_at: time,
  choices: {
    description: 'In the list texts, in a field by itself objects; of language and time_zone labels by their codes.',
    anyOf: [
      listOf(string),
      listOf(exactly({ id: integer, label: string, value: string, position: integer })),
      { type: 'object', additionalProperties: string },
    ],
  },
}

const forNewerAccounts = ['agents_can_edit', 'displayed_for_agents', 'quick_add_for_agent', 'unique']
const forCustomers = [
  'editable_in_signup',
  'customers_can_edit',
  'label_for_customers',
  'required_for_customers',
  'displayed_for_customers',
]
const newer = Object.keys(newerKeys)

const writableField = {
  label: string,
  label_for_customers: string,
  type: string,
  position: integer,
  required_for_agents: boolean,
  agents_can_edit: boolean,
  displayed_for_agents: boolean,
  quick_add_for_agent: boolean,
  unique: boolean,
  choices: listOf({ type: 'object' }),
  editable_in_signup: boolean,
  customers_can_edit: boolean,
  required_for_customers: boolean,
  displayed_for_customers: boolean,
}

/** What is sent to and answered under /api/v2. */
export const apiV2Schemas: Record<string, Schema> = {
  ContactToWrite: anyOfThese(writableContact),
  ChangedContact: exactly(viewed, newer),
  Contact: exactly(viewed, [...newer, 'deleted']),
  ListedContact: exactly(listed, [...newer, 'deleted', 'other_companies']),
  ContactsFound: exactly({ total: integer, results: listOf(ref('ListedContact')) }),
  IdAndName: exactly({ id: integer, name: string }),
  ContactsToMerge: exactly(
    { primary_contact_id: integer, secondary_contact_ids: listOf(integer), contact: { type: 'object' } },
    ['contact'],
  ),
  CompanyToWrite: anyOfThese(writableCompany),
  Company: exactly({ ...company, org_company_id: integer }, ['org_company_id']),
  ListedCompany: exactly({ ...company, org_company_id: string }, ['org_company_id']),
  CompanyNames: exactly({ companies: listOf(ref('IdAndName')) }),
  FieldToWrite: anyOfThese(writableField),
  Field: exactly(field, ['choices', ...forNewerAccounts, ...forCustomers]),
  AgentToMake: { type: 'object' },
  Agent: exactly({ ...agent, contact: exactly(person) }),
  MadeAgent: exactly({ ...person, agent: { type: 'object', required: ['id', 'type', 'created_at'] } }),
  ValidationError: exactly({
    description: { const: 'Validation failed' },
    errors: {
      type: 'array',
      minItems: 1,
      items: exactly({ field: string, additional_info: exactly({ user_id: integer }), message: string, code: string }, [
        'additional_info',
      ]),
    },
  }),
  FlatError: exactly({ code: string, message: string }),
  MethodError: exactly({ message: string }),
}
