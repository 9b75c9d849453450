import type { Field } from '../store/records'
import type { Call, Resource } from './call'
import { LANGUAGE_NAMES, TIME_ZONES } from './locales'
import { ok, type Reply } from './reply'

/** /contact_fields: which keys `custom_fields` may hold, and which names the other fields go by. */
export const contactFields: Resource = {
  '': { GET: { handle: list } },
}

/** Fields every account has. Their names differ from the keys of a contact: tag_names is tags, company_name company_id. */
const DEFAULTS: readonly [name: string, label: string, choices?: unknown][] = [
  ['name', 'Full name'],
  ['job_title', 'Title'],
  ['email', 'Email'],
  ['phone', 'Work phone'],
  ['mobile', 'Mobile phone'],
  ['twitter_id', 'Twitter'],
  ['company_name', 'Company'],
  ['client_manager', 'Can see all tickets from this company'],
  ['address', 'Address'],
  ['time_zone', 'Time zone', Object.fromEntries([...TIME_ZONES].map(zone => [zone, zone]))],
  ['language', 'Language', LANGUAGE_NAMES],
  ['tag_names', 'Tags'],
  ['description', 'About'],
  ['unique_external_id', 'Unique external ID'],
]

function list({ account }: Call): Reply {
  const { label: _, settings, store } = account
  const since = '2022-01-10T09:00:00Z'
  const defaults = DEFAULTS.map(([name, label, choices], i) => ({
    ...shape({ id: 72_000_100_001 + i, name, label, type: `default_${name}`, position: i + 1 }),
    required_for_agents: name === 'name',
    default: true,
    created_at: since,
    updated_at: since,
    ...(choices !== undefined && { choices }),
  }))
  void settings
  const custom = store.contactFields.ordered.map((field, i) => ({
    ...shape({ ...field, position: defaults.length + i + 1 }),
    required_for_agents: field.required_for_agents,
    default: false,
    created_at: field.created_at,
    updated_at: field.updated_at,
    ...(field.type === 'custom_dropdown' && { choices: field.choices }),
  }))
  return ok(JSON.stringify([...defaults, ...custom]))
}

function shape(field: Pick<Field, 'id' | 'name' | 'label' | 'type' | 'position'>) {
  return {
    editable_in_signup: false,
    id: field.id,
    name: field.name,
    label: field.label,
    position: field.position,
    required_for_agents: false,
    type: field.type,
    default: false,
    customers_can_edit: true,
    label_for_customers: field.label,
    required_for_customers: false,
    displayed_for_customers: true,
  }
}
