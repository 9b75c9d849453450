import { spawnSync } from 'node:child_process'
import { chownSync, lstatSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** How to start a program that refuses to run as root. */
export interface SystemUser {
  /** Program and arguments to put in front of the command line. */
  prefix: readonly string[]
  /** User and group of the child process, when they differ from ours. */
  ids: { uid?: number; gid?: number }
}

const NOBODY = 65_534

/** Root outside is user 1000 inside: PostgreSQL runs, and every file still belongs to root. */
const UNSHARE = ['unshare', '--user', '--map-user=1000']

/**
 * Chooses the user under which PostgreSQL runs, because `initdb` and `postgres` refuse to run as
 * root. As root, a user namespace is tried first, then the user `nobody`. Every other user runs
 * PostgreSQL directly.
 *
 * @param folder The data folder, which must exist. It is given to the chosen user.
 * @param programs Absolute paths that the chosen user must be able to reach.
 * @throws Error with the way out when neither works.
 */
export function chooseSystemUser(folder: string, programs: readonly string[]): SystemUser {
  if (process.getuid?.() !== 0) return { prefix: [], ids: {} }
  if (spawnSync('unshare', ['--user', '--map-user=1000', 'true']).status === 0) {
    giveFolder(folder, 0)
    return { prefix: UNSHARE, ids: {} }
  }
  if ([folder, ...programs].every(isOpenToAll)) {
    giveFolder(folder, NOBODY)
    return { prefix: [], ids: { uid: NOBODY, gid: NOBODY } }
  }
  throw new Error(
    `PostgreSQL does not run as root, and user "nobody" cannot enter ${folder}. Start datafly as another user, choose a --data folder that every user can enter, or use --database-url.`,
  )
}

/** True when every folder above a path can be entered by every user. */
function isOpenToAll(path: string): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false
    if (folder === dirname(folder)) return true
  }
}

function giveFolder(folder: string, uid: number): void {
  if (lstatSync(folder).uid === uid) return
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) giveFolder(path, uid)
    else if (entry.isFile()) chownSync(path, uid, uid)
  }
  chownSync(folder, uid, uid)
}
