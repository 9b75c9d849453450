import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openEmbedded } from '@datafly/server/testing'
import { type Mock, startMock } from 'mock-freshdesk'
import { type ServerProcess, startServerProcess } from './server-process'

jest.setTimeout(120_000)

const disk = mkdtempSync(join(tmpdir(), 'datafly-disk-'))

/** A small disk for this test needs Linux and root. Elsewhere the test is skipped. */
const isMounted = spawnSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=160m,mode=0755', 'tmpfs', disk]).status === 0
const testWithDisk = isMounted ? test : test.skip

let mock: Mock
let server: ServerProcess | undefined
let store: Awaited<ReturnType<typeof openEmbedded>> | undefined

afterAll(async () => {
  await store?.end()
  server?.child.kill('SIGTERM')
  await server?.ended
  await mock?.close()
  if (isMounted) execFileSync('/bin/umount', [disk])
  rmSync(disk, { recursive: true, force: true })
})

testWithDisk(
  'a full disk answers 503 and is reported, and afterwards every acknowledged event is delivered',
  async () => {
    mock = await startMock({ plan: 'off' })
    const env = { KEY: 'dk_web', API_KEY: 'mock-api-key', FRESHDESK_BASE_URL: mock.url, DATABASE_URL: '' }
    const config = {
      sources: [{ name: 'web', writeKey: { env: 'KEY' } }],
      integrations: [
        {
          name: 'support',
          destination: 'freshdesk',
          sources: ['web'],
          settings: { domain: 'acme', apiKey: { env: 'API_KEY' } },
        },
      ],
    }
    const file = join(disk, 'config.json')
    writeFileSync(file, JSON.stringify(config))
    const started = await startServerProcess(['--data', join(disk, 'data'), '--config', file], env)
    server = started
    store = await openEmbedded(join(disk, 'data'))

    fillDisk()
    const acknowledged: string[] = []
    let refused = ''
    while (refused === '') {
      const id = `p${acknowledged.length}`
      const status = await send(id)
      if (status === 200) acknowledged.push(id)
      else refused = `${id} ${status}`
    }
    expect(refused).toMatch(/^p\d+ 503$/)
    const readyz = async () => (await fetch(`${started.adminUrl}/readyz`)).status
    expect(await readyz()).toBe(503)
    expect(started.getLog()).toContain('"problem":"The disk of the database is full."')

    // A file of the database's own log that cannot be made ends the database.
    await store
      .query(`select pg_logical_emit_message(false, '', repeat('x', 1000000)) from generate_series(1, 40)`)
      .catch(() => {})
    await until(async () => started.getLog().includes('The disk of the data folder is full.'))

    rmSync(join(disk, 'filler'))
    await until(async () => (await send('after')) === 200)
    acknowledged.push('after')
    await until(async () => acknowledged.every(id => mock.admin.contacts({ q: `${id}@example.com` }).length === 1))
    await until(async () => (await readyz()) === 200)

    /** Sends an event with a body that compresses badly. */
    async function send(id: string): Promise<number> {
      const body = JSON.stringify({
        userId: id,
        traits: { name: id, email: `${id}@example.com`, note: randomBytes(20_000).toString('base64') },
        context: { consent: { marketing: true } },
      })
      const headers = { authorization: 'Bearer dk_web', 'content-type': 'application/json' }
      return fetch(`${started.url}/v1/i`, { method: 'POST', headers, body }).then(
        ({ status }) => status,
        () => 0,
      )
    }
  },
)

function fillDisk(): void {
  try {
    for (;;) appendFileSync(join(disk, 'filler'), Buffer.alloc(1024 * 1024))
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' })
  }
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (await isTrue()) return
    await wait(100)
  }
  throw new Error(`The expected state did not come. The log: ${server?.getLog()}`)
}
