import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CallApi, type Expected, writeUntilGone } from './writer'

/** CRASHES=100 for a longer trial. */
const CRASHES = Number(process.env.CRASHES ?? 3)
const WRITERS = 8

// Each crash is followed by the start of a new process.
jest.setTimeout(30_000 + CRASHES * 30_000)

const START = `
  require('mock-freshdesk').startMock({ db: process.argv[1], plan: 'off' }).then(({ url }) => console.log(url))
`

const folder = mkdtempSync(join(tmpdir(), 'durability-'))
const db = join(folder, 'db.ndjson')
let server: ChildProcess | undefined

afterAll(async () => {
  await kill()
  rmSync(folder, { recursive: true })
})

async function start(): Promise<CallApi> {
  server = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', '--eval', START, db], {
    cwd: __dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  // The server also ends when the test kills it.
  const died = once(server, 'exit').then(([code]) => Promise.reject(new Error(`The mock ended at its start: ${code}.`)))
  died.catch(() => {})
  const [url] = await Promise.race([once(server.stdout as NodeJS.ReadableStream, 'data'), died])
  const base = `${url}`.trim()
  return async (method, path, body) => {
    const response = await fetch(`${base}/api/v2${path}`, {
      method,
      headers: { Authorization: `Basic ${btoa('mock-api-key:X')}`, 'Content-Type': 'application/json' },
      body: body ? JSON.stringify(body) : null,
    })
    return { status: response.status, text: await response.text() }
  }
}

async function kill() {
  if (server === undefined || server.exitCode !== null || server.signalCode !== null) return
  const gone = once(server, 'exit')
  server.kill('SIGKILL')
  await gone
}

test(`what was answered survives kill -9, ${CRASHES} times`, async () => {
  const shelves: Expected[][] = Array.from({ length: WRITERS }, () => [])
  let answers = 0

  for (let crash = 0; crash < CRASHES; crash++) {
    const callApi = await start()
    for (const contact of shelves.flat()) await compare(contact, callApi)
    let untilCrash = randomInt(40, 200)
    const noteAnswer = () => {
      answers += 1
      if (--untilCrash === 0) server?.kill('SIGKILL')
    }
    await Promise.all(shelves.map((contacts, i) => writeUntilGone(`writer-${i}`, contacts, callApi, noteAnswer)))
    await kill()
  }

  const callApi = await start()
  for (const contact of shelves.flat()) await compare(contact, callApi)
  expect(answers).toBeGreaterThan(CRASHES * 39)
})

/**
 * Compares the stored contact with the last response. A write without a response is stored or not.
 */
async function compare(contact: Expected, callApi: CallApi) {
  const { unique_external_id, answered, asked } = contact
  const list = JSON.parse((await callApi('GET', `/contacts?unique_external_id=${unique_external_id}`)).text)
  const [found = null] = list.map((contact: { description: string }) => contact.description)
  const possible = asked === undefined ? [answered] : [answered, asked]
  if (list.length > 1 || !possible.includes(found)) {
    const show = (text: string | null) => (text === null ? 'absent' : `${text.length} characters`)
    throw new Error(`${unique_external_id} is ${show(found)}, and should be ${possible.map(show).join(' or ')}.`)
  }
  if (found !== null && asked === undefined && contact.id !== undefined) expect(list[0].id).toBe(contact.id)
  contact.answered = found
  contact.id = list[0]?.id
  delete contact.asked
}
