import { closeSync, openSync, readSync, realpathSync, statSync } from 'node:fs'
import type { Collection, Row } from '../store/collection'
import type { CollectionDefinition } from '../store/collection-definition'
import type { LastIds } from '../store/store'
import { type AppendFile, openAppendFile, readLines } from './append-file'
import { lockFile } from './lock-file'
import { type Kept, newerFile, replay } from './replay'

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

/** Goes up when an older mock could not read the file. A further collection is no new format. */
const FORMAT = 1
const FIRST_LINE = `{"mock-freshdesk":${FORMAT}}`

/**
 * Opens or creates the file. Throws when the file has a different format, cannot be written, or a
 * second mock has it open.
 */
export function openDatabase(path: string, collections: readonly CollectionDefinition[]): Database {
  const { lines, file, unlock } = open(path, () => toLines(watched))
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

function open(path: string, whole: () => Iterable<string>): { lines: string[]; file: AppendFile; unlock: () => void } {
  try {
    const real = realFile(path)
    const unlock = lockFile(real, path)
    return { ...attempt(() => ({ lines: readFile(real, path), file: openAppendFile(real, whole) }), unlock), unlock }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    throw new Error(`The database file ${path} cannot be opened: ${REASONS[code] ?? message}. Name another file.`)
  }
}

/**
 * The real path of the file, which is created when missing: two names of one file share one lock,
 * and a link stays a link when the file behind it is written anew. What is no file cannot be
 * written anew at all.
 */
function realFile(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found && !found.isFile() && !found.isDirectory()) throw Object.assign(new Error(), { code: 'ENXIO' })
  closeSync(openSync(path, 'a'))
  return realpathSync(path)
}

function readFile(path: string, called: string): string[] {
  const lines = readLines(path, FIRST_LINE)
  if (lines) return lines
  const newer = /^\{"mock-freshdesk":(\d+)\}\n/.exec(readStart(path))
  throw new Error(
    newer
      ? newerFile(called, `its format is ${newer[1]}, this mock reads format ${FORMAT}`)
      : `${called} is not a database file of this mock. Name another file.`,
  )
}

/** The first line of a database file, and nothing of a large file that is something different. */
function readStart(path: string): string {
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(100)
    return bytes.toString('utf8', 0, readSync(file, bytes))
  } finally {
    closeSync(file)
  }
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
