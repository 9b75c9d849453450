import { failed } from '@datafly/delivery'
import { type Contact, compare, createRandom, createStream, type SoakEvent, type Verdict } from './people'
import { startInProcess, startProcess, type Worker } from './worker'

export interface SoakOptions {
  events: number
  people: number
  seed: number
  /**
   * How often the host is stopped in the middle of its work, as by Ctrl-C, and a new host goes on.
   */
  interruptions: number
  /** How often the process of the host is killed, as by kill -9, and a new process goes on. */
  kills: number
  /** How often the API is down for a while. */
  outages: number
  /** The address of the mock. */
  url: string
  /** Called now and then with the number of events that are done. */
  onProgress?: (done: number) => void
}

export interface SoakResult extends Verdict {
  outcomes: Record<string, number>
  /** Messages of events that were rejected: no fault here is the event's. */
  rejected: string[]
  retries: number
  interruptions: number
  kills: number
  outages: number
  redelivered: number
}

const MAX_IN_HAND = 400

/**
 * Faults that strike single requests, each as likely as it says. `after` means that only the
 * response is lost.
 */
const FAULTS = [
  { probability: 0.02, status: 503 },
  { probability: 0.01, status: 500 },
  { probability: 0.01, status: 502, headers: { 'content-type': 'text/html' }, body: '<html>Bad Gateway</html>' },
  { probability: 0.01, status: 429, headers: { 'retry-after': '1' } },
  { probability: 0.005, status: 409, headers: { 'content-type': 'text/html' }, body: '<html>Conflict</html>' },
  { probability: 0.01, kind: 'reset' },
  { probability: 0.01, kind: 'reset', after: true },
  { probability: 0.01, kind: 'cut-off', after: true },
  { probability: 0.01, kind: 'malformed', after: true },
  { probability: 0.0003, kind: 'hang' },
]

/**
 * Delivers a lifelike stream to a mock full of faults, through outages and interruptions. Then
 * compares every contact with what the events say.
 */
export async function soak(options: SoakOptions): Promise<SoakResult> {
  const { events, expected } = createStream(options.events, options.people, options.seed)
  const run = new Soak(options, events)
  const result = await run.finish()
  const { contacts } = (await call(options.url, 'GET', '/snapshot')) as { contacts: Contact[] }
  return { ...compare(expected, contacts), ...result }
}

class Soak {
  readonly #result = {
    outcomes: {} as Record<string, number>,
    rejected: [] as string[],
    retries: 0,
    interruptions: 0,
    kills: 0,
    outages: 0,
    redelivered: 0,
  }
  readonly #random: () => number
  /** Where each session ends, in its order, and whether by a kill. */
  readonly #ends: Array<{ at: number; isKill: boolean }>
  readonly #outageAt: number[]
  #done = 0

  constructor(
    private readonly options: SoakOptions,
    private readonly events: readonly SoakEvent[],
  ) {
    this.#random = createRandom(options.seed + 1)
    const kinds = [...Array(options.interruptions).fill(false), ...Array(options.kills).fill(true)]
    this.#ends = kinds.map(isKill => ({ at: this.#moment(), isKill })).sort((a, b) => a.at - b.at)
    this.#outageAt = Array.from({ length: options.outages }, () => this.#moment()).sort((a, b) => a - b)
  }

  async finish() {
    process.env.FRESHDESK_BASE_URL = this.options.url
    await this.#setFaults()
    // The places of events that are not delivered yet, in the order of the stream.
    let waiting = this.events.map((_, i) => i)
    while (waiting.length > 0) waiting = await this.#session(waiting)
    await call(this.options.url, 'DELETE', '/faults')
    return this.#result
  }

  /** One host's life. Returns the events that are left for the next one, in order. */
  async #session(places: number[]): Promise<number[]> {
    const worker = this.#ends[0]?.isKill ? startProcess() : startInProcess()
    const kept: number[] = []
    const inHand = new Set<Promise<void>>()
    let next = 0
    while (next < places.length && !worker.hasEnded) {
      const place = places[next++] as number
      const delivery = this.#deliver(worker, place, kept).finally(() => inHand.delete(delivery))
      inHand.add(delivery)
      if (inHand.size >= MAX_IN_HAND) await Promise.race(inHand)
    }
    await Promise.all(inHand)
    worker.end()
    this.#result.retries += worker.retries
    this.#result.redelivered += kept.length
    // In the order of the stream: a person's older event goes first in the next session, too.
    return [...kept, ...places.slice(next)].sort((a, b) => a - b)
  }

  async #deliver(worker: Worker, place: number, kept: number[]): Promise<void> {
    const report = await worker.deliver(this.events[place] as SoakEvent)
    const { outcomes, rejected } = this.#result
    outcomes[report.outcome] = (outcomes[report.outcome] ?? 0) + 1
    if (report.outcome === 'rejected') rejected.push(String(report.message))
    else if (failed(report)) return void kept.push(place)
    this.#done++
    if (this.#done % 1_000 === 0) this.options.onProgress?.(this.#done)
    if (!worker.hasEnded && this.#done >= (this.#ends[0]?.at ?? Number.POSITIVE_INFINITY)) this.#endSession(worker)
    if (this.#done < (this.#outageAt[0] ?? Number.POSITIVE_INFINITY)) return
    this.#outageAt.shift()
    await this.#outage()
  }

  #endSession(worker: Worker): void {
    if (this.#ends.shift()?.isKill) this.#result.kills++
    else this.#result.interruptions++
    worker.end()
  }

  /** Every request fails, until the host has paused and probed a few times. */
  async #outage(): Promise<void> {
    this.#result.outages++
    await call(this.options.url, 'POST', '/faults', { status: 503, times: 20 })
  }

  async #setFaults(): Promise<void> {
    for (const [i, fault] of FAULTS.entries()) {
      await call(this.options.url, 'POST', '/faults', {
        ...fault,
        seed: this.options.seed + i,
        expiresInSeconds: 86_400,
      })
    }
  }

  #moment(): number {
    return Math.floor(this.#random() * this.options.events * 0.9)
  }
}

async function call(url: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${url}/__admin${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  const text = await response.text()
  return text === '' ? undefined : JSON.parse(text)
}
