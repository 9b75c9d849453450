import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/**
 * Packs each package, installs the tarballs by plain npm in empty folders, as a stranger would, and uses them: the mock starts by
 * `npx mock-freshdesk`, the plugin loads by `require` beside actions-core and delivers an event to it, and so does the command `datafly deliver`.
 */
const root = join(__dirname, '..')
const work = mkdtempSync(join(tmpdir(), 'packed-'))
// What npx installed to run this very script by, another Node for instance, is not what the npx in here shall run.
const { npm_config_package, ...outside } = process.env
const environment = { ...outside, npm_config_loglevel: 'error' }
const npm = (folder: string, ...args: string[]) =>
  execFileSync('npm', [...args, '--no-audit', '--no-fund'], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'ignore', 'inherit'],
  })

const CORE = '@segment/actions-core@3.170.0'
const EVENT = {
  type: 'identify',
  messageId: 'packed-1',
  userId: 'u-101',
  traits: { name: 'Ada Moss', email: 'ada.moss@example.com', phone: '020 7946 0958' },
  context: { consent: { categoryPreferences: { marketing: true } } },
}

async function main() {
  const tarball = {
    plugin: pack('packages/destination-freshdesk'),
    delivery: pack('packages/delivery'),
    cli: pack('packages/cli'),
    mock: pack('mock-freshdesk'),
  }
  const mock = await startMock(install('mock', tarball.mock))
  try {
    const env = {
      ...environment,
      FRESHDESK_BASE_URL: mock.url,
      FRESHDESK_DOMAIN: 'acme',
      FRESHDESK_API_KEY: 'mock-api-key',
    }
    const host = install('host', tarball.plugin, CORE)
    writeFileSync(join(host, 'host.js'), HOST)
    const results = execFileSync(process.execPath, ['host.js'], { cwd: host, env, encoding: 'utf8' })
    expect('the packed plugin creates a contact', results.includes('"outcome":"created"'), results)

    const shell = install('shell', tarball.plugin, tarball.delivery, tarball.cli, CORE)
    writeFileSync(join(shell, 'events.ndjson'), JSON.stringify(EVENT))
    const report = execFileSync('npx', ['--no-install', 'datafly', 'deliver', 'events.ndjson', '--json'], {
      cwd: shell,
      env,
      encoding: 'utf8',
    })
    expect('the packed command updates it', report.includes('"outcome":"updated"'), report)
  } finally {
    mock.stop()
    rmSync(work, { recursive: true, force: true })
  }
  console.log('3 passed, 0 failed')
}

/** A host of fifteen lines: what a framework does with the plugin. */
const HOST = `
const { Destination } = require('@segment/actions-core')
const definition = require('@datafly/destination-freshdesk').default
const settings = { domain: process.env.FRESHDESK_DOMAIN, apiKey: process.env.FRESHDESK_API_KEY, subscriptions: definition.presets }
new Destination(definition)
  .onEvent(${JSON.stringify(EVENT)}, settings)
  .then(results => console.log(JSON.stringify(results)))
`

function pack(folder: string): string {
  const destination = join(work, 'tarballs', folder)
  mkdirSync(destination, { recursive: true })
  execFileSync('pnpm', ['pack', '--pack-destination', destination], {
    cwd: join(root, folder),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [name = ''] = readdirSync(destination)
  console.log(`packed ${name}`)
  return join(destination, name)
}

function install(name: string, ...packages: string[]): string {
  const folder = join(work, name)
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), '{"private":true}')
  npm(folder, 'install', ...packages)
  return folder
}

/** Starts the mock as QA would, and waits for the address it prints. */
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
  const printed = (async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? []
      if (url) return url
    }
    throw new Error('npx mock-freshdesk printed no address')
  })()
  ended.catch(() => {}) // after stop() it ends as it should
  const url = await Promise.race([printed, ended])
  expect('the packed mock starts by npx', Boolean(url), '')
  return { url: url as string, stop }
}

function expect(what: string, holds: boolean, seen: string) {
  if (!holds) throw new Error(`not so: ${what}\n${seen}`)
  console.log(`ok: ${what}`)
}

main().catch(error => {
  console.error(error)
  console.log('0 passed, 1 failed')
  process.exitCode = 1
})
