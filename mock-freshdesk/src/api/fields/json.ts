import type { Account } from '../../accounts/account'
import { FIELD } from '../../store/collections/fields'
import type { Field } from '../../store/records'
import type { DefaultField, FieldKind } from './kind'

interface Shown {
  readonly json: Record<string, unknown> & { choices?: unknown }
  readonly custom?: Field
}

/** Default and custom fields by position; of two at one position the custom one stands first. */
export function allFields(kind: FieldKind, account: Account): Shown[] {
  const defaults = kind.defaults.map((field, i) => ({ position: i + 1, order: 1, field: defaultField(field, i, kind) }))
  const custom = kind.custom(account.store).ordered.map(field => ({ position: field.position, order: 0, field }))
  return [...custom, ...defaults]
    .sort((a, b) => a.position - b.position || a.order - b.order)
    .map(({ field, order }, i) => {
      const json = fieldJson({ ...field, position: i + 1 }, order === 1, kind, account)
      return order === 1 ? { json } : { json, custom: field as Field }
    })
}

function defaultField({ name, label, choices }: DefaultField, i: number, kind: FieldKind) {
  const since = '2022-01-10T09:00:00Z'
  const always = name === 'name'
  return {
    ...FIELD,
    id: kind.firstId + i,
    name,
    label,
    type: `default_${name}`,
    required_for_agents: always,
    label_for_customers: label,
    customers_can_edit: true,
    displayed_for_customers: true,
    created_at: since,
    updated_at: since,
    shownChoices: choices,
  }
}

function fieldJson(
  field: Omit<Field, 'choices'> & { choices?: unknown; shownChoices?: unknown },
  isDefault: boolean,
  kind: FieldKind,
  { settings }: Account,
) {
  const { id, name, label, position, required_for_agents, type, created_at, updated_at } = field
  const choices = isDefault ? field.shownChoices : type === 'custom_dropdown' ? field.choices : undefined
  return {
    ...(kind.forCustomers && { editable_in_signup: field.editable_in_signup }),
    id,
    name,
    label,
    position,
    required_for_agents,
    ...(settings.newerKeys && {
      agents_can_edit: field.agents_can_edit,
      displayed_for_agents: field.displayed_for_agents,
      quick_add_for_agent: field.quick_add_for_agent,
      unique: field.unique,
    }),
    type,
    default: isDefault,
    ...(kind.forCustomers && {
      customers_can_edit: field.customers_can_edit,
      label_for_customers: field.label_for_customers,
      required_for_customers: field.required_for_customers,
      displayed_for_customers: field.displayed_for_customers,
    }),
    created_at,
    updated_at,
    ...(choices !== undefined && { choices }),
  }
}

/** A field by itself shows the choices of a dropdown as objects, the list as plain texts. */
export function oneField(kind: FieldKind, account: Account, id: number): Shown | undefined {
  const found = allFields(kind, account).find(({ json }) => json.id === id)
  if (!found || !Array.isArray(found.json.choices)) return found
  const choices = found.json.choices.map((value, i) => ({ id: i + 1, label: value, value, position: i + 1 }))
  return { ...found, json: { ...found.json, choices } }
}
