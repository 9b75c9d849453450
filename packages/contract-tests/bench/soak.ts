/**
 * Delivers 100,000 lifelike events of 18,000 people (or as many as the first two arguments say) to
 * a mock in another process, through faults, outages, interruptions and kills. Prints what became
 * of them, and ends with exit code 1 when a contact is lost, doubled or stale, when an agent's tag
 * is lost, or when the memory grew. Run by `pnpm soak`.
 */
import { fork } from 'node:child_process'
import { startMock } from 'mock-freshdesk'
import { seedContacts } from '../src/soak/people'
import { soak } from '../src/soak/soak'

const MAX_GROWTH = 8 * 1024 * 1024

const [events, people] = [Number(process.argv[2] ?? 100_000), Number(process.argv[3] ?? 18_000)]

async function serve() {
  const seed = { contacts: seedContacts(people) }
  const mock = await startMock({ plan: 'off', seed, journalLimit: 100 })
  process.send?.(mock.url)
}

async function main(url: string): Promise<boolean> {
  const heaps: number[] = []
  const start = performance.now()
  const onProgress = (done: number) => {
    if (done % Math.ceil(events / 10) !== 0) return
    global.gc?.()
    const heap = process.memoryUsage().heapUsed
    heaps.push(heap)
    console.log(`${String(done).padStart(8)} events  heap ${(heap / 1024 / 1024).toFixed(1)} MB`)
  }
  const result = await soak({
    events,
    people,
    seed: Date.now() % 1_000_000,
    interruptions: 20,
    kills: 20,
    outages: 20,
    url,
    onProgress,
  })
  const growth = (heaps.at(-1) ?? 0) - (heaps[0] ?? 0)
  console.log(JSON.stringify(result, null, 2))
  console.log(
    `${((performance.now() - start) / 1_000).toFixed(0)} s; the heap grew by ${(growth / 1024 / 1024).toFixed(1)} MB`,
  )
  const { lost, doubled, stale, tagsLost, rejected } = result
  return lost + doubled + stale + tagsLost + rejected.length === 0 && growth <= MAX_GROWTH
}

if (process.send) void serve()
else {
  const mock = fork(__filename, process.argv.slice(2))
  mock.once('message', async url => {
    const isGood = await main(String(url)).finally(() => mock.kill())
    process.exit(isGood ? 0 : 1)
  })
}
