import { readFileSync, rmSync, writeFileSync } from 'node:fs'

const held = new Set<string>()

/**
 * Keeps a file to one mock at a time, by a file beside it with the number of the process. Returns
 * what lets go of it. Throws when another has it, and then calls it what it was `called`; of a
 * process that is gone nothing is left in the way.
 */
export function lockFile(file: string, called: string): () => void {
  const lock = `${file}.lock`
  const holder = holderOf(lock)
  if (holder !== undefined) {
    throw new Error(
      `The database file ${called} is in use by process ${holder}. End that mock first, or name another file. (If no mock has it, delete ${lock}.)`,
    )
  }
  rmSync(lock, { force: true })
  writeFileSync(lock, `${process.pid}\n`, { flag: 'wx' })
  held.add(lock)
  return () => {
    held.delete(lock)
    rmSync(lock, { force: true })
  }
}

function holderOf(lock: string): number | undefined {
  const text = read(lock)
  if (!/^\d*\n?$/.test(text)) throw new Error(`${lock} is no lock of a mock. Name another database file.`)
  const pid = Number.parseInt(text, 10)
  // In a container every start may have the number of the one before.
  const isHeld = pid === process.pid ? held.has(lock) : pid > 0 && isAlive(pid)
  return isHeld ? pid : undefined
}

function read(lock: string): string {
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
