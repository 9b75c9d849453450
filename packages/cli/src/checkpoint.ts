import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, readSync, renameSync, statSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { lockSync } from 'proper-lockfile'
import { UsageError } from './usage-error'

/**
 * Remembers in a file which events of an input are done, so that a run that was killed can go on.
 */
export interface Checkpoint {
  /** The number of events that were done when the file was opened. */
  readonly doneBefore: number
  isDone(event: number): boolean
  /**
   * Records an event as done. The record survives a kill at once, and a power loss after half a
   * second.
   */
  add(event: number): void
  /** Writes everything to the disk and releases the lock. */
  close(): void
}

interface Header {
  checkpoint: 1
  /** Identifies the input by its first bytes, because its name may change. */
  input: { bytes: number; sha256: string }
  /** Every event before this number is done. Events count from 0. */
  doneTo: number
}

const IDENTIFIED_BYTES = 4_096
const SYNC_INTERVAL = 500
/** A killed process leaves its lock behind, which is free after this many milliseconds. */
const STALE_LOCK = 3_000

/**
 * Opens a checkpoint, or starts a new one. Takes the lock of the file for this process.
 *
 * @param path the checkpoint, which need not exist
 * @param input the file of events that the checkpoint belongs to
 * @throws UsageError when another process uses the checkpoint, or it belongs to another input
 */
export async function openCheckpoint(path: string, input: string): Promise<Checkpoint> {
  const release = await lockWithPatience(path)
  try {
    const { doneTo, beyond } = read(path, input)
    return new CheckpointFile(path, input, doneTo, beyond, release)
  } catch (error) {
    release()
    throw error
  }
}

async function lockWithPatience(path: string): Promise<() => void> {
  for (const deadline = Date.now() + STALE_LOCK + 1_500; ; ) {
    try {
      return lockSync(path, { realpath: false, stale: STALE_LOCK, update: 1_000 })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') throw error
      if (Date.now() > deadline) {
        throw new UsageError(
          `Another process delivers with the checkpoint ${path} right now. Wait for it, or use another checkpoint.`,
        )
      }
    }
    // A run that was killed a moment ago has left its lock behind.
    await new Promise(resolve => setTimeout(resolve, 200))
  }
}

class CheckpointFile implements Checkpoint {
  readonly doneBefore: number
  readonly #file: number
  #isSynced = true
  readonly #timer: NodeJS.Timeout

  constructor(
    path: string,
    input: string,
    private readonly doneTo: number,
    private readonly beyond: ReadonlySet<number>,
    private readonly release: () => void,
  ) {
    this.doneBefore = doneTo + beyond.size
    // A new file instead of a longer one, so that a line that broke off is gone.
    const header: Header = { checkpoint: 1, input: identify(input, IDENTIFIED_BYTES), doneTo }
    const next = `${path}.new`
    this.#file = openSync(next, 'w', 0o600)
    writeSync(this.#file, [JSON.stringify(header), ...beyond, ''].join('\n'))
    fsyncSync(this.#file)
    renameSync(next, path)
    syncFolder(dirname(path))
    this.#timer = setInterval(() => this.#sync(), SYNC_INTERVAL).unref()
  }

  isDone(event: number): boolean {
    return event < this.doneTo || this.beyond.has(event)
  }

  add(event: number): void {
    writeSync(this.#file, `${event}\n`)
    this.#isSynced = false
  }

  close(): void {
    clearInterval(this.#timer)
    this.#sync()
    closeSync(this.#file)
    this.release()
  }

  #sync(): void {
    if (!this.#isSynced) fsyncSync(this.#file)
    this.#isSynced = true
  }
}

/** The header of the file, and the numbers of the events that are done beyond its `doneTo`. */
function read(path: string, input: string): { doneTo: number; beyond: Set<number> } {
  const text = readIfThere(path)
  if (text === '') return { doneTo: 0, beyond: new Set() }
  const [first = '', ...lines] = text.split('\n')
  const header = parseHeader(first, path)
  if (identify(input, header.input.bytes).sha256 !== header.input.sha256) {
    throw new UsageError(`The checkpoint ${path} belongs to another file than ${input}. Use another checkpoint.`)
  }
  // The last piece is empty, or a line that broke off.
  const beyond = new Set(
    lines
      .slice(0, -1)
      .filter(line => /^\d+$/.test(line))
      .map(Number),
  )
  let { doneTo } = header
  while (beyond.delete(doneTo)) doneTo++
  return { doneTo, beyond }
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}

function parseHeader(text: string, path: string): Header {
  try {
    const header = JSON.parse(text) as Header
    if (header.checkpoint === 1 && Number.isInteger(header.doneTo)) return header
  } catch {
    // Falls through to the sentence below.
  }
  throw new UsageError(`${path} is not a checkpoint of this command. Use the name of a new file.`)
}

/** The digest of the first bytes, at most `limit` of them. A file that grew keeps its digest. */
function identify(input: string, limit: number): Header['input'] {
  const bytes = Math.min(limit, statSync(input).size)
  const start = Buffer.alloc(bytes)
  const file = openSync(input, 'r')
  readSync(file, start, 0, bytes, 0)
  closeSync(file)
  return { bytes, sha256: createHash('sha256').update(start).digest('hex') }
}

/**
 * A rename survives a power loss only once its folder is on the disk. Windows cannot open a folder.
 */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  const folder = openSync(path, 'r')
  fsyncSync(folder)
  closeSync(folder)
}
