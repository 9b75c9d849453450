import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { startMock } from 'mock-freshdesk'

/** A long run by hand: KILLS=20 pnpm exec jest checkpoint. */
const KILLS = Number(process.env.KILLS ?? 2)
const PEOPLE = 30 * KILLS
const EVENTS = 10 * PEOPLE

const folder = mkdtempSync(join(tmpdir(), 'kills-'))
let afterMock = async () => {}
afterAll(async () => {
  await afterMock()
  rmSync(folder, { recursive: true })
})

/**
 * Each person changes the title several times, so an event in the wrong order leaves an old title
 * behind.
 */
const events = Array.from({ length: EVENTS }, (_, i) => ({
  type: 'identify',
  messageId: `m-${i}`,
  userId: `u-${i % PEOPLE}`,
  traits: {
    name: `Person ${i % PEOPLE}`,
    email: `person.${i % PEOPLE}@example.com`,
    title: `Title ${Math.floor(i / PEOPLE)}`,
  },
  context: { consent: { categoryPreferences: { marketing: true } } },
}))

/**
 * Delivers the file in a process, which is killed after so many lines of output, or ends by itself.
 */
async function run(url: string, checkpoint: string, killAfter: number): Promise<number | null> {
  const cli = join(__dirname, '../../../cli/src/cli.ts')
  const flags = ['--conditions=source', '--import', require.resolve('tsx')]
  const command = ['deliver', join(folder, 'events.ndjson'), '--checkpoint', checkpoint, '--no-check', '--json']
  const child: ChildProcess = spawn(process.execPath, [...flags, cli, ...command], {
    env: {
      PATH: process.env.PATH,
      FRESHDESK_DOMAIN: 'acme',
      FRESHDESK_API_KEY: 'mock-api-key',
      FRESHDESK_BASE_URL: url,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  let lines = 0
  for await (const _line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    if (++lines === killAfter) child.kill('SIGKILL')
  }
  const [code] = await ended
  return code
}

async function contacts(url: string) {
  const response = await fetch(`${url}/__admin/contacts?limit=1000`)
  const { contacts } = (await response.json()) as { contacts: Record<string, unknown>[] }
  const own = contacts.filter(({ email }) => String(email).startsWith('person.'))
  return own.map(({ email, job_title }) => `${email} ${job_title}`).sort()
}

/** The number of requests that the mock has in its journal. */
async function calls(url: string): Promise<number> {
  const response = await fetch(`${url}/__admin/requests?limit=10000`)
  return ((await response.json()) as { requests: unknown[] }).requests.length
}

test(`${KILLS} kill -9 with --checkpoint end in the same contacts as no kill`, async () => {
  writeFileSync(join(folder, 'events.ndjson'), events.map(event => `${JSON.stringify(event)}\n`).join(''))
  const mock = await startMock({ plan: 'off' })
  afterMock = () => mock.close()
  const share = Math.floor(EVENTS / (KILLS + 1))
  for (let kill = 0; kill < KILLS; kill++) expect(await run(mock.url, join(folder, 'c'), share - 7)).toBe(null)
  expect(await run(mock.url, join(folder, 'c'), 0)).toBe(0)
  const found = await contacts(mock.url)
  if (process.env.KILLS) console.log(`calls: ${await calls(mock.url)}, events: ${EVENTS}`)
  const last = EVENTS / PEOPLE - 1
  expect(found).toEqual(Array.from({ length: PEOPLE }, (_, i) => `person.${i}@example.com Title ${last}`).sort())
}, 300_000)
