import { BenchServer, sendEvents } from './bench-server'
import { type Measurement, toRow } from './measurement'

/** Process and database together, until both addresses are printed. */
export const measureStart: Measurement = async () => {
  const bench = new BenchServer()
  const first = await bench.start()
  await bench.stop(first)
  const later = await bench.start()
  await bench.close()
  return [
    toRow('first start', first.readyAfter, ['<=', 5_000], ' ms'),
    toRow('later start', later.readyAfter, ['<=', 1_500], ' ms'),
  ]
}

/** Intake alone, and intake in the process that delivers: there every call fails. */
export const measureIntake: Measurement = async ({ events, progress }) => {
  const rows = []
  for (const role of ['intake', 'all'] as const) {
    const bench = new BenchServer()
    const server = await bench.start(role)
    await sendEvents(server, { clients: 50, batch: 1, events: events(2_000) })
    progress(`${role}: single events`)
    const single = await sendEvents(server, { clients: 50, batch: 1, events: events(20_000) })
    progress(`${role}: batches`)
    const batches = await sendEvents(server, { clients: 10, batch: 100, events: events(80_000) })
    await bench.close()
    rows.push(
      toRow(`single events, 50 clients, --role ${role}`, single.perSecond, ['>=', 1_500], '/s'),
      toRow(`their 99th percentile, --role ${role}`, single.p99, ['<=', 100], ' ms'),
      toRow(`batches of 100, --role ${role}`, batches.perSecond, ['>=', 8_000], '/s'),
    )
  }
  return rows
}
