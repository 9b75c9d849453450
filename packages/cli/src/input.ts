import { constants, createReadStream, fstatSync, openSync, statSync } from 'node:fs'
import { Socket } from 'node:net'
import type { Readable } from 'node:stream'
import type { FileIdentity } from './ndjson/rejected-file'
import { UsageError } from './usage-error'

/** Where the events come from. */
export interface Input {
  /** The bytes as they are stored, which may be compressed. Read them once. */
  bytes: AsyncIterable<Uint8Array>
  /** The number of bytes that were read. */
  consumed(): number
  /** Ends the reading at once, even during a wait. */
  close(): void
  /** The number of bytes to read, or null when it is unknown. */
  size: number | null
  /** The identity of the file, or null when the input is not a file. */
  identity: FileIdentity | null
}

/** Opens a file, or takes standard input for "-". Throws a UsageError when it cannot be read. */
export function openInput(path: string, stdin: Readable & { fd?: number }): Input {
  const standard = path === '-'
  try {
    const stats = standard ? (stdin.fd === undefined ? null : fstatSync(stdin.fd)) : statSync(path)
    if (stats?.isDirectory()) throw Object.assign(new Error('Is a directory'), { code: 'EISDIR' })
    let consumed = 0
    const stream = standard ? stdin : open(path, stats?.isFIFO() === true)
    return {
      bytes: counted(stream, bytes => (consumed += bytes)),
      consumed: () => consumed,
      close: () => stream.destroy(),
      ...(stats?.isFile() ? { size: stats.size, identity: stats } : { size: null, identity: null }),
    }
  } catch (error) {
    throw new UsageError(`${standard ? STANDARD_INPUT : path} cannot be read: ${cause(error)}.`)
  }
}

/**
 * Opens a named pipe as a socket, because a thread that waits for the other end of a pipe cannot be
 * cancelled.
 */
function open(path: string, isPipe: boolean): Readable {
  if (!isPipe) return createReadStream(path, { fd: openSync(path, 'r') })
  return new Socket({ fd: openSync(path, constants.O_RDONLY | constants.O_NONBLOCK), readable: true, writable: false })
}

/** Counts the bytes that were read, for the progress line. */
async function* counted(stream: Readable, onRead: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) {
    onRead(chunk.length)
    yield chunk
  }
}

const STANDARD_INPUT = 'Standard input'

const CAUSES: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'this user has no permission',
  EISDIR: 'it is a folder',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
  Z_BUF_ERROR: 'the gzip file is cut off',
  Z_DATA_ERROR: 'the gzip file is damaged',
}

/** The reason of a system error in words. */
export function cause(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return CAUSES[code ?? ''] ?? message
}
