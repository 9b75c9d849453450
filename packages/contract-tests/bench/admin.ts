/**
 * Measures how fast the admin API answers on a full store. `pnpm bench:admin [EVENTS [DEAD]]` fills
 * a data folder, once, and prints the median and the 95th percentile of each page. The folder
 * stays: `pnpm datafly serve --data FOLDER` then shows it in the console.
 */
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLog, startServer } from '@datafly/server'
import { fillFolder } from '@datafly/server/testing/fill'

const ROUNDS = 20

const events = Number(process.argv[2] ?? 100_000)
const dead = Number(process.argv[3] ?? 0.02)
const folder = process.env.FILL_FOLDER ?? join(tmpdir(), `datafly-fill-${events}-${dead}`)

const PATHS = [
  '/events',
  ...['waiting', 'retrying', 'delivered', 'dropped', 'dead'].map(status => `/events?status=${status}`),
  '/events?outcome=exists',
  '/events?outcome=deleted',
  '/events?reason=no-consent',
  '/events?reason=conflict',
  '/events?reason=service-unavailable',
  '/events?reason=unknown',
  '/events?type=identify',
  '/events?type=alias',
  '/events?name=Signed%20Up',
  '/events?name=Rare%20Event',
  '/events?name=unknown',
  '/events?person=u77',
  '/events?person=person.77@example.com',
  '/events?person=nobody',
  '/events?integration=support',
  '/events?integration=support&status=dead&name=Signed%20Up',
  '/events?status=delivered&name=Rare%20Event',
  '/events?status=dead&name=Rare%20Event',
  '/events?status=delivered&person=u77',
  '/events?reason=no-consent&type=identify',
  '/events?until=DAY_AGO',
  '/events?since=DAY_AGO&until=HOURS_AGO&status=dead',
  '/events/support/1000',
  '/dead-letters',
  ...[60, 360, 1440, 10080].map(minutes => `/overview?minutes=${minutes}`),
  '/integrations',
]

async function main(): Promise<void> {
  if (!existsSync(folder)) {
    console.log(`Filling ${folder} with ${events} events ...`)
    const start = performance.now()
    await fillFolder(folder, { events, dead })
    console.log(`Filled in ${Math.round((performance.now() - start) / 1_000)} s`)
  }
  const options = { config: null, folder, role: 'intake' as const, port: 0, adminPort: 0 }
  const server = await startServer({ ...options, keepDays: 365, log: createLog('silent') })
  const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()
  try {
    console.log(`${'p50'.padStart(7)} ${'p95'.padStart(7)} ${'rows'.padStart(5)}  path   (milliseconds)`)
    for (const path of PATHS) {
      await measure(server.adminUrl, path.replace('DAY_AGO', ago(24)).replace('HOURS_AGO', ago(12)))
    }
  } finally {
    await server.close()
  }
}

async function measure(url: string, path: string): Promise<void> {
  const times: number[] = []
  let rows = ''
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now()
    const response = await fetch(`${url}/admin/v1${path}`)
    const body = (await response.json()) as { events?: unknown[]; has_more?: boolean; groups?: unknown[] }
    times.push(performance.now() - start)
    rows = response.ok
      ? `${(body.events ?? body.groups)?.length ?? ''}${body.has_more ? '+' : ''}`
      : `${response.status}`
  }
  const sorted = times.toSorted((a, b) => a - b)
  const at = (part: number) => (sorted[Math.ceil(sorted.length * part) - 1] ?? 0).toFixed(0).padStart(7)
  console.log(`${at(0.5)} ${at(0.95)} ${rows.padStart(5)}  ${path}`)
}

void main()
