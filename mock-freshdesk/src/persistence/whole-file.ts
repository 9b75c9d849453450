import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'

/**
 * Returns the lines of a file that begins with `first`, or of an empty file. Removes a last line
 * that a crash cut short. Returns undefined for a file of a different kind, and leaves it as it is.
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

/** Replaces the file by a new one with these lines, and leaves it open for more. */
export function replaceFile(path: string, lines: Iterable<string>): number {
  const next = `${path}.new`
  const file = openSync(next, 'w')
  try {
    for (const chunk of chunks(lines)) writeFileSync(file, chunk)
    fsyncSync(file)
    renameSync(next, path)
    return file
  } catch (error) {
    closeSync(file)
    rmSync(next, { force: true })
    throw error
  }
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
