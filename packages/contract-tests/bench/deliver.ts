/**
 * Delivers 5,000 events (or as many as the first argument says) through the host and the plugin to
 * a server in another process. Beside it, a bare loop sends the same POSTs with node:http. Prints
 * events a second and CPU time an event. Run by `pnpm bench:deliver`.
 */
import { fork } from 'node:child_process'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHost } from '@datafly/delivery'
import destination from '@datafly/destination-freshdesk'

const CONCURRENCY = 16
const WARM_UP = 500

function serve() {
  const server = createServer((request, response) => {
    const body: Buffer[] = []
    request.on('data', chunk => body.push(chunk))
    request.on('end', () => {
      const contact = JSON.parse(Buffer.concat(body).toString())
      response.writeHead(201, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ id: 1, ...contact }))
    })
  })
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
}

const toEvent = (i: number) => ({
  type: 'identify',
  messageId: `message-${i}`,
  userId: `user-${i}`,
  traits: { name: `Person ${i}`, email: `person.${i}@example.com`, phone: '07700 900123', title: 'Head of Growth' },
  context: { consent: { categoryPreferences: { marketing: true } } },
})

const toBody = (i: number) =>
  JSON.stringify({
    name: `Person ${i}`,
    email: `person.${i}@example.com`,
    phone: '+447700900123',
    unique_external_id: `user-${i}`,
    job_title: 'Head of Growth',
    tags: ['marketing-consent'],
  })

function post(port: number, body: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', authorization: 'Basic a2V5Olg=' }
    const outgoing = request({ port, method: 'POST', path: '/api/v2/contacts', headers }, response => {
      const chunks: Buffer[] = []
      response.on('data', chunk => chunks.push(chunk))
      response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())))
    })
    outgoing.on('error', reject).end(body)
  })
}

/** Runs the work for each number, so many at a time. */
async function runAll(from: number, to: number, work: (i: number) => Promise<unknown>): Promise<void> {
  let next = from
  const worker = async () => {
    while (next < to) await work(next++)
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, worker))
}

async function measure(name: string, total: number, work: (i: number) => Promise<unknown>) {
  await runAll(0, WARM_UP, work)
  const cpu = process.cpuUsage()
  const start = performance.now()
  await runAll(WARM_UP, WARM_UP + total, work)
  const seconds = (performance.now() - start) / 1_000
  const { user, system } = process.cpuUsage(cpu)
  const milliseconds = (user + system) / 1_000 / total
  console.log(
    `${name.padEnd(24)}${String(Math.round(total / seconds)).padStart(7)} events/s${milliseconds.toFixed(2).padStart(8)} ms of CPU an event`,
  )
}

async function main(port: number, total: number) {
  process.env.FRESHDESK_BASE_URL = `http://127.0.0.1:${port}`
  const settings = { domain: 'acme', apiKey: 'key' }
  const host = createHost({ definition: destination, settings, concurrency: CONCURRENCY })
  await measure('bare POSTs (node:http)', total, i => post(port, toBody(i)))
  await measure('host and plugin', total, i => host.deliver(toEvent(i)))
}

if (process.send) serve()
else {
  const server = fork(__filename)
  server.once('message', async port => {
    await main(Number(port), Number(process.argv[2] ?? 5_000))
    server.kill()
    process.exit()
  })
}
