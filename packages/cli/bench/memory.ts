/**
 * Delivers 200,000 events (or as many as the first argument says) to a server in a process of its own, through the whole
 * way of the command: bytes, lines, events, host, plugin, requests. Prints the heap at intervals and ends with exit code 1
 * when it grew. Run by `pnpm bench:memory`.
 */
import { fork } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { createHost } from '@datafly/delivery'
import freshdesk from '@datafly/destination-freshdesk'
import { deliverAll } from '../src/deliver-all'
import { readEvents } from '../src/ndjson/read-events'

const MAX_GROWTH = 8 * 1024 * 1024

function serve() {
  const server = createServer((request, response) => {
    const body: Buffer[] = []
    request.on('data', chunk => body.push(chunk))
    request.on('end', () => {
      response.writeHead(201, { 'content-type': 'application/json' })
      response.end(
        JSON.stringify({ id: 1, tags: ['marketing-consent'], ...JSON.parse(Buffer.concat(body).toString()) }),
      )
    })
  })
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
}

function* events(total: number): Generator<Buffer> {
  for (let i = 0; i < total; i++) {
    const event = {
      type: i % 10 === 0 ? 'page' : 'identify',
      messageId: `message-${i}`,
      // Every third event is about somebody who was there before.
      userId: `user-${i % 3 === 0 ? i % 1_000 : i}`,
      traits: { name: `Person ${i}`, email: `person.${i}@example.com`, phone: '07700 900123' },
      context: { consent: { categoryPreferences: { marketing: true } } },
    }
    yield Buffer.from(`${JSON.stringify(event)}\n`)
  }
}

async function deliver(port: number, total: number): Promise<void> {
  process.env.FRESHDESK_BASE_URL = `http://127.0.0.1:${port}`
  const statsContext = { statsClient: { incr() {} } as never, tags: ['bench'] }
  const host = createHost({
    definition: freshdesk,
    settings: { domain: 'acme', apiKey: 'key' },
    concurrency: 16,
    statsContext,
  })
  const outcomes: Record<string, number> = {}
  const heaps: number[] = []
  let done = 0
  let ahead = 0
  let read = 0
  const start = performance.now()

  async function* lines() {
    for await (const line of readEvents(Readable.from(events(total)))) {
      ahead = Math.max(ahead, ++read - done)
      yield line
    }
  }

  await deliverAll({
    lines: lines(),
    host,
    signal: new AbortController().signal,
    inHand: 400,
    onDone(_line, { outcome }) {
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
      if (++done % (total / 10) !== 0) return
      global.gc?.()
      const { heapUsed, rss } = process.memoryUsage()
      heaps.push(heapUsed)
      const seconds = (performance.now() - start) / 1_000
      console.log(
        `${String(done).padStart(8)} events  heap ${mb(heapUsed)}  rss ${mb(rss)}  ${Math.round(done / seconds)} events/s`,
      )
    },
  })

  const growth = (heaps.at(-1) ?? 0) - (heaps[0] ?? 0)
  console.log(`${JSON.stringify(outcomes)}; never more than ${ahead} lines read ahead; heap grew by ${mb(growth)}`)
  if (growth > MAX_GROWTH) process.exitCode = 1
}

const mb = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`

if (process.send) serve()
else {
  const server = fork(__filename)
  server.once('message', async port => {
    await deliver(Number(port), Number(process.argv[2] ?? 200_000))
    server.kill()
  })
}
