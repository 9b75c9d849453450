import type { Account } from '../../accounts/account'
import type { DefaultField, Generation } from '../../generations/generation'
import { FIELD } from '../../store/collections/fields'
import type { Field } from '../../store/records'
import type { FieldKind } from './kind'

interface Shown {
  readonly json: Record<string, unknown> & { choices?: unknown }
  readonly custom?: Field
}

/**
 * Default and custom fields by position. Of two at one position the custom one stands first. A new
 * field stands at position 1 and moves all others down, and their updated_at with them.
 */
export function allFields(kind: FieldKind, account: Account): Shown[] {
  const custom = kind.custom(account.store).ordered
  const defaults = kind
    .defaults(account.generation)
    .map((field, i) => ({ position: field.position, order: 1, field, i }))
  const all = [...custom.map(field => ({ position: field.position, order: 0, field, i: 0 })), ...defaults].sort(
    (a, b) => a.position - b.position || a.order - b.order,
  )
  let customBefore = 0
  let last = 0
  let moved = ''
  return all.map(({ field, order, i }) => {
    const isDefault = order === 1
    // The gaps between default fields stay where they are.
    last = isDefault ? field.position + customBefore : last + 1
    const row = isDefault ? toField(field as DefaultField, kind.firstId + i) : (field as Field)
    const [, updated_at = ''] = [row.updated_at, moved].sort()
    if (!isDefault) {
      customBefore++
      if (row.created_at > moved) moved = row.created_at
    }
    const json = fieldJson({ ...row, position: last, updated_at }, kind, account, field as DefaultField)
    return isDefault ? { json } : { json, custom: field as Field }
  })
}

const SINCE = '2022-01-10T09:00:00Z'

function toField(
  { name, label, position, type = `default_${name}`, on = DEFAULT_ON }: DefaultField,
  id: number,
): Field {
  return {
    ...FIELD,
    agents_can_edit: on.includes('agents_can_edit') || on === DEFAULT_ON,
    displayed_for_agents: on.includes('displayed_for_agents') || on === DEFAULT_ON,
    id,
    name,
    label,
    position,
    type,
    label_for_customers: label,
    created_at: SINCE,
    updated_at: SINCE,
    ...Object.fromEntries(on.map(key => [key, true])),
  }
}

const DEFAULT_ON: readonly string[] = ['customers_can_edit', 'displayed_for_customers']

function fieldJson(field: Field, kind: FieldKind, { generation }: Account, declared: DefaultField) {
  const { id, name, label, position, required_for_agents, type, created_at, updated_at } = field
  const isDefault = type.startsWith('default_')
  const choices = isDefault ? toChoices(declared, generation) : type === 'custom_dropdown' ? field.choices : undefined
  return {
    ...(kind.forCustomers && { editable_in_signup: field.editable_in_signup }),
    id,
    name,
    label,
    position,
    required_for_agents,
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
    ...(isDefault && Object.fromEntries(kind.defaultKeys(generation).map(key => [key, field[key]]))),
  }
}

function toChoices({ choices }: DefaultField, { locales }: Generation): unknown {
  if (choices === 'languages') return locales.languages
  return choices === 'time zones' ? locales.timeZones : choices
}

/** A field by itself shows the choices of a dropdown as objects, the list as plain texts. */
export function oneField(kind: FieldKind, account: Account, id: number): Shown | undefined {
  const found = allFields(kind, account).find(({ json }) => json.id === id)
  if (!found?.custom || !Array.isArray(found.json.choices)) return found
  const choices = found.json.choices.map((value, i) => ({ id: i + 1, label: value, value, position: i + 1 }))
  return { ...found, json: { ...found.json, choices } }
}
