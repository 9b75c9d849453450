import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openEmbedded } from '@datafly/server/testing'
import { type Mock, startMock } from 'mock-freshdesk'
import { ChaosRecord } from './chaos-record'
import { type ServerProcess, startServerProcess } from './server-process'

/** The long form: CHAOS=long. */
const isLong = process.env.CHAOS === 'long'
const [ACCOUNTS, PEOPLE, VALUES, KILLS, DATABASE_KILLS] = isLong ? [20, 10, 30, 20, 2] : [4, 4, 8, 3, 2]

/** Decides who is killed, and when. The same kills again: CHAOS_SEED=7. */
const SEED = Number(process.env.CHAOS_SEED ?? Date.now() % 1_000_000)

/** Values of one person that are sent before the first of them has arrived. */
const AHEAD = 3

/** A kill comes up to so many milliseconds after the event that it waited for. */
const MAX_DELAY = 60

const DATABASE = 'database'
const NAMES = ['intake 0', 'intake 1', 'worker 0', 'worker 1', 'worker 2']

jest.setTimeout(isLong ? 900_000 : 240_000)

const accounts = Array.from({ length: ACCOUNTS }, (_, index) => `account-${index}`)
const people = accounts.flatMap(account => Array.from({ length: PEOPLE }, (_, index) => `${account}-p${index}`))
const processes = new Map<string, ServerProcess>()
const record = new ChaosRecord()
let folder: string
let mock: Mock
let env: NodeJS.ProcessEnv
let store: Awaited<ReturnType<typeof openEmbedded>>
let isOver = false

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'datafly-chaos-'))
  mock = await startMock({ plan: 'off' })
  mock.admin.onRequest(record.onRequest)
  mock.admin.addFault({ status: 503, probability: 0.03, seed: SEED })
  mock.admin.addFault({ kind: 'reset', after: true, probability: 0.03, seed: SEED + 1 })
  env = { API_KEY: 'mock-api-key', FRESHDESK_BASE_URL: mock.url, DATABASE_URL: '' }
  for (const name of accounts) env[`KEY_${name}`] = `dk_${name}`
  const config = {
    sources: accounts.map(name => ({ name, writeKey: { env: `KEY_${name}` } })),
    integrations: accounts.map(name => ({
      name,
      destination: 'freshdesk',
      sources: [name],
      settings: { domain: 'acme', apiKey: { env: 'API_KEY' } },
    })),
  }
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config))
})
afterAll(async () => {
  isOver = true
  // Its sessions would keep the database running.
  await store?.end()
  const all = [...processes.values()]
  for (const { child } of all) child.kill('SIGTERM')
  await Promise.all(all.map(({ ended }) => ended))
  await mock?.close()
  rmSync(folder, { recursive: true, force: true })
})

test(`kills of ${KILLS} processes and ${DATABASE_KILLS} of the database lose, reorder and outdate nothing (CHAOS_SEED=${SEED})`, async () => {
  await Promise.all(NAMES.map(start))
  store = await openEmbedded(folder)
  const sending = Promise.all(people.map(sendValues))
  const unwritten = await killAll(createRandom(SEED))
  const statuses = (await sending).flat()
  await waitForTheEnd(people.length * VALUES)

  const statusesOfEvents = await store.query('select distinct status from outcome where final')
  expect(statusesOfEvents.rows).toEqual([{ status: 'delivered' }])
  const epochs = await store.query('select name, epoch from lease join account on id = account order by name')
  const takeOvers = new Map(epochs.rows.map(({ name, epoch }) => [name, epoch - 1]))
  const { repeats, problems } = record.inspect(people, VALUES, call => takeOvers.get(toAccount(call)) ?? 0)
  expect(problems).toEqual([])
  const afterTheEnd = await store.query(
    `select o.account, o.seq from outcome o join outcome f using (account, seq) where f.final and o.attempt > f.attempt`,
  )
  expect(afterTheEnd.rows).toEqual([])
  expect(findOutdatedContacts()).toEqual([])
  // A database that is down answers 503; a process that is down answers nothing.
  expect(statuses.filter(status => status !== 0 && status !== 503)).toEqual([])
  const [unavailable, unreachable] = [503, 0].map(status => statuses.filter(one => one === status).length)
  process.stderr.write(
    `chaos ${SEED}: ${people.length * VALUES} events, ${unavailable} times 503, ${unreachable} times no intake, ` +
      `${repeats} repeated calls, outcomes not on disk at the kills: ${unwritten}\n`,
  )
})

/** Kills processes and the database at random moments. Returns the unwritten outcomes of each. */
async function killAll(random: () => number): Promise<number[]> {
  const kills = KILLS + DATABASE_KILLS
  const moments = Array.from({ length: kills }, () => random() * 0.9).sort((a, b) => a - b)
  const isDatabase = Array.from({ length: kills }, (_, index) => index < DATABASE_KILLS)
  const unwritten: number[] = []
  for (const moment of moments) {
    await record.until(() => record.arrived.size >= moment * people.length * VALUES)
    await wait(random() * MAX_DELAY)
    const [isNext] = isDatabase.splice(Math.floor(random() * isDatabase.length), 1)
    const name = isNext ? DATABASE : (NAMES[Math.floor(random() * NAMES.length)] ?? '')
    unwritten.push(name === DATABASE ? await killDatabase() : await killProcess(name))
  }
  return unwritten
}

async function killProcess(name: string): Promise<number> {
  processes.get(name)?.child.kill('SIGKILL')
  await processes.get(name)?.ended
  // The lease of a dead worker still lasts, so no other worker has repeated anything yet.
  const unwritten = record.noteKill(await findStored(), people)
  await start(name)
  return unwritten
}

/** Returns how many outcomes were unwritten once each account has an owner again. */
async function killDatabase(): Promise<number> {
  const stored = await findStored()
  const pid = readDatabasePid()
  process.kill(pid, 'SIGKILL')
  // Its sessions live a moment longer than the server itself.
  while (readDatabasePid() === pid) await wait(50)
  await untilRenewed()
  return record.noteKill(stored, people)
}

/** A lease that ended while the database was away makes the next owner repeat calls. */
async function untilRenewed(): Promise<void> {
  let backSince: Date | null = null
  for (;;) {
    const row = await findRenewal(backSince)
    if (row?.isRenewed) return
    backSince ??= row?.now ?? null
    await wait(50)
  }
}

/** Whether each lease was renewed after that time. Null while the database is away. */
async function findRenewal(since: Date | null): Promise<{ now: Date; isRenewed: boolean | null } | null> {
  const sql = `select now() as now, bool_and(until > $1::timestamptz + interval '6 s') as "isRenewed" from lease`
  const { rows } = await store.query(sql, [since]).catch(() => ({ rows: [null] }))
  return rows[0]
}

/** 0 while the next server takes the place of the one before. */
function readDatabasePid(): number {
  const file = join(folder, 'postgres', 'postmaster.pid')
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : 0
}

/** The values with a final outcome on disk, once the database answers. */
async function findStored(): Promise<Set<string>> {
  for (;;) {
    try {
      const { rows } = await store.query(
        `select e.body::json #>> '{traits,title}' as value from event e
         join outcome o on o.account = e.account and o.seq = e.seq where o.final`,
      )
      return new Set(rows.map(({ value }) => value))
    } catch {
      await wait(50)
    }
  }
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

/**
 * Sends the values of one person in order, each until it is acknowledged. Returns the statuses of
 * failed tries.
 */
async function sendValues(person: string): Promise<number[]> {
  const failures: number[] = []
  for (let value = 1; value <= VALUES; value++) {
    const body = JSON.stringify({
      messageId: `${person}-${value}`,
      userId: person,
      traits: { name: person, email: `${person}@example.com`, title: `${person} ${value}` },
      context: { consent: { marketing: true } },
    })
    // The sender stays close to the deliveries, so that kills hit both.
    await record.until(() => value <= AHEAD || record.arrived.has(`${person} ${value - AHEAD}`))
    while (!isOver) {
      const status = await post(toAccount(person), body)
      if (status === 200) break
      failures.push(status)
      await wait(50)
    }
  }
  return failures
}

const toAccount = (person: string): string => person.replace(/-p\d+.*$/, '')

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

/** Resolves once so many events are stored, and each of them has a final outcome. */
async function waitForTheEnd(count: number): Promise<void> {
  for (;;) {
    const { rows } = await store.query(
      `select (select count(*) from event) as events, (select count(*) from outcome where final) as ended,
         (select bool_and(l.done_upto = s.last_seq) from lease l join stream s using (account)) as "isDone"`,
    )
    const [{ events, ended, isDone }] = rows
    if (isDone && ended >= count) {
      expect({ events, ended }).toEqual({ events: count, ended: count })
      return
    }
    await wait(100)
  }
}

/** The contacts whose title is not the newest value of the person. */
function findOutdatedContacts(): unknown[] {
  return people
    .map(person => mock.admin.contacts({ q: `${person}@example.com` }).map(contact => contact.job_title))
    .filter((titles, index) => titles.length !== 1 || titles[0] !== `${people[index]} ${VALUES}`)
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
