import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { BenchServer } from './server/bench-server'
import { measureChaos } from './server/chaos'
import { measureDeliveries, measureDisk } from './server/deliveries'
import { measureFairness, measureStuckPerson } from './server/fairness'
import { type Measurement, type Row, toNote } from './server/measurement'
import { measureMemory } from './server/memory'
import { measureRateLimit } from './server/rate-limit'
import { measureIntake, measureStart } from './server/start-and-intake'
import { measureTakeOver } from './server/take-over'

/** What can be measured, in the order of a whole run. */
const MEASUREMENTS: Readonly<Record<string, Measurement>> = {
  start: measureStart,
  intake: measureIntake,
  deliveries: measureDeliveries,
  memory: measureMemory,
  disk: measureDisk,
  'take-over': measureTakeOver,
  fairness: measureFairness,
  'stuck-person': measureStuckPerson,
  'rate-limit': measureRateLimit,
  chaos: measureChaos,
}

const HELP = `pnpm bench:server measures the built server on this machine, and prints each figure beside its demand.

  --only NAME   measures only this: ${Object.keys(MEASUREMENTS).join(', ')}. Can be repeated.
  --quick       a tenth of the events, a third of the seconds
  --help        prints this text
`

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      quick: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const names = values.only ?? Object.keys(MEASUREMENTS)
  if (values.help || names.some(name => !MEASUREMENTS[name])) {
    console.log(HELP)
    process.exitCode = values.help ? 0 : 2
    return
  }
  const rows = describeMachine()
  for (const name of names) rows.push(...(await measure(name, values.quick)))
  console.table(rows)
  // A mock of a measurement that failed may still listen.
  process.exit()
}

async function measure(name: string, isQuick: boolean): Promise<Row[]> {
  const progress = (text: string) => console.error(`${new Date().toISOString().slice(11, 19)}  ${name}: ${text}`)
  progress('begins')
  const rows = await MEASUREMENTS[name]?.({
    events: full => (isQuick ? Math.ceil(full / 10) : full),
    seconds: full => (isQuick ? Math.ceil(full / 3) : full),
    progress,
  }).catch(error => [
    { measured: name, value: 'failed', demand: String(error).slice(0, 200), result: 'MISSED' } as const,
  ])
  await BenchServer.closeAll()
  for (const { measured, value, demand, result } of rows ?? []) progress(`${measured}: ${value} (${demand}) ${result}`)
  return rows ?? []
}

/** The demands are for two idle processors and a disk that syncs in 2 ms. */
function describeMachine(): Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'datafly-bench-'))
  const file = openSync(join(folder, 'sync'), 'w')
  const times = Array.from({ length: 100 }, () => {
    const began = performance.now()
    writeSync(file, Buffer.alloc(8_192))
    fdatasyncSync(file)
    return performance.now() - began
  })
  closeSync(file)
  rmSync(folder, { recursive: true })
  const median = times.sort((a, b) => a - b)[50] ?? 0
  return [
    toNote('processors, and their load before', `${cpus().length}, ${loadavg()[0]?.toFixed(1)}`),
    toNote('sync of the disk, median', `${median.toFixed(2)} ms`),
  ]
}

void main()
