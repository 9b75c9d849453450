import * as v from 'valibot'
import { integer, someOf, text, texts, time } from '../schemas'

const { array, boolean, looseObject, optional, strictObject } = v

const choices = v.pipe(
  v.union([
    texts,
    array(strictObject({ id: integer, label: text, value: text, position: integer })),
    v.record(v.string(), v.string()),
  ]),
  v.description('Texts in the list, objects in one field. Languages and time zones have labels by their codes.'),
)

export const Field = strictObject({
  editable_in_signup: optional(boolean()),
  id: integer,
  name: text,
  label: text,
  position: integer,
  required_for_agents: boolean(),
  agents_can_edit: optional(boolean()),
  displayed_for_agents: optional(boolean()),
  quick_add_for_agent: optional(boolean()),
  unique: optional(boolean()),
  type: text,
  default: boolean(),
  customers_can_edit: optional(boolean()),
  label_for_customers: optional(text),
  required_for_customers: optional(boolean()),
  displayed_for_customers: optional(boolean()),
  created_at: time,
  updated_at: time,
  choices: optional(choices),
})

export const FieldToWrite = someOf({
  label: text,
  label_for_customers: text,
  type: text,
  position: integer,
  required_for_agents: boolean(),
  agents_can_edit: boolean(),
  displayed_for_agents: boolean(),
  quick_add_for_agent: boolean(),
  unique: boolean(),
  choices: array(looseObject({})),
  editable_in_signup: boolean(),
  customers_can_edit: boolean(),
  required_for_customers: boolean(),
  displayed_for_customers: boolean(),
})
