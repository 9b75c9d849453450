import { EventEmitter, once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Entry, type Mock, startMock } from 'mock-freshdesk'
import { type ServerProcess, startServerProcess } from './server-process'

/** The long form: CHAOS=long. A different order of kills: CHAOS_SEED=7. */
const isLong = process.env.CHAOS === 'long'
const [ACCOUNTS, PEOPLE, VALUES, KILLS, DATABASE_KILLS] = isLong ? [20, 10, 30, 20, 2] : [4, 4, 8, 3, 1]
/** Values of one person that are sent before the first of them has arrived. */
const AHEAD = 3

const SEED = Number(process.env.CHAOS_SEED ?? 1)

/** What one kill can repeat: the calls in flight, and the outcomes that were not yet written. */
const MAX_REPEATS = (KILLS + DATABASE_KILLS) * (200 + 1_000)

jest.setTimeout(isLong ? 600_000 : 120_000)

const accounts = Array.from({ length: ACCOUNTS }, (_, index) => `account-${index}`)
const processes = new Map<string, ServerProcess>()
let folder: string
let mock: Mock
let env: NodeJS.ProcessEnv
let isOver = false

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'datafly-chaos-'))
  mock = await startMock({ plan: 'off' })
  mock.admin.onRequest(onRequest)
  mock.admin.addFault({ status: 503, probability: 0.03, seed: SEED })
  mock.admin.addFault({ kind: 'reset', after: true, probability: 0.03, seed: SEED + 1 })
  env = { WRITE_KEY: 'dk_chaos', API_KEY: 'mock-api-key', FRESHDESK_BASE_URL: mock.url, DATABASE_URL: '' }
  const config = {
    sources: accounts.map(name => ({ name, writeKey: { env: `KEY_${name}` } })),
    integrations: accounts.map(name => ({
      name,
      destination: 'freshdesk',
      sources: [name],
      settings: { domain: 'acme', apiKey: { env: 'API_KEY' } },
    })),
  }
  for (const name of accounts) env[`KEY_${name}`] = `dk_${name}`
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config))
})
afterAll(async () => {
  isOver = true
  const all = [...processes.values()]
  for (const { child } of all) child.kill('SIGTERM')
  await Promise.all(all.map(({ ended }) => ended))
  await mock?.close()
  rmSync(folder, { recursive: true, force: true })
})

test(`with ${KILLS} killed processes and a killed database, no event is lost, out of order or stale (seed ${SEED})`, async () => {
  const roles = ['intake', 'intake', 'worker', 'worker', 'worker']
  const names = roles.map((role, index) => `${role} ${index}`)
  await Promise.all(names.map(start))
  const sending = Promise.all(accounts.flatMap(account => people.map(person => sendValues(account, person))))
  const random = createRandom(SEED)
  for (let kill = 0; kill < KILLS; kill++) {
    const moment = Math.floor((ACCOUNTS * PEOPLE * VALUES * (kill + random())) / (KILLS + 1))
    await until(() => arrived.size >= moment)
    const name = names[Math.floor(random() * names.length)] ?? ''
    if (kill < DATABASE_KILLS) killDatabase()
    processes.get(name)?.child.kill('SIGKILL')
    await processes.get(name)?.ended
    await start(name)
  }
  const statuses = await sending
  const events = await waitForTheEnd(ACCOUNTS * PEOPLE * VALUES)

  expect(events.filter(({ status }) => status !== 'delivered')).toEqual([])
  const { repeats, problems } = inspect()
  expect(problems).toEqual([])
  expect(repeats).toBeLessThanOrEqual(MAX_REPEATS)
  // A database that is down answers 503; a process that is down answers nothing.
  const refused = statuses.flat()
  expect(refused.filter(status => status !== 0 && status !== 503)).toEqual([])
  const [unavailable, unreachable] = [503, 0].map(status => refused.filter(one => one === status).length)
  process.stderr.write(
    `chaos: ${events.length} events, ${unavailable} times 503, ${unreachable} times no intake, ${repeats} repeated calls\n`,
  )
})

const people = Array.from({ length: PEOPLE }, (_, index) => `p${index}`)

/** The values that reached the mock, such as "account-1-p2 5". */
const arrived = new Set<string>()
/** The same values in the order of their arrival, with repeats. */
const calls: string[] = []
const requests = new EventEmitter().setMaxListeners(0)

function onRequest({ method, outcome, request }: Entry): void {
  if (method === 'GET' || outcome === null || outcome >= 300) return
  const { job_title: value } = JSON.parse(request.body)
  arrived.add(value)
  calls.push(value)
  requests.emit('request')
}

/** Resolves once a request to the mock has made the condition true. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await once(requests, 'request')
}

async function start(name: string): Promise<void> {
  const args = ['--data', folder, '--config', join(folder, 'config.json'), '--role', name.split(' ')[0] ?? '']
  for (let tries = 1; !isOver; tries++) {
    try {
      processes.set(name, await startServerProcess(args, env))
      return
    } catch (error) {
      // The database was killed during the start. A supervisor starts the process again.
      if (tries === 5) throw error
    }
  }
}

function killDatabase(): void {
  const [pid] = readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
  process.kill(Number(pid), 'SIGKILL')
}

/**
 * Sends the values of one person in order, each until it is acknowledged. Returns the statuses of
 * failed tries.
 */
async function sendValues(account: string, person: string): Promise<number[]> {
  const failures: number[] = []
  for (let value = 1; value <= VALUES; value++) {
    const userId = `${account}-${person}`
    const body = JSON.stringify({
      messageId: `${userId}-${value}`,
      userId,
      traits: { name: userId, email: `${userId}@example.com`, title: `${userId} ${value}` },
      context: { consent: { marketing: true } },
    })
    // The sender stays close to the deliveries, so that kills hit both.
    await until(() => value <= AHEAD || arrived.has(`${userId} ${value - AHEAD}`))
    for (;;) {
      const status = await post(account, body)
      if (status === 200) break
      failures.push(status)
      await wait(50)
    }
  }
  return failures
}

/** Sends to any intake process. 0 when it is down. */
async function post(account: string, body: string): Promise<number> {
  const intakes = [...processes.values()].filter(({ url }) => url !== 'off')
  const { url } = intakes[Math.floor(Math.random() * intakes.length)] ?? { url: '' }
  const headers = { authorization: `Bearer dk_${account}`, 'content-type': 'application/json' }
  return fetch(`${url}/v1/i`, { method: 'POST', headers, body }).then(
    response => response.status,
    () => 0,
  )
}

/** Resolves with the events once each has a final outcome. */
async function waitForTheEnd(count: number): Promise<Array<{ status: string }>> {
  for (;;) {
    const { integrations = [] } = await admin('/integrations')
    const isDone = integrations.every(({ waiting }: { waiting: number }) => waiting === 0)
    if (isDone && integrations.length > 0) {
      const events = await findAllEvents()
      if (events.length >= count) {
        expect(events).toHaveLength(count)
        return events
      }
    }
    await wait(100)
  }
}

async function findAllEvents(): Promise<Array<{ status: string }>> {
  const all = []
  for (let cursor = ''; ; ) {
    const { events, next_cursor } = await admin(`/events?limit=500${cursor}`)
    all.push(...events)
    if (!next_cursor) return all
    cursor = `&cursor=${next_cursor}`
  }
}

async function admin(path: string) {
  const { adminUrl = '' } = processes.values().next().value ?? {}
  return fetch(`${adminUrl}/admin/v1${path}`).then(
    response => response.json(),
    () => ({}),
  )
}

/** Checks the order in which the values of each person arrived, and that the newest came last. */
function inspect(): { repeats: number; problems: string[] } {
  const order = new Map<string, number[]>()
  for (const call of calls) {
    const [id = '', value] = call.split(' ')
    order.set(id, [...(order.get(id) ?? []), Number(value)])
  }
  const problems: string[] = []
  let repeats = 0
  for (const userId of accounts.flatMap(account => people.map(person => `${account}-${person}`))) {
    const values = order.get(userId) ?? []
    const distinct = [...new Set(values)]
    repeats += values.length - distinct.length
    if (distinct.length !== VALUES) problems.push(`${userId} lost: ${values}`)
    if (distinct.some((value, index) => value !== index + 1)) problems.push(`${userId} out of order: ${values}`)
    if (values.at(-1) !== VALUES) problems.push(`${userId} stale: ${values}`)
  }
  return { repeats, problems }
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
