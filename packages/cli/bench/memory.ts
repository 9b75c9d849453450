/**
 * Delivers 100,000 events (or as many as the first argument says) to a server in another process,
 * through every part of the command: bytes, lines, events, host, plugin, requests. One response in
 * ten is a fault, of every kind. Prints the heap at intervals and ends with exit code 1 when it
 * grew. Run by `pnpm bench:memory`.
 */
import { fork } from 'node:child_process'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { createHost } from '@datafly/delivery'
import freshdesk from '@datafly/destination-freshdesk'
import { deliverAll } from '../src/deliver-all'
import { readEvents } from '../src/ndjson/read-events'

const MAX_GROWTH = 8 * 1024 * 1024

const HTML = '<html>Bad Gateway</html>'

/** Every way in which a response can go wrong, each tried again by the host. */
const FAULTS: Array<(response: ServerResponse) => void> = [
  response => response.writeHead(503).end(),
  response => response.writeHead(502, { 'content-type': 'text/html' }).end(HTML),
  response => response.writeHead(429, { 'retry-after': '1' }).end(),
  // The connection closes before any response.
  response => response.destroy(),
  // Less comes than Content-Length announces.
  response => response.writeHead(201, { 'content-length': 5_000 }).write('{"id":', () => response.destroy()),
  // A chunked body is cut off.
  response => response.writeHead(201, { 'content-type': 'application/json' }).write('{"id":', () => response.destroy()),
  response => response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":'),
  response => response.writeHead(201).end(),
  response =>
    response.writeHead(201, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end('no gzip'),
  response => response.writeHead(500, { 'content-type': 'application/json' }).end('x'.repeat(100_000)),
]

function serve() {
  let requests = 0
  const server = createServer((request, response) => {
    const body: Buffer[] = []
    request.on('data', chunk => body.push(chunk))
    request.on('end', () => {
      const fault = ++requests % 10 === 0 ? FAULTS[(requests / 10) % FAULTS.length] : undefined
      if (fault) return fault(response)
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
      // Every third event is about a person who was there before.
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
  const host = createHost(
    { definition: freshdesk, settings: { domain: 'acme', apiKey: 'key' }, concurrency: 16, statsContext },
    // No wait between attempts: the benchmark is about memory.
    { sleep: () => new Promise(resolve => setImmediate(resolve)) },
  )
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
    await deliver(Number(port), Number(process.argv[2] ?? 100_000))
    server.kill()
  })
}
