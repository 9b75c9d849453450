import type { Account } from '../accounts/account'
import type { Row } from '../store/collection'
import type { CollectionDefinition } from '../store/collection-definition'
import { type AccountSeed, readSeed } from '../store/seed'
import { InvalidInput } from '../validation/invalid-input'

/** Copies of all rows, without the keys of the agents. */
export function toRows(account: Account): AccountSeed {
  const { generation: _, ...collections } = account.snapshot()
  const snapshot = collections as Record<string, Record<string, unknown>[]>
  for (const { name, secrets = [] } of account.store.definitions) {
    for (const row of snapshot[name] ?? []) for (const secret of secrets) delete row[secret]
  }
  return snapshot
}

/** An id for a new row that no row ever had; undefined when there is no such collection. */
export function nextId({ store }: Account, name: string): number | undefined {
  const definition = store.definitions.find(definition => definition.name === name)
  return definition && store.nextId(definition.ids)
}

/**
 * Puts a row into the store, in the place of the one with its id. Throws InvalidInput when it is no
 * row.
 */
export function putRow({ store, clock }: Account, name: string, row: { id?: number }): void {
  const collection = store.get(name)
  const definition = store.definitions.find(definition => definition.name === name) as CollectionDefinition
  const kept = row.id === undefined ? undefined : collection.get(row.id)
  const secrets = Object.fromEntries(
    (definition.secrets ?? []).map(secret => [secret, (kept as Record<string, unknown> | undefined)?.[secret] ?? null]),
  )
  const given = { ...secrets, ...row }
  const [complete] = readSeed(store.definitions, { [name]: [given] }, {}, clock.timestamp())[name] as Row[]
  if (!complete) return
  refuseSharedId(store, definition, complete.id)
  const present = collection.get(complete.id)
  if (present) collection.update(present, complete)
  else collection.add(complete)
  store.reserve(definition.ids.name, complete.id)
}

export function removeRow({ store }: Account, name: string, id: number): void {
  const collection = store.get(name)
  const row = collection.get(id)
  if (row) collection.remove(row)
}

function refuseSharedId(store: Account['store'], { name, ids }: CollectionDefinition, id: number) {
  if (!ids.isShared) return
  const other = store.definitions.find(
    other => other.ids === ids && other.name !== name && store.get(other.name).get(id),
  )
  if (other) throw new InvalidInput(`One of the ${other.name} has the id ${id} already.`)
}
