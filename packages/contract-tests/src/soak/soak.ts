import { createHost, failed, type Host } from '@datafly/delivery'
import destination from '@datafly/destination-freshdesk'
import { type Contact, compare, createRandom, createStream, type SoakEvent, type Verdict } from './people'

export interface SoakOptions {
  events: number
  people: number
  seed: number
  /** How often the host is interrupted in the middle of its work, and a new host goes on. */
  interruptions: number
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
  outages: number
  redelivered: number
}

const MAX_IN_HAND = 400

/** The host's pauses take a hundredth of their time. */
const TIME_LAPSE = 100

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
    outages: 0,
    redelivered: 0,
  }
  readonly #random: () => number
  readonly #interruptAt: number[]
  readonly #outageAt: number[]
  #done = 0

  constructor(
    private readonly options: SoakOptions,
    private readonly events: readonly SoakEvent[],
  ) {
    this.#random = createRandom(options.seed + 1)
    this.#interruptAt = this.#moments(options.interruptions)
    this.#outageAt = this.#moments(options.outages)
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
    const stop = new AbortController()
    const host = this.#createHost(stop.signal)
    const kept: number[] = []
    const inHand = new Set<Promise<void>>()
    let next = 0
    while (next < places.length && !stop.signal.aborted) {
      const place = places[next++] as number
      const delivery = this.#deliver(host, place, kept, stop).finally(() => inHand.delete(delivery))
      inHand.add(delivery)
      if (inHand.size >= MAX_IN_HAND) await Promise.race(inHand)
    }
    await Promise.all(inHand)
    this.#result.redelivered += kept.length
    // In the order of the stream: a person's older event goes first in the next session, too.
    return [...kept, ...places.slice(next)].sort((a, b) => a - b)
  }

  async #deliver(host: Host, place: number, kept: number[], stop: AbortController): Promise<void> {
    const report = await host.deliver(this.events[place] as SoakEvent)
    const { outcomes, rejected } = this.#result
    outcomes[report.outcome] = (outcomes[report.outcome] ?? 0) + 1
    if (report.outcome === 'rejected') rejected.push(String(report.message))
    else if (failed(report)) return void kept.push(place)
    this.#done++
    if (this.#done % 1_000 === 0) this.options.onProgress?.(this.#done)
    if (this.#isDue(this.#interruptAt)) {
      this.#result.interruptions++
      stop.abort()
    }
    if (this.#isDue(this.#outageAt)) await this.#outage()
  }

  /** Every request fails, until the host has paused and probed a few times. */
  async #outage(): Promise<void> {
    this.#result.outages++
    await call(this.options.url, 'POST', '/faults', { status: 503, times: 20 })
  }

  #createHost(signal: AbortSignal): Host {
    return createHost(
      {
        definition: destination,
        settings: { domain: 'acme', apiKey: 'mock-api-key' },
        concurrency: 16,
        signal,
        onMetric: ({ type }) => {
          if (type === 'retry') this.#result.retries++
        },
      },
      { sleep: (milliseconds, signal) => lapse(milliseconds / TIME_LAPSE, signal) },
    )
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

  #moments(count: number): number[] {
    return Array.from({ length: count }, () => Math.floor(this.#random() * this.options.events * 0.9)).sort(
      (a, b) => a - b,
    )
  }

  #isDue(moments: number[]): boolean {
    if (moments[0] === undefined || this.#done < moments[0]) return false
    moments.shift()
    return true
  }
}

const lapse = (milliseconds: number, signal: AbortSignal) =>
  new Promise<void>(resolve => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, milliseconds)
    signal.addEventListener('abort', end)
  })

async function call(url: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${url}/__admin${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  const text = await response.text()
  return text === '' ? undefined : JSON.parse(text)
}
