import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder outside the repository, where packages are installed as a user installs them. */

export const ROOT = join(__dirname, '../..')
export const WORK = mkdtempSync(join(tmpdir(), 'packed-'))

// When npx runs this script with a different Node, npx inside of it must not do so again.
const { npm_config_package, ...outside } = process.env
export const environment = { ...outside, npm_config_loglevel: 'error' }

let passed = 0
let skipped = 0

/** Installs packages with plain npm in an empty folder, and returns the folder. */
export function install(name: string, ...packages: string[]): string {
  const folder = join(WORK, name)
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), '{"private":true}')
  run('npm', ['install', ...packages, '--no-audit', '--no-fund'], folder)
  return folder
}

/** Returns what the command prints. Throws with the whole output when it fails. */
export function run(command: string, args: string[], cwd: string, env: NodeJS.ProcessEnv = environment): string {
  try {
    return execFileSync(command, args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as { stdout?: string; stderr?: string; message: string }
    throw new Error(`${command} ${args.join(' ')} failed: ${message}\n${stdout}\n${stderr}`)
  }
}

export function expect(sentence: string, holds: boolean, output = '') {
  if (!holds) throw new Error(`not so: ${sentence}\n${output}`)
  passed += 1
  console.log(`ok: ${sentence}`)
}

/** Says what is not tested on this machine, and why. */
export function skip(sentence: string, why: string) {
  skipped += 1
  console.log(`skipped: ${sentence}: ${why}`)
}

export const summary = (failed: 0 | 1) => `${passed} passed, ${failed} failed, ${skipped} skipped`
