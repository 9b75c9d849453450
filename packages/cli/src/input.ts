import { constants, createReadStream, fstatSync, openSync, statSync } from 'node:fs'
import { Socket } from 'node:net'
import type { Readable } from 'node:stream'
import type { FileIdentity } from './ndjson/rejected-file'
import { quoted } from './text'
import { UsageError } from './usage-error'

/** Where the events come from. */
export interface Input {
  /** To be read once. Throws a UsageError when the bytes turn out to be compressed. */
  bytes: AsyncIterable<Uint8Array>
  /** Ends the reading at once, whatever it waits for. */
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
    const stream = standard ? stdin : open(path, stats?.isFIFO() === true)
    return {
      bytes: uncompressed(stream, standard ? null : path),
      close: () => stream.destroy(),
      ...(stats?.isFile() ? { size: stats.size, identity: stats } : { size: null, identity: null }),
    }
  } catch (error) {
    throw new UsageError(`${standard ? STANDARD_INPUT : path} cannot be read: ${cause(error)}.`)
  }
}

/**
 * A named pipe is waited for as for a socket: a thread that waits for its other end could not be
 * called back.
 */
function open(path: string, isPipe: boolean): Readable {
  if (!isPipe) return createReadStream(path, { fd: openSync(path, 'r') })
  return new Socket({ fd: openSync(path, constants.O_RDONLY | constants.O_NONBLOCK), readable: true, writable: false })
}

/**
 * Passes on what is read, unless it begins as gzip does: as lines it would be a screenful of noise.
 */
async function* uncompressed(stream: Readable, path: string | null): AsyncGenerator<Uint8Array> {
  const start: number[] = []
  for await (const chunk of stream) {
    if (start.length < 2) start.push(...chunk.subarray(0, 2 - start.length))
    if (start[0] === 0x1f && start[1] === 0x8b) throw new UsageError(compressed(path))
    yield chunk
  }
}

const compressed = (path: string | null) =>
  `${path ?? STANDARD_INPUT} is compressed. Unpack it on the way: gunzip -c ${path ? quoted(path) : 'FILE'} | datafly deliver`

const STANDARD_INPUT = 'Standard input'

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
