import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { runRecipes } from './packed/run-recipes'
import { environment, expect, install, ROOT, run, summary, WORK } from './packed/sandbox'

/**
 * Tests the packages as a user gets them. Packs each public package, checks the tarball with
 * publint and arethetypeswrong, installs it with plain npm in an empty folder, and uses it there.
 */
const CORE = '@segment/actions-core@3.170.0'
const EVENT = {
  type: 'identify',
  messageId: 'packed-1',
  userId: 'u-101',
  traits: { name: 'Ada Moss', email: 'ada.moss@example.com', phone: '020 7946 0958' },
  context: { consent: { categoryPreferences: { marketing: true } } },
}

/** A host as a framework contains it. */
const HOST = `
const { Destination } = require('@segment/actions-core')
const definition = require('@datafly/destination-freshdesk').default
const settings = { domain: process.env.FRESHDESK_DOMAIN, apiKey: process.env.FRESHDESK_API_KEY, subscriptions: definition.presets }
new Destination(definition)
  .onEvent(${JSON.stringify(EVENT)}, settings)
  .then(results => console.log(JSON.stringify(results)))
`

async function main() {
  // In the order of their dependencies: a build reads the types that an earlier build has written.
  const tarballs = new Map(findPublicPackages().map(folder => [folder, pack(folder)]))
  for (const [folder, tarball] of tarballs) checkTarball(folder, tarball)

  const mockTarball = tarballs.get('mock-freshdesk') as string
  const pluginTarball = tarballs.get('packages/destination-freshdesk') as string
  const mock = await startMock(install('mock', mockTarball))
  try {
    const env = {
      ...environment,
      FRESHDESK_BASE_URL: mock.url,
      FRESHDESK_DOMAIN: 'acme',
      FRESHDESK_API_KEY: 'mock-api-key',
    }

    const host = install('host', pluginTarball, CORE)
    writeFileSync(join(host, 'host.js'), HOST)
    const results = run(process.execPath, ['host.js'], host, env)
    expect('the packed destination creates a contact', results.includes('"outcome":"created"'), results)

    const packages = [...tarballs.values()].filter(tarball => tarball !== mockTarball)
    const shell = install('shell', ...packages, CORE)
    writeFileSync(join(shell, 'events.ndjson'), JSON.stringify(EVENT))
    const report = run('npx', ['--no-install', 'datafly', 'deliver', 'events.ndjson', '--json'], shell, env)
    expect('the packed command updates the contact', report.includes('"outcome":"updated"'), report)

    runRecipes(mockTarball)
  } finally {
    mock.stop()
    rmSync(WORK, { recursive: true, force: true })
  }
  console.log(summary(0))
}

/** Returns the folders of the packages that can be published, dependencies first. */
function findPublicPackages(): string[] {
  const folders = ['destination-freshdesk', 'delivery', 'console', 'server', 'cli'].map(name => `packages/${name}`)
  const isPublic = (folder: string) => {
    const manifest = join(ROOT, folder, 'package.json')
    return existsSync(manifest) && !JSON.parse(readFileSync(manifest, 'utf8')).private
  }
  return [...folders, 'mock-freshdesk'].filter(isPublic)
}

/** Returns the path of the new tarball. */
function pack(folder: string): string {
  const destination = join(WORK, 'tarballs', folder)
  mkdirSync(destination, { recursive: true })
  run('pnpm', ['pack', '--pack-destination', destination], join(ROOT, folder))
  return join(destination, readdirSync(destination)[0] ?? '')
}

function checkTarball(folder: string, tarball: string) {
  run('pnpm', ['exec', 'publint', 'run', tarball, '--level', 'error'], ROOT)
  // The framework reads the default export of a CommonJS module, so the destination must have one.
  // The old module resolution "node10" knows no `exports`, and TypeScript 7 has dropped it.
  const rules = ['--ignore-rules', 'cjs-only-exports-default', '--profile', 'node16']
  run('pnpm', ['exec', 'attw', tarball, ...rules, '--format', 'ascii'], ROOT)
  expect(`${folder} is a sound package`, true)
}

/** Starts the packed mock with npx. Resolves with its address when the mock has printed it. */
async function startMock(folder: string): Promise<{ url: string; stop: () => void }> {
  const child = spawn('npx', ['--no-install', 'mock-freshdesk', '--port', '0'], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  })
  const stop = () => process.kill(-(child.pid as number))
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`npx mock-freshdesk ended with ${code} before it printed an address`)
  })
  ended.catch(() => {}) // It also ends after stop().
  const url = await Promise.race([findAddress(child.stdout), ended])
  expect('the packed mock starts with npx', true)
  return { url, stop }
}

async function findAddress(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? []
    if (url) return url
  }
  throw new Error('npx mock-freshdesk printed no address')
}

main().catch(error => {
  console.error(error)
  console.log(summary(1))
  process.exitCode = 1
})
