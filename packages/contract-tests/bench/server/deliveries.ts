import { execFile } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startMock } from 'mock-freshdesk'
import type { DeliveryResult } from './deliver-events'
import { type Measurement, toNote, toRow } from './measurement'

/** One worker with an action of 20 ms, with an action that does nothing, and with the plugin. */
export const measureDeliveries: Measurement = async ({ events, progress }) => {
  progress('an action of 20 ms')
  const slow = await deliver('20', events(10_000))
  progress('an action that does nothing')
  const bare = await deliver('0', events(50_000))
  progress('the plugin')
  const plugin = await deliverToMock(events(10_000))
  return [
    toRow('deliveries, action of 20 ms, 20 at a time', slow.perSecond, ['>=', 900], '/s'),
    toRow('deliveries, action that does nothing', bare.perSecond, ['>=', 5_000], '/s'),
    toNote('deliveries, the plugin against the mock', `${Math.round(plugin.perSecond)}/s`),
    toNote(
      'processor time of an event: plugin, beside nothing',
      `${plugin.processor.toFixed(2)} ms, ${bare.processor.toFixed(2)} ms`,
    ),
  ]
}

/** The tables after 100,000 deliveries by the plugin, and how long their day takes to drop. */
export const measureDisk: Measurement = async ({ events, progress }) => {
  const count = events(100_000)
  progress(`${count} deliveries by the plugin`)
  const { disk, pruning } = await deliverToMock(count)
  return [
    toRow(`disk for ${count.toLocaleString('en')} events with outcomes`, disk, ['<=', (180 * count) / 100_000], ' MB'),
    toRow(`dropping a day of ${count.toLocaleString('en')} events`, pruning, ['<=', 2_000], ' ms'),
  ]
}

async function deliverToMock(events: number): Promise<DeliveryResult> {
  const mock = await startMock({ plan: 'off' })
  const result = await deliver('plugin', events, { FRESHDESK_BASE_URL: mock.url })
  await mock.close()
  return result
}

async function deliver(action: string, events: number, env: NodeJS.ProcessEnv = {}): Promise<DeliveryResult> {
  const folder = mkdtempSync(join(tmpdir(), 'datafly-bench-'))
  const script = ['--import', 'tsx', '--conditions=source', join(__dirname, 'deliver-events.ts')]
  const options = (process.env.BENCH_NODE_OPTIONS ?? '').split(' ').filter(Boolean)
  const args = [...options, ...script, folder, action, String(events)]
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...process.env, ...env } })
  return JSON.parse(stdout)
}
