import type { Account } from '../../account'
import type { FieldCollection } from '../../store/field-collection'
import type { Field } from '../../store/records'
import { FIELD } from '../../store/seed'
import type { Store } from '../../store/store'
import type { Call, Resource } from '../call'
import {
  created,
  methodNotAllowed,
  NO_CONTENT,
  NOT_FOUND,
  NOTHING_TO_UPDATE,
  ok,
  type Reply,
  validationFailed,
} from '../reply'
import { readFieldBody } from './body'

/** A field every account has. `choices` is shown as it is. */
interface DefaultField {
  readonly name: string
  readonly label: string
  readonly choices?: unknown
}

/** What tells contact fields and company fields apart. */
export interface FieldKind {
  readonly path: 'contact_fields' | 'company_fields'
  /** In the order of their positions. */
  readonly defaults: readonly DefaultField[]
  /** Id of the first default field. */
  readonly firstId: number
  /** Whether customers have a say in them. */
  readonly forCustomers: boolean
  custom(store: Store): FieldCollection
  /** What happens to the values of a field that is deleted. */
  forget(store: Store, name: string): void
}

/** The routes of /contact_fields and /company_fields. */
export function fieldsResource(kind: FieldKind): Resource {
  return {
    '': {
      GET: { handle: call => ok(JSON.stringify(allFields(kind, call.account).map(field => field.json))) },
      POST: { handle: call => create(kind, call), json: 'required' },
    },
    ':id': {
      GET: { handle: call => view(kind, call) },
      PUT: { handle: call => update(kind, call), json: 'required' },
      DELETE: { handle: call => remove(kind, call) },
    },
  }
}

interface Shown {
  readonly json: Record<string, unknown> & { choices?: unknown }
  readonly custom?: Field
}

/** Default and custom fields by position; of two at one position the custom one stands first. */
function allFields(kind: FieldKind, account: Account): Shown[] {
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
function oneField(kind: FieldKind, account: Account, id: number): Shown | undefined {
  const found = allFields(kind, account).find(({ json }) => json.id === id)
  if (!found || !Array.isArray(found.json.choices)) return found
  const choices = found.json.choices.map((value, i) => ({ id: i + 1, label: value, value, position: i + 1 }))
  return { ...found, json: { ...found.json, choices } }
}

function view(kind: FieldKind, { account, id }: Call): Reply {
  const found = oneField(kind, account, id)
  return found ? ok(JSON.stringify(found.json)) : NOT_FOUND
}

function create(kind: FieldKind, call: Call): Reply {
  const { account, body } = call
  const { store, clock } = account
  const fields = kind.custom(store)
  const { values, errors } = readFieldBody(body, kind, allFields(kind, account).length)
  if (errors.length > 0) return validationFailed(errors)
  const label = values.label ?? ''
  if (fields.ordered.some(field => field.label.toLowerCase() === label.toLowerCase())) {
    return validationFailed([{ field: 'label', message: 'It should be a unique value', code: 'duplicate_value' }])
  }
  const now = clock.timestamp()
  const field: Field = {
    ...FIELD,
    label,
    label_for_customers: label,
    position: 1,
    ...values,
    name: nameFor(label, kind, fields),
    id: store.nextId('field'),
    created_at: now,
    updated_at: now,
  }
  fields.add(field)
  const shown = oneField(kind, account, field.id)
  return created(JSON.stringify(shown?.json), field.id)
}

function update(kind: FieldKind, { account, id, body }: Call): Reply {
  const found = oneField(kind, account, id)
  if (found === undefined) return NOT_FOUND
  if (found.custom === undefined) return methodNotAllowed('PUT', ['GET'])
  if (Object.keys(body).length === 0) return NOTHING_TO_UPDATE
  const { values, errors } = readFieldBody(body, kind, allFields(kind, account).length, found.custom)
  if (errors.length > 0) return validationFailed(errors)
  kind.custom(account.store).update(found.custom, { ...values, updated_at: account.clock.timestamp() })
  return ok(JSON.stringify(oneField(kind, account, id)?.json))
}

function remove(kind: FieldKind, { account, id }: Call): Reply {
  const found = oneField(kind, account, id)
  if (found === undefined) return NOT_FOUND
  if (found.custom === undefined) return methodNotAllowed('DELETE', ['GET'])
  kind.custom(account.store).remove(found.custom)
  kind.forget(account.store, found.custom.name)
  return NO_CONTENT
}

/** `Plan tier` is plan_tier in custom_fields, `Company Name`, which is taken by a default field, custom_company_name. */
function nameFor(label: string, kind: FieldKind, fields: FieldCollection): string {
  const plain =
    label
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '') || 'field'
  const name = kind.defaults.some(field => field.name === plain) ? `custom_${plain}` : plain
  let free = name
  for (let i = 1; fields.byName.first(free) !== undefined; i++) free = `${name}_${i}`
  return free
}
