import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const DIST = join(__dirname, 'dist')
const STAMP = join(DIST, 'sources.sha256')

/** What the page is built from. */
const SOURCES = ['index.html', 'package.json', 'vite.config.mjs', 'src']

let building: Promise<string> | null = null

/**
 * Resolves to the folder of the built page. In a clone, this module builds the page when a source
 * has changed. The published package holds the built page, and `published.js` in place of this
 * module.
 *
 * @throws Error with the output of the build
 */
export function prepareConsole(): Promise<string> {
  building ??= build().finally(() => {
    building = null
  })
  return building
}

async function build(): Promise<string> {
  const hash = hashSources()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash) return DIST
  // Two processes may build at the same time: each builds in its own folder.
  const folder = mkdtempSync(join(__dirname, '.dist-'))
  try {
    const vite = join(dirname(require.resolve('vite/package.json')), 'bin/vite.js')
    await promisify(execFile)(process.execPath, [vite, 'build', '--outDir', folder, '--logLevel', 'warn'], {
      cwd: __dirname,
      env: { ...process.env, NODE_ENV: 'production' },
    })
    writeFileSync(join(folder, 'sources.sha256'), hash)
    rmSync(DIST, { recursive: true, force: true })
    renameSync(folder, DIST)
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    // The other process was faster.
    if (!existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== hash) throw error
  }
  return DIST
}

function hashSources(): string {
  const hash = createHash('sha256')
  const files = SOURCES.flatMap(name => {
    const path = join(__dirname, name)
    if (!name.includes('.'))
      return readdirSync(path, { recursive: true, encoding: 'utf8' }).map(file => join(path, file))
    return [path]
  })
  for (const file of files.filter(isBuilt).sort()) hash.update(file.slice(__dirname.length)).update(readFileSync(file))
  return hash.digest('hex')
}

const isBuilt = (file: string) => /\.(?:tsx?|css|html|json|mjs|svg)$/.test(file) && !file.includes('.test.')
