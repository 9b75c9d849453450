import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { BenchServer, sendEvents } from './bench-server'
import { type Measurement, toRow } from './measurement'

/** Memory and processor while events wait, because Freshdesk cannot be reached. Linux only. */
export const measureMemory: Measurement = async ({ events, seconds, progress }) => {
  const bench = new BenchServer()
  const server = await bench.start()
  const count = events(100_000)
  await sendEvents(server, { clients: 10, batch: 100, events: count })
  progress(`${count} events wait`)
  await wait(seconds(15) * 1_000)
  const node = server.child.pid ?? 0
  const before = new Map([node, ...findDatabase(bench.folder)].map(pid => [pid, processorTime(pid)]))
  const began = performance.now()
  await wait(seconds(30) * 1_000)
  // Idle sessions of the database end, and count no more.
  const used = [...before].reduce((sum, [pid, time]) => sum + Math.max(0, processorTime(pid) - time), 0)
  const idle = (100 * used) / (performance.now() - began)
  const [nodeMemory, databaseMemory] = [residentMemory(node), sharedMemory(findDatabase(bench.folder))]
  await bench.close()
  const waiting = `with ${count.toLocaleString('en')} waiting`
  return [
    toRow(`memory of Node, ${waiting}`, nodeMemory, ['<=', 150], ' MB'),
    toRow(`memory of the database, ${waiting}`, databaseMemory, ['<=', 80], ' MB'),
    toRow(`idle processor of all processes, ${waiting}`, idle, ['<=', 2], ' %'),
  ]
}

/** The database server and its processes. */
function findDatabase(folder: string): number[] {
  const [server] = readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8')
    .split('\n')
    .map(Number)
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger)
  return pids.filter(pid => pid === server || readStat(pid)?.parent === server)
}

function readStat(pid: number): { parent: number; milliseconds: number } | null {
  try {
    // The name in parentheses can hold spaces.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ').map(Number) ?? []
    // Linux counts in hundredths of a second.
    return { parent: fields[1] ?? 0, milliseconds: 10 * ((fields[11] ?? 0) + (fields[12] ?? 0)) }
  } catch {
    return null
  }
}

const processorTime = (pid: number): number => readStat(pid)?.milliseconds ?? 0

/** Megabytes of one process. */
const residentMemory = (pid: number): number =>
  Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/^VmRSS:\s+(\d+)/m)?.[1]) / 1_024

/** Megabytes. Memory that several processes share counts once ("proportional set size"). */
function sharedMemory(pids: number[]): number {
  const kilobytes = pids.map(pid => readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').match(/^Pss:\s+(\d+)/m)?.[1])
  return kilobytes.reduce((sum, value) => sum + Number(value), 0) / 1_024
}
