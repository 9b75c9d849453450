import type { DefaultField } from '../../generations/generation'
import { FIELD_IDS } from '../../store/collection-definition'
import { FIELD } from '../../store/collections/fields'
import type { FieldCollection } from '../../store/field-collection'
import type { Field } from '../../store/records'
import { methodNotAllowed, NOTHING_TO_UPDATE, validationFailed } from '../errors'
import { created, NO_CONTENT, NOT_FOUND, ok, type Result } from '../result'
import type { Call } from '../route'
import { readFieldBody } from './body'
import { allFields, oneField } from './json'
import type { FieldKind } from './kind'

export const listFields = (kind: FieldKind, { account }: Call): Result =>
  ok(JSON.stringify(allFields(kind, account).map(field => field.json)))

export function viewField(kind: FieldKind, { account, id }: Call): Result {
  const found = oneField(kind, account, id)
  return found ? ok(JSON.stringify(found.json)) : NOT_FOUND
}

export function createField(kind: FieldKind, call: Call): Result {
  const { account, body } = call
  const { store, clock } = account
  const fields = kind.custom(store)
  const { values, errors } = readFieldBody(body, kind, allFields(kind, account).length)
  if (errors.length > 0) return validationFailed(errors)
  const { label = '' } = values
  if (isTaken(label, fields)) return LABEL_TAKEN
  const now = clock.timestamp()
  const field: Field = {
    ...FIELD,
    label,
    label_for_customers: label,
    position: 1,
    ...values,
    name: nameFor(label, kind.defaults(account.generation), fields),
    id: store.nextId(FIELD_IDS),
    created_at: now,
    updated_at: now,
  }
  fields.add(field)
  const shown = oneField(kind, account, field.id)
  return created(JSON.stringify(shown?.json), field.id)
}

export function updateField(kind: FieldKind, { account, id, body }: Call): Result {
  const found = oneField(kind, account, id)
  if (found === undefined) return NOT_FOUND
  if (found.custom === undefined) return methodNotAllowed('PUT', ['GET'])
  if (Object.keys(body).length === 0) return NOTHING_TO_UPDATE
  const fields = kind.custom(account.store)
  const { values, errors } = readFieldBody(body, kind, allFields(kind, account).length, found.custom)
  if (errors.length > 0) return validationFailed(errors)
  if (values.label !== undefined && isTaken(values.label, fields, found.custom)) return LABEL_TAKEN
  fields.update(found.custom, { ...values, updated_at: account.clock.timestamp() })
  return ok(JSON.stringify(oneField(kind, account, id)?.json))
}

export function deleteField(kind: FieldKind, { account, id }: Call): Result {
  const found = oneField(kind, account, id)
  if (found === undefined) return NOT_FOUND
  if (found.custom === undefined) return methodNotAllowed('DELETE', ['GET'])
  kind.custom(account.store).remove(found.custom)
  kind.forget(account.store, found.custom.name)
  return NO_CONTENT
}

const isTaken = (label: string, fields: FieldCollection, self?: Field) =>
  fields.ordered.some(field => field !== self && field.label.toLowerCase() === label.toLowerCase())

const LABEL_TAKEN = validationFailed([
  { field: 'label', message: 'It should be a unique value', code: 'duplicate_value' },
])

/**
 * `Plan tier` is plan_tier in custom_fields, `Company Name`, which is taken by a default field,
 * custom_company_name.
 */
function nameFor(label: string, defaults: readonly DefaultField[], fields: FieldCollection): string {
  const plain =
    label
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '') || 'field'
  const name = defaults.some(field => field.name === plain) ? `custom_${plain}` : plain
  let free = name
  for (let i = 1; fields.byName.first(free) !== undefined; i++) free = `${name}_${i}`
  return free
}
