import { fstatSync, type Stats } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { UsageError } from './options'
import type { FileIdentity } from './rejected-file'

/** Where the events come from. */
export interface Input {
  stream: Readable
  /** Bytes there are to come, or null when nobody knows. */
  size: number | null
  /** What tells it from other files, or null when it is none. */
  identity: FileIdentity | null
}

/** Opens a file, or takes standard input for "-". Throws a UsageError when it cannot be read. */
export async function openInput(path: string, stdin: Readable & { fd?: number }): Promise<Input> {
  if (path === '-') return { stream: stdin, ...describe(stdin.fd === undefined ? null : fstatSync(stdin.fd)) }
  try {
    const file = await open(path)
    const stats = await file.stat()
    const stream = file.createReadStream()
    if (!stats.isDirectory()) return { stream, ...describe(stats) }
    stream.destroy()
    throw Object.assign(new Error('Is a directory'), { code: 'EISDIR' })
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${cause(error)}.`)
  }
}

function describe(stats: Stats | null): Pick<Input, 'size' | 'identity'> {
  return stats?.isFile() ? { size: stats.size, identity: stats } : { size: null, identity: null }
}

const CAUSES: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'you may not',
  EISDIR: 'it is a folder',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
}

/** Why the operating system said no, in words. */
export function cause(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return CAUSES[code ?? ''] ?? message
}
