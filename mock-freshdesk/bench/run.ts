import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Load } from './client'
import * as loads from './loads'
import { Client, median, type Sample, Server } from './processes'

/**
 * Prints how the mock compares with others doing the same, in one run on one machine. The servers
 * take turns, round by round, so that whatever else the machine does meets all of them; what counts
 * are the ratios.
 */

const ROUNDS = Number(process.env.ROUNDS ?? 9)
const CONNECTIONS = 10

type Work = Omit<Load, 'port' | 'connections' | 'requests'>
type Rows = Map<string, Sample[]>

const client = new Client()
const packageRoot = path.join(__dirname, '..')

async function main() {
  await compared()
  await flat()
  await kept()
  await memory()
  starts()
  client.stop()
}

async function compared() {
  heading('The mock and others doing the same (share of the first; 10 connections)')
  const servers = {
    'node:http': await Server.start('bare'),
    mock: await Server.start('mock', { MOCK_CONTACTS: '1000' }),
    'Express 4': await Server.start('express'),
    'json-server': await Server.start('json-server'),
  }
  const all = Object.entries(servers)
  table('create', await takeTurns(all, loads.CREATE, { requests: 2_000, slow: 300, fresh: 1_000 }), 'target 0.7')
  const [bare, mock, express] = all as [Turn, Turn, Turn]
  table('view', await takeTurns([bare, mock, express], loads.VIEW, { requests: 2_000 }), 'target 0.8')
  table('by email', await takeTurns([bare, mock, express], loads.BY_EMAIL, { requests: 2_000 }), 'target 0.8')
  table('by external id', await takeTurns([bare, mock], loads.BY_EXTERNAL_ID, { requests: 2_000 }), 'target 0.8')
  for (const [, server] of all) server.stop()
}

async function flat() {
  heading('100,000 contacts (share of what it does with 1,000)')
  const servers: Turn[] = [
    ['1,000', await Server.start('mock', { MOCK_CONTACTS: '1000' })],
    ['100,000', await Server.start('mock', { MOCK_CONTACTS: '100000' })],
  ]
  const works: [string, Work][] = [
    ['view', loads.VIEW],
    ['by email', loads.BY_EMAIL],
    ['list page', loads.LIST],
    ['search', loads.SEARCH],
    ['search, two', loads.SEARCH_TWO],
    ['update', loads.UPDATE],
  ]
  for (const [name, work] of works) table(name, await takeTurns(servers, work, { requests: 1_500 }), 'target 0.8')
  table('create', await takeTurns(servers, loads.CREATE, { requests: 1_500, fresh: 100_000 }), 'target 0.8')
  for (const [, server] of servers) server.stop()
}

async function kept() {
  heading('--db (share of a create without)')
  const folder = mkdtempSync(path.join(tmpdir(), 'mock-freshdesk-'))
  const servers: Turn[] = [
    ['memory', await Server.start('mock')],
    ['--db', await Server.start('mock', { MOCK_DB: path.join(folder, 'db.ndjson') })],
  ]
  table('create', await takeTurns(servers, loads.CREATE, { requests: 2_000 }), 'target 0.8')
  for (const [, server] of servers) server.stop()
  rmSync(folder, { recursive: true })
}

async function memory() {
  heading('Memory (resident, MB)')
  const server = await Server.start('mock', {}, ['--expose-gc'])
  line('idle', megabytes((await server.usage()).rss), 'target 70')
  await server.measure(client, { ...loads.CREATE, connections: CONNECTIONS, requests: 100_000 })
  line('100,000 contacts created, 10,000 requests in the journal', megabytes((await server.usage()).rss), 'target 250')
  server.stop()
}

function starts() {
  heading('Start (ms, medians of 9)')
  line('spawn to first answer', median(times(() => spawnToFirstAnswer())), 'target 150')
  const [load, start, reset] = [0, 1, 2].map(i => median(times(() => inFreshProcess()[i] ?? Number.NaN)))
  line('loading the module', load, 'target 30')
  line('startMock()', start, 'target 20')
  line('reset() after 1,000 contacts', reset, 'target 5')
}

type Turn = [name: string, server: Server]

async function takeTurns(
  servers: readonly Turn[],
  work: Work,
  { requests, slow = requests, fresh = 0 }: { requests: number; slow?: number; fresh?: number },
): Promise<Rows> {
  const rows: Rows = new Map(servers.map(([name]) => [name, []]))
  let from = work.from ?? fresh
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, server] of servers) {
      const count = name === 'json-server' ? slow : requests
      const sample = await server.measure(client, { ...work, from, connections: CONNECTIONS, requests: count })
      // The first round warms them up.
      if (round > 0) rows.get(name)?.push(sample)
    }
    if (work.modulo === undefined) from += requests
  }
  return rows
}

function table(work: string, rows: Rows, target: string) {
  const [first] = [...rows.values()]
  for (const [name, samples] of rows) {
    const share = (of: (sample: Sample) => number) =>
      median(samples.map((sample, i) => of(sample) / of((first as Sample[])[i] as Sample)))
    const figures = [
      `${Math.round(median(samples.map(({ perSecond }) => perSecond)))}/s`.padStart(9),
      `${median(samples.map(({ cpu }) => cpu)).toFixed(0)} µs CPU`.padStart(11),
      samples === first ? '' : `${share(sample => sample.perSecond).toFixed(2)} of the requests a second`,
      samples === first ? '' : `${(1 / share(sample => sample.cpu)).toFixed(2)} by CPU time`,
      samples === first || name === 'Express 4' || name === 'json-server' ? '' : target,
    ]
    print(`${work.padEnd(16)}${name.padEnd(13)}${figures.filter(Boolean).join('   ')}`)
  }
}

/** Nine times, the first one of ten left out. */
const times = (measure: () => number) => Array.from({ length: 10 }, measure).slice(1)

/** Starts the packed command and asks it until it answers, in a process that does nothing else. */
function spawnToFirstAnswer(): number {
  return Number(runScript('spawn-to-answer.js'))
}

/** Loading the module, startMock() and reset(), each in milliseconds, in a new process. */
function inFreshProcess(): number[] {
  return runScript('in-process.js').split(' ').map(Number)
}

const runScript = (file: string) =>
  execFileSync(process.execPath, [path.join(packageRoot, 'bench', 'servers', file)], { encoding: 'utf8' }).trim()

const megabytes = (bytes: number) => bytes / 1024 / 1024

function heading(text: string) {
  print(`\n${text}`)
}

function line(name: string, figure: number | undefined, target: string) {
  print(`${name.padEnd(58)}${(figure ?? Number.NaN).toFixed(1).padStart(7)}   ${target}`)
}

function print(text: string) {
  process.stdout.write(`${text}\n`)
}

main()
