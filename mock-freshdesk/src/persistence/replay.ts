import type { Row } from '../store/collection'
import type { CollectionDefinition, Rows } from '../store/collection-definition'
import { readSeed } from '../store/seed'
import type { LastIds } from '../store/store'

/** The data of one account in a database file. */
export interface Kept {
  rows: Rows
  lastIds: LastIds
}

type Line = [verb: string, label: string, name: string, given: unknown, changes: object | undefined]

interface Replayed {
  tables: Map<string, Map<number, Row>>
  lastIds: Record<string, number>
}

/** A line that only a newer mock can have written. */
class NewerFile extends Error {}

/** The names that two collections had before their names in seeds became their names everywhere. */
const OLD_NAMES: Record<string, string> = { contactFields: 'contact_fields', companyFields: 'company_fields' }

/**
 * The data that the lines of a database file leave, by the label of the account.
 *
 * @param path The name of the file in error messages.
 * @throws Error when a line is damaged, or when a newer mock wrote it.
 */
export function replay(
  lines: readonly string[],
  path: string,
  collections: readonly CollectionDefinition[],
): Map<string, Kept> {
  const accounts = new Map<string, Replayed>()
  const definitions = new Map(collections.map(definition => [definition.name, definition]))
  lines.forEach((line, i) => {
    if (i === 0) return
    try {
      apply(JSON.parse(line), accounts, definitions)
    } catch (error) {
      if (error instanceof NewerFile) throw new Error(newerFile(path, error.message))
      throw new Error(`Line ${i + 1} of the database file ${path} is damaged. Delete the file, or name another.`)
    }
  })
  try {
    return new Map([...accounts].map(([label, kept]) => [label, toKept(kept, collections)]))
  } catch (error) {
    const reason = (error as Error).message
    throw new Error(`The database file ${path} is damaged: ${reason} Delete the file, or name another.`)
  }
}

/** The sentence about a file that this mock is too old for. */
export const newerFile = (path: string, reason: string) =>
  `A newer mock wrote the database file ${path}: ${reason}. Use that mock, or name another file.`

function apply(
  [verb, label, name, given, changes]: Line,
  accounts: Map<string, Replayed>,
  definitions: ReadonlyMap<string, CollectionDefinition>,
) {
  if (verb === 'account') {
    const lastIds = name as unknown as Record<string, number>
    accounts.set(label, { tables: new Map([...definitions.keys()].map(name => [name, new Map()])), lastIds })
    return
  }
  const account = accounts.get(label)
  if (account === undefined) throw new Error('The account is unknown.')
  const definition = definitions.get(OLD_NAMES[name] ?? name)
  if (definition === undefined) throw new NewerFile(`this mock has no collection ${JSON.stringify(name)}`)
  const table = account.tables.get(definition.name) as Map<number, Row>
  if (verb === 'add') {
    const row = given as Row
    const series = definition.ids.name
    table.set(row.id, row)
    account.lastIds[series] = Math.max(account.lastIds[series] ?? 0, row.id)
  } else if (verb === 'set') {
    const row = table.get(given as number)
    if (row === undefined) throw new Error('The row is unknown.')
    table.set(row.id, { ...row, ...changes })
  } else if (verb === 'remove') table.delete(given as number)
  else if (verb === 'clear') table.clear()
  else throw new NewerFile(`this mock does not know lines of the kind ${JSON.stringify(verb)}`)
}

/** Checks rows as those of a seed: the message for a file that was edited by hand names the row. */
function toKept({ tables, lastIds }: Replayed, collections: readonly CollectionDefinition[]): Kept {
  const seed = collections.map(({ name, toSeedRow }) => [name, [...(tables.get(name)?.values() ?? [])].map(toSeedRow)])
  return { rows: readSeed(collections, Object.fromEntries(seed), {}, ''), lastIds }
}
