import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'

/** What one run of the load generator saw. Times in milliseconds. */
export interface LoadResult {
  events: number
  perSecond: number
  p50: number
  p99: number
  /** Responses by status. */
  statuses: Record<string, number>
}

/**
 * Sends events to intake from a separate process, so that the generator takes no time of the
 * server's event loop. Each event is of a different person, or all are of the person that the last
 * argument names. Prints a {@link LoadResult} as JSON.
 *
 * @example tsx send-events.ts http://127.0.0.1:4100 dk_bench 50 1 5000
 */
async function main([url = '', key = '', clients = '50', batch = '1', events = '5000', person]: string[]) {
  const agent = new Agent({ keepAlive: true, maxSockets: Number(clients) })
  const times: number[] = []
  const statuses: Record<string, number> = {}
  let left = Math.ceil(Number(events) / Number(batch))
  const total = left * Number(batch)
  const client = async () => {
    while (left-- > 0) {
      const body =
        Number(batch) === 1 ? toEvent(person) : { batch: Array.from({ length: Number(batch) }, () => toEvent(person)) }
      const began = performance.now()
      const status = await post(agent, `${url}/v1/${Number(batch) === 1 ? 'i' : 'batch'}`, key, JSON.stringify(body))
      times.push(performance.now() - began)
      statuses[status] = (statuses[status] ?? 0) + 1
    }
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: Number(clients) }, client))
  const seconds = (performance.now() - began) / 1_000
  agent.destroy()
  times.sort((a, b) => a - b)
  const percentile = (part: number) => Math.round(times[Math.floor(times.length * part)] ?? 0)
  const result = { events: total, perSecond: Math.round(total / seconds), p50: percentile(0.5), p99: percentile(0.99) }
  console.log(JSON.stringify({ ...result, statuses } satisfies LoadResult))
}

/** A lifelike event of a person. */
export function toEvent(userId: string = randomUUID()) {
  return {
    type: 'identify',
    messageId: randomUUID(),
    userId,
    traits: { name: 'Ada Moss', email: `${userId}@example.com`, title: 'Engineer' },
    context: { consent: { marketing: true }, page: { url: 'https://shop.example/pricing' } },
  }
}

function post(agent: Agent, url: string, key: string, body: string): Promise<number> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  return new Promise((done, fail) => {
    const call = request(url, { method: 'POST', agent, headers }, response => {
      response.resume().on('end', () => done(response.statusCode ?? 0))
    })
    call.on('error', fail).end(body)
  })
}

if (require.main === module) void main(process.argv.slice(2))
