import { closeSync, openSync, readSync, realpathSync, statSync } from 'node:fs'
import { type AppendFile, openAppendFile } from './append-file'
import { lockFile } from './lock-file'
import { newerFile } from './replay'
import { readLines } from './whole-file'

/** Goes up when an older mock could not read the file. A further collection is no new format. */
const FORMAT = 1
export const FIRST_LINE = `{"mock-freshdesk":${FORMAT}}`

const REASONS: Record<string, string> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder is a file',
  EISDIR: 'it is a folder',
  ENXIO: 'it is no file',
  EACCES: 'this user may not write there',
  EROFS: 'nothing can be written there',
}

/** An open file of this process alone. */
interface OpenFile {
  readonly lines: string[]
  readonly file: AppendFile
  readonly unlock: () => void
}

/**
 * Opens or creates a database file and locks it.
 *
 * @param whole The lines that the file should hold, for when it is written anew.
 * @throws Error with a sentence when the file has a different format, cannot be written, or a
 *   second mock has it open.
 */
export function openFile(path: string, whole: () => Iterable<string>): OpenFile {
  try {
    const real = toRealFile(path)
    const unlock = lockFile(real, path)
    return {
      ...attempt(() => ({ lines: readAllLines(real, path), file: openAppendFile(real, whole) }), unlock),
      unlock,
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    throw new Error(`The database file ${path} cannot be opened: ${REASONS[code] ?? message}. Name another file.`)
  }
}

/**
 * Returns the real path of the file, and creates a missing one. Two names of one file then share
 * one lock, and a link stays a link when the file behind it is written anew.
 */
function toRealFile(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found && !found.isFile() && !found.isDirectory()) throw Object.assign(new Error(), { code: 'ENXIO' })
  closeSync(openSync(path, 'a'))
  return realpathSync(path)
}

function readAllLines(path: string, called: string): string[] {
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

/** Runs `run`. When it throws, calls `otherwise` first and then throws the same error. */
export function attempt<T>(run: () => T, otherwise: () => void): T {
  try {
    return run()
  } catch (error) {
    otherwise()
    throw error
  }
}
