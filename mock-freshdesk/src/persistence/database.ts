import { closeSync, openSync, realpathSync, statSync } from 'node:fs'
import type { Collection, Row } from '../store/collection'
import { type Rows, readSeed, seedOf } from '../store/seed'
import type { LastIds, Store } from '../store/store'
import { type AppendFile, openAppendFile, readLines } from './append-file'
import { lockFile } from './lock-file'

/** What the file holds of one account. */
export interface Kept {
  rows: Rows
  lastIds: LastIds
}

/** The parts of an account that a database file needs. */
interface StoredAccount {
  readonly label: string
  readonly store: Store
}

/**
 * The data of all accounts in a file, change by change:
 *
 *     {"mock-freshdesk":1}
 *     ["account","default",{"user":72009990006, ...}]
 *     ["add","default","contacts",{...}]
 *     ["set","default","contacts",72009990004,{...}]
 *     ["remove","default","contacts",72009990004]
 *     ["clear","default","contacts"]
 */
export interface Database {
  /** What the file holds, by label; undefined when it is new. Given away once. */
  takeKept(): ReadonlyMap<string, Kept> | undefined
  /** Notes from now on what changes in these accounts, and puts their data in the file where it is not there yet. */
  keep(accounts: readonly StoredAccount[]): void
  /** Counts the changes noted so far. */
  readonly noted: number
  /** Tells when every change noted so far is in the file, or why it could not be. */
  whenWritten(told: (error: Error | null) => void): void
  close(): Promise<void>
}

const FIRST_LINE = '{"mock-freshdesk":1}'

/** Opens the file or makes it. Throws when it is none of ours, cannot be written, or another mock has it. */
export function openDatabase(path: string): Database {
  const { lines, file, unlock } = open(path, () => linesOf(watched))
  const lineCount = lines.length
  let kept = lineCount === 0 ? undefined : attempt(() => replay(lines, path), unlock)
  const labels = new Set(kept?.keys())
  let watched: readonly StoredAccount[] = []

  const note = (line: unknown[]) => file.append(JSON.stringify(line))

  return {
    takeKept() {
      const given = kept
      kept = undefined
      return given
    },
    keep(accounts) {
      for (const account of watched) unwatch(account)
      const isFirst = watched.length === 0
      const isInFile = isFirst && accounts.every(({ label }) => labels.has(label)) && !isWasteful(lineCount, accounts)
      watched = accounts
      for (const account of accounts) watch(account, note)
      if (!isInFile) file.outdate()
    },
    get noted() {
      return file.appended
    },
    whenWritten: told => file.whenWritten(told),
    close: () => file.close().finally(unlock),
  }
}

function open(path: string, whole: () => Iterable<string>): { lines: string[]; file: AppendFile; unlock: () => void } {
  try {
    const real = realFile(path)
    const unlock = lockFile(real, path)
    return { ...attempt(() => ({ lines: linesIn(real, path), file: openAppendFile(real, whole) }), unlock), unlock }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    throw new Error(`The database file ${path} cannot be opened: ${REASONS[code] ?? message}. Name another file.`)
  }
}

/**
 * The file itself, made where there is none: two names that lead to one file are locked as one, and a link stays a link
 * when the file behind it is written anew. What is no file cannot be written anew at all.
 */
function realFile(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found && !found.isFile() && !found.isDirectory()) throw Object.assign(new Error(), { code: 'ENXIO' })
  closeSync(openSync(path, 'a'))
  return realpathSync(path)
}

function linesIn(path: string, called: string): string[] {
  const lines = readLines(path, FIRST_LINE)
  if (lines) return lines
  throw new Error(`${called} is not a database file of this mock. Name another file.`)
}

const REASONS: Record<string, string> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder is a file',
  EISDIR: 'it is a folder',
  ENXIO: 'it is no file',
  EACCES: 'this user may not write there',
  EROFS: 'nothing can be written there',
}

function attempt<T>(run: () => T, otherwise: () => void): T {
  try {
    return run()
  } catch (error) {
    otherwise()
    throw error
  }
}

function watch({ label, store }: StoredAccount, note: (line: unknown[]) => void) {
  for (const [name, collection] of Object.entries(store.collections) as unknown as [string, Collection<Row>][]) {
    collection.watcher = {
      added: row => note(['add', label, name, row]),
      updated: ({ id }, changes) => note(['set', label, name, id, changes]),
      removed: ({ id }) => note(['remove', label, name, id]),
      cleared: () => note(['clear', label, name]),
    }
  }
}

function unwatch({ store }: StoredAccount) {
  for (const collection of Object.values(store.collections)) collection.watcher = undefined
}

function* linesOf(accounts: readonly StoredAccount[]): Generator<string> {
  yield FIRST_LINE
  for (const { label, store } of accounts) {
    yield JSON.stringify(['account', label, store.lastIds])
    for (const [name, collection] of Object.entries(store.collections)) {
      for (const row of collection.rows.values()) yield JSON.stringify(['add', label, name, row])
    }
  }
}

/** Whether so many lines are far more than the rows they leave. */
const isWasteful = (lines: number, accounts: readonly StoredAccount[]) => lines > 1_000 + 2 * rowsOf(accounts)

const rowsOf = (accounts: readonly StoredAccount[]) =>
  accounts
    .flatMap(({ store }) => Object.values(store.collections))
    .reduce((sum, collection) => sum + collection.size, 0)

type Tables = Record<string, Map<number, Row>>

function replay(lines: readonly string[], path: string): Map<string, Kept> {
  const accounts = new Map<string, { tables: Tables; lastIds: LastIds }>()
  lines.forEach((line, i) => {
    if (i === 0) return
    try {
      apply(JSON.parse(line), accounts)
    } catch {
      throw new Error(`Line ${i + 1} of the database file ${path} is damaged. Delete the file, or name another.`)
    }
  })
  try {
    return new Map([...accounts].map(([label, { tables, lastIds }]) => [label, { rows: rowsIn(tables), lastIds }]))
  } catch (error) {
    const reason = (error as Error).message
    throw new Error(`The database file ${path} is damaged: ${reason} Delete the file, or name another.`)
  }
}

function apply(
  [verb, label, name, given, changes]: [string, string, unknown, unknown, object | undefined],
  accounts: Map<string, { tables: Tables; lastIds: LastIds }>,
) {
  if (verb === 'account') {
    accounts.set(label, { tables: emptyTables(), lastIds: name as LastIds })
    return
  }
  const account = accounts.get(label)
  const table = account?.tables[name as string]
  if (account === undefined || table === undefined) throw new Error('no such account or collection')
  if (verb === 'add') {
    const row = given as Row
    table.set(row.id, row)
    account.lastIds[KIND[name as string] ?? 'user'] = Math.max(account.lastIds[KIND[name as string] ?? 'user'], row.id)
  } else if (verb === 'set') {
    const row = table.get(given as number)
    if (row === undefined) throw new Error('no such row')
    table.set(row.id, { ...row, ...changes })
  } else if (verb === 'remove') table.delete(given as number)
  else if (verb === 'clear') table.clear()
  else throw new Error('no such verb')
}

/** Which numbering a collection takes its ids from. */
const KIND: Record<string, keyof LastIds> = {
  agents: 'user',
  contacts: 'user',
  companies: 'company',
  contactFields: 'field',
  companyFields: 'field',
}

const emptyTables = (): Tables => Object.fromEntries(Object.keys(KIND).map(name => [name, new Map<number, Row>()]))

/** Read as a seed is: whoever has edited the file by hand is told which row is none. */
function rowsIn(tables: Tables): Rows {
  const rows = Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, [...rows.values()]]))
  return readSeed(seedOf(rows as unknown as Rows), {}, '')
}
