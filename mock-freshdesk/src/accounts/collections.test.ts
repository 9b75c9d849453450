import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { nextId, putRow, removeRow, toRows } from '../admin/raw-rows'
import { COLLECTIONS } from '../api/routes'
import { createClock } from '../clock'
import { openDatabase } from '../persistence/database'
import { Collection } from '../store/collection'
import type { CollectionDefinition } from '../store/collection-definition'
import { filled, id, rows, word } from '../store/row-schemas'
import { createAccounts, type Seed } from './accounts'

/** A collection that no room knows: its definition is all there is of it. */
interface Ticket {
  id: number
  subject: string
  created_at: string
}

const ticketCollection: CollectionDefinition<'tickets', Ticket, Partial<Ticket>, Collection<Ticket>> = {
  name: 'tickets',
  ids: { name: 'ticket', first: 1 },
  rows: rows({ id, subject: filled, created_at: word }, 'subject'),
  toRow: (given, { id, now }) => ({ subject: '', created_at: now, ...given, id }),
  toSeedRow: row => ({ ...row }),
  create: () => new Collection(),
}

const ALL = [...COLLECTIONS, ticketCollection]

/** A row of each collection, with the least that a seed needs. */
const ROWS: Record<string, object> = {
  agents: { id: 72_000_000_901, email: 'fay@example.com' },
  contact_fields: { id: 72_000_000_902, name: 'plan' },
  company_fields: { id: 72_000_000_903, name: 'size' },
  companies: { id: 72_000_000_904, name: 'Moss & Fern' },
  contacts: { id: 72_000_000_905, name: 'Ada Moss' },
  tickets: { id: 72_000_000_906, subject: 'No light' },
}

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mock-freshdesk-'))
  file = path.join(folder, 'db.ndjson')
})
afterEach(() => rmSync(folder, { recursive: true }))

function open(seed: object, database?: ReturnType<typeof openDatabase>, collections = ALL) {
  const clock = createClock()
  clock.freeze(Date.parse('2026-01-05T09:00:00Z'))
  const options = { clock, plan: 'off', year: 2026, collections, defaults: {}, deterministic: true, database } as const
  return createAccounts({ ...options, seed: seed as Seed })
}

const get = (seed: object, name: string) => (seed as Record<string, object[]>)[name]

test('every collection has a row in this test', () => {
  expect(Object.keys(ROWS)).toEqual(ALL.map(({ name }) => name))
})

describe.each(Object.entries(ROWS))('%s', (name, row) => {
  test('a row of the seed is in the snapshot, and the snapshot is a seed', () => {
    const snapshot = open({ [name]: [row] }).snapshot()
    expect(get(snapshot, name)).toEqual([expect.objectContaining(row)])
    expect(open(snapshot).snapshot()).toEqual(snapshot)
  })

  test('a reset takes back an added and a removed row', () => {
    const accounts = open({ [name]: [row] })
    const before = accounts.snapshot()
    const { id: _, ...another } = row as { id: number }
    putRow(accounts.default, name, { ...another, id: nextId(accounts.default, name) as number })
    removeRow(accounts.default, name, (row as { id: number }).id)
    expect(get(accounts.snapshot(), name)).toHaveLength(1)
    accounts.reset()
    expect(accounts.snapshot()).toEqual(before)
  })

  test('a row is in the database file after a restart, and its id is not given again', async () => {
    const first = openDatabase(file, ALL)
    const before = open({ [name]: [row] }, first)
    const lastId = nextId(before.default, name) as number
    putRow(before.default, name, { ...row, id: lastId })
    await first.close()
    const second = openDatabase(file, ALL)
    const after = open({}, second)
    expect(after.snapshot()).toEqual(before.snapshot())
    expect(nextId(after.default, name)).toBe(lastId + 1)
    await second.close()
  })

  test('a raw row is shown, replaced and removed', () => {
    const { default: account } = open({ [name]: [row] })
    const { id } = row as { id: number }
    expect(get(toRows(account), name)).toEqual([expect.objectContaining(row)])
    putRow(account, name, { ...row, created_at: '2020-01-01T00:00:00Z' } as object)
    expect(get(toRows(account), name)).toEqual([expect.objectContaining({ created_at: '2020-01-01T00:00:00Z' })])
    removeRow(account, name, id)
    expect(get(toRows(account), name)).toEqual([])
  })

  test('two rows with one id are refused', () => {
    expect(() => open({ [name]: [row, row] })).toThrow(`Two of the ${name} have the id ${(row as { id: number }).id}.`)
  })
})

test('an agent and a contact with one id are refused', () => {
  const seed = { agents: [{ id: 7, email: 'fay@example.com' }], contacts: [{ id: 7, name: 'Ada' }] }
  expect(() => open(seed)).toThrow('Two of the agents and contacts have the id 7.')
})

test('a seed with an unknown collection is refused', () => {
  expect(() => open({ groups: [] })).toThrow('groups is not known here.')
})

test('a file of a mock with more collections is refused as newer, and stays as it is', async () => {
  const newer = openDatabase(file, ALL)
  open({ tickets: [ROWS.tickets] }, newer)
  await newer.close()
  const text = readFileSync(file, 'utf8')
  expect(() => openDatabase(file, COLLECTIONS)).toThrow(
    `A newer mock wrote the database file ${file}: this mock has no collection "tickets". Use that mock, or name another file.`,
  )
  expect(readFileSync(file, 'utf8')).toBe(text)
})

test('a file of a newer format is refused as newer', () => {
  writeFileSync(file, '{"mock-freshdesk":2}\n["account","default",{}]\n')
  expect(() => openDatabase(file, COLLECTIONS)).toThrow(
    `A newer mock wrote the database file ${file}: its format is 2, this mock reads format 1.`,
  )
})

test('a file with the old names of the fields is read', async () => {
  const lines = [
    '{"mock-freshdesk":1}',
    '["account","default",{"user":1,"company":1,"field":9}]',
    '["add","default","contactFields",{"id":9,"name":"plan"}]',
  ]
  writeFileSync(file, `${lines.join('\n')}\n`)
  const database = openDatabase(file, COLLECTIONS)
  expect(open({}, database, COLLECTIONS).snapshot()).toMatchObject({ contact_fields: [{ id: 9, name: 'plan' }] })
  await database.close()
})
