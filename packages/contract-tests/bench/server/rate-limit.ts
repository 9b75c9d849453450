import { BenchServer, sendEvents } from './bench-server'
import { Calls } from './calls'
import { type Measurement, toNote, toRow } from './measurement'

/** Calls a minute that the Growth plan of the mock allows. */
const LIMIT = 200

/** The Growth plan, once with everything for us and once with half of it. Both at the same time. */
export const measureRateLimit: Measurement = async ({ seconds, progress }) => {
  const duration = seconds(180)
  progress(`${duration} seconds`)
  const [whole, half] = await Promise.all([run(duration), run(duration, 0.5)])
  return [
    toRow('part of the allowance used (Growth plan)', whole.used, ['>=', 98], ' %'),
    toRow('part of the calls refused with 429', whole.refused, ['<=', 1], ' %'),
    toNote('calls in each ten seconds', whole.spread.join(' ')),
    toRow('part of the allowance left for others, "share": 0.5', 100 - half.used, ['>=', 49], ' %'),
  ]
}

async function run(duration: number, share?: number) {
  const calls = await Calls.start({ plan: 'growth' })
  const bench = new BenchServer({ freshdesk: calls.url, integration: share ? { share } : {} })
  const server = await bench.start('all')
  await sendEvents(server, { clients: 1, batch: 100, events: 1_000 })
  const { at: first } = await calls.waitFor(0)
  await calls.waitFor(first + duration * 1_000)
  await bench.close()
  await calls.close()
  const counted = calls.all.filter(({ at }) => at < first + duration * 1_000)
  const refused = counted.filter(({ status }) => status === 429).length
  const spread = Array.from(
    { length: Math.floor(duration / 10) },
    (_, ten) => counted.filter(({ at }) => Math.floor((at - first) / 10_000) === ten).length,
  )
  return {
    used: (100 * (counted.length - refused)) / ((LIMIT * duration) / 60),
    refused: (100 * refused) / counted.length,
    spread,
  }
}
