import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  truncateSync,
  write,
  writeFileSync,
} from 'node:fs'

type Told = (error: Error | null) => void

/**
 * A text file that only grows, line by line. Lines appended while a write is on its way go out together with the next one
 * (group commit). Who waits is told when the operating system has the lines: to kill the process loses none of them; the
 * disk itself is not waited for, so a power cut may.
 */
export interface AppendFile {
  /** Counts the lines appended so far: compare to know whether something was. */
  readonly appended: number
  /** Bytes in the file. */
  readonly size: number
  append(line: string): void
  /** Tells when all that was appended so far is in the file, or why it could not be. */
  whenWritten(told: Told): void
  /** Puts other lines in the place of the whole file, all of them or none, and drops those that still waited. */
  replace(lines: Iterable<string>): void
  close(): Promise<void>
}

/**
 * The whole lines of a file that begins with `first`, or of one that holds nothing yet. Of a last line that a crash cut
 * short nothing is left, in the file neither. Any other file is somebody else's: it stays as it is, and is undefined.
 */
export function readLines(path: string, first: string): string[] | undefined {
  const bytes = readFileSync(path)
  if (bytes.length === 0) return []
  const start = Buffer.from(`${first}\n`)
  if (!bytes.subarray(0, start.length).equals(start)) return undefined
  const end = bytes.lastIndexOf('\n') + 1
  if (end < bytes.length) truncateSync(path, end)
  return bytes.toString('utf8', 0, end - 1).split('\n')
}

export function openAppendFile(path: string): AppendFile {
  let file = openSync(path, 'a')
  let size = fstatSync(file).size
  let appended = 0
  let lines: string[] = []
  let waiting: Told[] = []
  let writing = false
  let scheduled = false

  /** Whatever else this turn of the event loop brings goes out in the same write. */
  function schedule() {
    if (scheduled) return
    scheduled = true
    setImmediate(flush)
  }

  function flush() {
    scheduled = false
    if (writing) return
    const told = waiting
    waiting = []
    if (lines.length === 0) {
      for (const tell of told) tell(null)
      return
    }
    const bytes = Buffer.from(`${lines.join('\n')}\n`)
    const target = file
    lines = []
    writing = true
    writeAll(target, bytes, error => {
      writing = false
      if (target !== file) closeSync(target)
      else if (error) ftruncateSync(file, size)
      else size += bytes.length
      for (const tell of told) tell(error)
      if (waiting.length > 0 || lines.length > 0) schedule()
    })
  }

  return {
    get appended() {
      return appended
    },
    get size() {
      return size
    },
    append(line) {
      appended += 1
      lines.push(line)
      schedule()
    },
    whenWritten(told) {
      waiting.push(told)
      schedule()
    },
    replace(content) {
      const next = openSync(`${path}.new`, 'w')
      for (const chunk of chunks(content)) writeFileSync(next, chunk)
      fsyncSync(next)
      renameSync(`${path}.new`, path)
      // One that is being written to is closed when that is done.
      if (!writing) closeSync(file)
      file = next
      size = fstatSync(file).size
      lines = []
    },
    close() {
      return new Promise((resolve, reject) => {
        this.whenWritten(error => {
          closeSync(file)
          if (error) reject(error)
          else resolve()
        })
      })
    },
  }
}

function writeAll(file: number, bytes: Buffer, told: Told) {
  write(file, bytes, (error, count) => {
    if (error || count === bytes.length) told(error)
    else writeAll(file, bytes.subarray(count), told)
  })
}

/** Lines joined to texts of about a megabyte. */
function* chunks(lines: Iterable<string>): Generator<string> {
  let chunk = ''
  for (const line of lines) {
    chunk += `${line}\n`
    if (chunk.length < 1_000_000) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}
