import { boolean, integer } from '../../validation/schemas'
import type { CollectionDefinition } from '../collection-definition'
import { FIELD_IDS } from '../collection-definition'
import { FieldCollection } from '../field-collection'
import { type Field, NO_STRINGS } from '../records'
import { filled, id, list, rows, word } from '../row-schemas'

export type FieldRow = Partial<Field> & { name: string }

const seedRows = rows<FieldRow>(
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

/** The default of each property that a custom field leaves out. */
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

/** Positions up to this one belong to the fields that every account has. */
const LAST_DEFAULT_POSITION = 99

function fieldCollection<Name extends string>(
  name: Name,
): CollectionDefinition<Name, Field, FieldRow, FieldCollection> {
  return {
    name,
    ids: FIELD_IDS,
    rows: seedRows,
    toRow: (given, { id, now, index }) => ({
      ...FIELD,
      created_at: now,
      updated_at: now,
      label: given.name,
      label_for_customers: given.label ?? given.name,
      position: LAST_DEFAULT_POSITION + 1 + index,
      ...given,
      id,
    }),
    toSeedRow: row => ({ ...row }),
    create: () => new FieldCollection(),
  }
}

export const contactFieldCollection = fieldCollection('contact_fields')
export const companyFieldCollection = fieldCollection('company_fields')
