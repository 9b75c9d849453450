import { closeSync, fstatSync, openSync, write } from 'node:fs'
import { replaceFile } from './whole-file'

type Callback = (error: Error | null) => void

/**
 * A text file that only grows, line by line. Lines appended while a write is on its way go out
 * together with the next one (group commit). A waiting write is done when the operating system has
 * the lines: to kill the process loses none of them; the disk itself is not waited for, so a power
 * cut may.
 *
 * A write that fails leaves a file that lacks something. No line follows such a gap: the whole file
 * is written again before the next success is reported.
 */
export interface AppendFile {
  /** Counts the lines appended so far: compare to know whether something was. */
  readonly appended: number
  append(line: string): void
  /** What the file holds is not what it should: it is to be written anew. */
  outdate(): void
  /** Calls back when every line so far is in the file, or with the error. */
  whenFlushed(callback: Callback): void
  /** Rejects when the file lacks something at the end. */
  close(): Promise<void>
}

/**
 * A file is written anew when it has grown to this many bytes, and to so many times what it was
 * then.
 */
const SMALL = 16 * 1024 * 1024
const GROWTH = 4

/** `whole` gives the lines that the file should hold, those that were just appended included. */
export function openAppendFile(path: string, whole: () => Iterable<string>): AppendFile {
  let file = openSync(path, 'a')
  let size = fstatSync(file).size
  let maxSize = Math.max(SMALL, size * GROWTH)
  let appended = 0
  let lines: string[] = []
  let waiting: Callback[] = []
  let outdated = false
  let writing = false
  let scheduled = false
  let closed = false

  /** Whatever else this turn of the event loop brings goes out in the same write. */
  function schedule() {
    if (scheduled || closed) return
    scheduled = true
    setImmediate(flush)
  }

  function flush() {
    scheduled = false
    if (writing) return
    const callbacks = waiting
    waiting = []
    const done = (error: Error | null) => {
      const reason = error && new Error(`The database file cannot be written: ${withoutPath(error)}.`)
      for (const callback of callbacks) callback(reason)
    }
    if (outdated) done(writeAnew())
    else if (lines.length === 0) done(null)
    else appendLines(done)
  }

  function appendLines(done: Callback) {
    const bytes = Buffer.from(`${lines.join('\n')}\n`)
    lines = []
    writing = true
    writeAll(file, bytes, error => {
      writing = false
      size += bytes.length
      if (error || size > maxSize) outdated = true
      done(error)
      if (outdated || waiting.length > 0 || lines.length > 0) schedule()
    })
  }

  /** All of it or none: the file that was there stays until the new one is complete. */
  function writeAnew(): Error | null {
    lines = []
    try {
      const next = replaceFile(path, whole())
      closeSync(file)
      file = next
      size = fstatSync(file).size
      maxSize = Math.max(SMALL, size * GROWTH)
      outdated = false
      return null
    } catch (error) {
      return error as Error
    }
  }

  return {
    get appended() {
      return appended
    },
    append(line) {
      appended += 1
      lines.push(line)
      schedule()
    },
    outdate() {
      outdated = true
      schedule()
    },
    whenFlushed(callback) {
      waiting.push(callback)
      schedule()
    },
    close() {
      return new Promise((resolve, reject) => {
        this.whenFlushed(error => {
          closed = true
          closeSync(file)
          if (error) reject(error)
          else resolve()
        })
      })
    },
  }
}

/** `ENOSPC: no space left on device`: what follows may be a name that no header can carry. */
const withoutPath = ({ message }: Error) => message.split(', ', 1)[0]

function writeAll(file: number, bytes: Buffer, done: Callback) {
  write(file, bytes, (error, count) => {
    if (error || count === bytes.length) done(error)
    else writeAll(file, bytes.subarray(count), done)
  })
}
