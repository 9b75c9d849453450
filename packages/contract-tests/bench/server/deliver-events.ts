import { rmSync } from 'node:fs'
import freshdesk from '@datafly/destination-freshdesk'
import { Collector } from '../../../server/src/intake/collector'
import { readEvent } from '../../../server/src/intake/read-event'
import { SecretBox } from '../../../server/src/security/secret-box'
import { openDatabase } from '../../../server/src/store/database'
import { launchPostgres } from '../../../server/src/store/embedded/launch'
import { migrate } from '../../../server/src/store/migrate'
import { ensurePartitions, prune } from '../../../server/src/store/partitions'
import { saveConfig } from '../../../server/src/store/save-config'
import { Worker } from '../../../server/src/worker/worker'
import { createBareDestination } from './bare-destination'
import { toEvent } from './send-events'

/** What one run of the worker showed. */
export interface DeliveryResult {
  perSecond: number
  /** Milliseconds of processor time of the worker's process for each event. */
  processor: number
  /** Megabytes of all tables and indexes. */
  disk: number
  /** Milliseconds until the day of the events is dropped. */
  pruning: number
}

/**
 * Stores events as intake does, then delivers them by one worker with the plugin, or with a bare
 * action of so many milliseconds. Prints a {@link DeliveryResult} as JSON.
 *
 * @example tsx deliver-events.ts /tmp/data plugin 10000
 */
async function main([folder = '', action = '', events = '0']: string[]): Promise<void> {
  const postgres = await launchPostgres({ folder })
  const pool = openDatabase(postgres.url)
  await migrate(pool)
  await ensurePartitions(pool)
  const box = new SecretBox(Buffer.alloc(32))
  await saveConfig(pool, box, CONFIG)
  const collector = new Collector(pool)
  const count = Number(events)
  for (let stored = 0; stored < count; stored += 500) {
    const rows = Array.from({ length: Math.min(500, count - stored) }, toRow)
    await collector.add(rows)
  }

  let left = count
  const definition = action === 'plugin' ? freshdesk : createBareDestination(Number(action))
  const worker = new Worker({
    pool,
    box,
    destinations: { freshdesk: definition as never },
    onOutcome: (_account, { final }) => {
      if (final) left--
    },
  })
  const [began, usage] = [performance.now(), process.cpuUsage()]
  worker.start()
  // The last outcome counts only once it is on disk.
  while (left > 0 || worker.unwritten > 0) await new Promise(resolve => setTimeout(resolve, 10))
  const seconds = (performance.now() - began) / 1_000
  const { user, system } = process.cpuUsage(usage)
  await worker.stop(1_000)
  const sizes = await pool.query<{ bytes: number }>(
    `select sum(pg_total_relation_size(oid))::float8 as bytes from pg_class where relkind = 'r' and relname ~ '^(event|outcome)'`,
  )
  await pool.query('update lease set done_upto = (select last_seq from stream s where s.account = lease.account)')
  const pruningBegan = performance.now()
  await prune(pool, 7, Date.now() + 8 * 86_400_000)
  const result: DeliveryResult = {
    perSecond: count / seconds,
    processor: (user + system) / 1_000 / count,
    disk: (sizes.rows[0]?.bytes ?? 0) / 1_048_576,
    pruning: performance.now() - pruningBegan,
  }
  console.log(JSON.stringify(result))
  await pool.end()
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}

const CONFIG = {
  sources: [{ name: 'web', writeKey: 'dk_web', secret: null, origins: [], enabled: true }],
  integrations: [
    {
      name: 'support',
      destination: 'freshdesk' as const,
      sources: ['web'],
      settings: { domain: 'acme', apiKey: 'mock-api-key' },
      consent: ['marketing'],
      enabled: true,
    },
  ],
}

const toRow = () => ({
  account: 1,
  event: readEvent(toEvent(), {
    type: 'identify',
    receivedAt: new Date(),
    ip: '203.0.113.42',
    userAgent: 'bench',
    shared: {},
  }),
})

void main(process.argv.slice(2))
