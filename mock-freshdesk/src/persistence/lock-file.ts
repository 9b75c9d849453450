import { readFileSync, rmSync, writeFileSync } from 'node:fs'

/** The lock files of this process. */
const held = new Set<string>()

/** Longer than one starter takes to look at a lock file and to write its own. */
const MAX_WAIT_MS = 5_000
const PAUSE_MS = 20

/**
 * Locks a file for this process, by a file beside it that holds the number of the process. Returns
 * a function that releases the lock. After a crash the next starter gets the lock at once.
 *
 * @param called The name of the file in error messages.
 * @throws Error when another live process holds the lock.
 */
export function lockFile(file: string, called: string): () => void {
  const lock = `${file}.lock`
  oneAtATime(file, () => {
    const holder = findHolder(lock)
    if (holder !== undefined) {
      throw new Error(
        `The database file ${called} is in use by process ${holder}. End that mock first, or name another file. (If no mock has it, delete ${lock}.)`,
      )
    }
    writeFileSync(lock, `${process.pid}\n`)
    held.add(lock)
  })
  return () => {
    held.delete(lock)
    rmSync(lock, { force: true })
  }
}

/**
 * Looks and writes while no other starter does: two starters would both remove the lock of a dead
 * process, and both win. A starter that is killed in between is in the way of the next one for two
 * seconds.
 */
function oneAtATime(file: string, run: () => void): void {
  // Loaded by mocks with a database file only.
  const { lockSync } = require('proper-lockfile') as typeof import('proper-lockfile')
  const options = { lockfilePath: `${file}.starting`, realpath: false, stale: 2_000 }
  const giveUpAt = performance.now() + MAX_WAIT_MS
  for (;;) {
    let release: () => void
    try {
      release = lockSync(file, options)
    } catch (error) {
      const isTaken = (error as NodeJS.ErrnoException).code === 'ELOCKED'
      if (!isTaken || performance.now() > giveUpAt) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS)
      continue
    }
    try {
      run()
    } finally {
      release()
    }
    return
  }
}

function findHolder(lock: string): number | undefined {
  const text = readText(lock)
  if (!/^\d*\n?$/.test(text)) throw new Error(`${lock} is no lock of a mock. Name another database file.`)
  const pid = Number.parseInt(text, 10)
  // In a container each start may have the number of the one before.
  const isHeld = pid === process.pid ? held.has(lock) : pid > 0 && isAlive(pid)
  return isHeld ? pid : undefined
}

function readText(lock: string): string {
  try {
    return readFileSync(lock, 'utf8')
  } catch {
    return ''
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
