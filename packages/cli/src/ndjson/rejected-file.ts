import { appendFileSync, closeSync, fstatSync, openSync, readSync } from 'node:fs'

/** One file, whatever names it goes by. */
export interface FileIdentity {
  dev: number
  ino: number
}

/** A file that takes lines at its end, each of them written before the call returns. */
export interface RejectedFile {
  add(line: string): void
  close(): void
}

/**
 * Opens the file, for its owner's eyes only when it is new: it holds people's data. Throws the
 * system's error when it cannot be written, and a different error when the file is the input: lines
 * would be read as they are written, for ever.
 */
export function openRejectedFile(path: string, input: FileIdentity | null): RejectedFile {
  const file = openSync(path, 'a+', 0o600)
  const { dev, ino, size } = fstatSync(file)
  if (input?.dev === dev && input.ino === ino) {
    closeSync(file)
    throw new Error(`the events are read from this file, so choose another one`)
  }
  let clean = size === 0 || endsInLineFeed(file, size)
  return {
    add(line) {
      const text = clean ? `${line}\n` : `\n${line}\n`
      clean = false
      appendFileSync(file, text)
      clean = true
    },
    close: () => closeSync(file),
  }
}

/** False after a write that broke off: the next line must not be glued to what is left of it. */
function endsInLineFeed(file: number, size: number): boolean {
  const last = Buffer.alloc(1)
  return readSync(file, last, 0, 1, size - 1) === 1 && last[0] === 0x0a
}
