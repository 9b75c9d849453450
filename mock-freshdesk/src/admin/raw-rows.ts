import type { Account } from '../accounts/account'
import type { Collection, Row } from '../store/collection'
import { type AccountSeed, type Rows, readSeed } from '../store/seed'
import { InvalidInput } from '../validation/invalid-input'

interface Kind {
  key: keyof Rows
  numbering: 'user' | 'company' | 'field'
}

const KINDS = new Map<string, Kind>([
  ['agents', { key: 'agents', numbering: 'user' }],
  ['contacts', { key: 'contacts', numbering: 'user' }],
  ['companies', { key: 'companies', numbering: 'company' }],
  ['contact_fields', { key: 'contactFields', numbering: 'field' }],
  ['company_fields', { key: 'companyFields', numbering: 'field' }],
])

/** Copies of all rows, without the keys of the agents. */
export function rowsOf(account: Account): Required<AccountSeed> {
  const { agents, ...rest } = account.snapshot()
  return { agents: agents.map(({ api_key: _, ...agent }) => agent), ...rest }
}

/** An id for a new row, unlike any that a row ever had; undefined when there is no such collection. */
export function nextId({ store }: Account, name: string): number | undefined {
  const kind = KINDS.get(name)
  return kind && store.nextId(kind.numbering)
}

/** Puts a row into the store, in the place of the one with its id. Throws InvalidInput when it is no row. */
export function putRow({ store, clock }: Account, name: string, row: { id?: number }): void {
  const { key, numbering } = kindOf(name)
  const kept = key === 'agents' && row.id !== undefined ? { api_key: store.agents.get(row.id)?.api_key ?? null } : {}
  const [complete] = readSeed({ [name]: [{ ...kept, ...row }] }, {}, clock.timestamp())[key] as Row[]
  if (!complete) return
  const { id } = complete
  if (numbering === 'user' && store[key === 'agents' ? 'contacts' : 'agents'].get(id)) {
    throw new InvalidInput(`An agent and a contact cannot both have the id ${id}.`)
  }
  const collection = store.collections[key] as unknown as Collection<Row>
  const present = collection.get(id)
  if (present) collection.update(present, complete)
  else collection.add(complete)
  store.reserve(numbering, id)
}

export function removeRow({ store }: Account, name: string, id: number): void {
  const collection = store.collections[kindOf(name).key] as unknown as Collection<Row>
  const row = collection.get(id)
  if (row) collection.remove(row)
}

function kindOf(name: string): Kind {
  const kind = KINDS.get(name)
  if (kind) return kind
  throw new InvalidInput(`There is no collection ${JSON.stringify(name)}. There is: ${[...KINDS.keys()].join(', ')}.`)
}
