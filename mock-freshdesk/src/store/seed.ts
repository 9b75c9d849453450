import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Year } from '../generations/generation'
import { InvalidInput } from '../validation/invalid-input'
import { generation } from '../validation/options'
import { parse } from '../validation/parse'
import { object } from '../validation/schemas'
import type { Row } from './collection'
import type { CollectionDefinition, IdSeries, Rows } from './collection-definition'
import type { AgentRow } from './collections/agents'
import type { CompanyRow } from './collections/companies'
import type { ContactRow } from './collections/contacts'
import type { FieldRow } from './collections/fields'
import type { Store } from './store'

/**
 * The data of one account, as seed files and snapshots hold it. The default seed fills in each
 * collection that is left out. The rows of a collection that has no type here are checked too when
 * the seed is read.
 */
export interface AccountSeed {
  /** The generation of the account; that of the mock when absent. */
  generation?: Year
  agents?: AgentRow[]
  contact_fields?: FieldRow[]
  company_fields?: FieldRow[]
  companies?: CompanyRow[]
  contacts?: ContactRow[]
}

type GivenRows = Record<string, { id?: number }[]>

/**
 * Checks a seed and completes its rows. Rows without an id get the ids after the highest one.
 *
 * @throws InvalidInput, which names the row and what is wrong with it.
 */
export function readSeed(
  definitions: readonly CollectionDefinition[],
  seed: AccountSeed,
  defaults: AccountSeed,
  now: string,
): Rows {
  const schema = object({ ...Object.fromEntries(definitions.map(({ name, rows }) => [name, rows])), generation })
  const { generation: _, ...given } = parse(schema, { ...defaults, ...seed }) as { generation?: Year } & GivenRows
  const nextId = numberRows(definitions, given)
  const rows = Object.fromEntries(
    definitions.map(definition => [
      definition.name,
      (given[definition.name] ?? []).map((row, index) =>
        definition.toRow(row, { id: row.id ?? nextId(definition.ids), now, index }),
      ),
    ]),
  )
  refuseDoubles(definitions, rows)
  return rows
}

/**
 * The seed that gives an account the present data of this store, rows in the order of their ids.
 */
export function toSeed(store: Store): AccountSeed {
  return Object.fromEntries(
    store.definitions.map(({ name, toSeedRow }) => [
      name,
      [...store.get(name).rows.values()].sort((a, b) => a.id - b.id).map(toSeedRow),
    ]),
  )
}

/** Gives the ids of each series that follow the highest one in the seed. */
function numberRows(definitions: readonly CollectionDefinition[], given: Record<string, { id?: number }[]>) {
  const last = new Map<string, number>()
  for (const { name, ids } of definitions) {
    for (const { id = 0 } of given[name] ?? []) last.set(ids.name, Math.max(last.get(ids.name) ?? 0, id))
  }
  return ({ name, first }: IdSeries) => {
    const id = Math.max(first, (last.get(name) ?? 0) + 1)
    last.set(name, id)
    return id
  }
}

function refuseDoubles(definitions: readonly CollectionDefinition[], rows: Rows) {
  for (const { name } of definitions) refuseSameIds(name, rows[name] ?? [])
  const series = new Set(definitions.map(({ ids }) => ids).filter(ids => ids.isShared))
  for (const ids of series) {
    const names = definitions.filter(definition => definition.ids === ids).map(({ name }) => name)
    refuseSameIds(
      names.join(' and '),
      names.flatMap(name => rows[name] ?? []),
    )
  }
}

function refuseSameIds(name: string, rows: readonly Row[]) {
  const seen = new Set<number>()
  for (const { id } of rows) {
    if (seen.has(id)) throw new InvalidInput(`Two of the ${name} have the id ${id}.`)
    seen.add(id)
  }
}

let loaded: AccountSeed | undefined

/** seeds/default.json: the keys, fields and few people of an account without a seed. */
export function defaultSeed(): AccountSeed {
  loaded ??= JSON.parse(readFileSync(path.join(__dirname, '../../seeds/default.json'), 'utf8')) as AccountSeed
  return loaded
}
