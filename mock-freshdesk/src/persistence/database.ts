import type { Collection, Row } from '../store/collection'
import type { CollectionDefinition } from '../store/collection-definition'
import type { LastIds } from '../store/store'
import { attempt, FIRST_LINE, openFile } from './open-file'
import { type Kept, replay } from './replay'

/** The parts of an account that a database file needs. */
interface StoredAccount {
  readonly label: string
  readonly store: {
    readonly definitions: readonly CollectionDefinition[]
    readonly lastIds: LastIds
    get(name: string): Collection<Row>
  }
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
  getKept(): ReadonlyMap<string, Kept> | undefined
  /**
   * Notes from now on what changes in these accounts, and puts their data in the file where it is
   * not there yet.
   */
  keep(accounts: readonly StoredAccount[]): void
  /** Counts the changes noted so far. */
  readonly noted: number
  /** Resolves when every change so far is in the file. Rejects when the file cannot be written. */
  flushed(): Promise<void>
  close(): Promise<void>
}

/**
 * Opens or creates the file. Throws when the file has a different format, cannot be written, or a
 * second mock has it open.
 */
export function openDatabase(path: string, collections: readonly CollectionDefinition[]): Database {
  const { lines, file, unlock } = openFile(path, () => toLines(watched))
  const lineCount = lines.length
  let kept = lineCount === 0 ? undefined : attempt(() => replay(lines, path, collections), unlock)
  const labels = new Set(kept?.keys())
  let watched: readonly StoredAccount[] = []

  const note = (line: unknown[]) => file.append(JSON.stringify(line))

  return {
    getKept() {
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
    flushed: () => new Promise((resolve, reject) => file.whenFlushed(error => (error ? reject(error) : resolve()))),
    close: () => file.close().finally(unlock),
  }
}

function watch({ label, store }: StoredAccount, note: (line: unknown[]) => void) {
  for (const { name } of store.definitions) {
    store.get(name).watcher = {
      added: row => note(['add', label, name, row]),
      updated: ({ id }, changes) => note(['set', label, name, id, changes]),
      removed: ({ id }) => note(['remove', label, name, id]),
      cleared: () => note(['clear', label, name]),
    }
  }
}

function unwatch({ store }: StoredAccount) {
  for (const { name } of store.definitions) store.get(name).watcher = undefined
}

function* toLines(accounts: readonly StoredAccount[]): Generator<string> {
  yield FIRST_LINE
  for (const { label, store } of accounts) {
    yield JSON.stringify(['account', label, store.lastIds])
    for (const { name } of store.definitions) {
      for (const row of store.get(name).rows.values()) yield JSON.stringify(['add', label, name, row])
    }
  }
}

/** Whether a file of so many lines is far longer than its rows need. */
function isWasteful(lines: number, accounts: readonly StoredAccount[]): boolean {
  const rows = accounts.flatMap(({ store }) => store.definitions.map(({ name }) => store.get(name).size))
  return lines > 1_000 + 2 * rows.reduce((sum, size) => sum + size, 0)
}
