/**
 * Measures the time per event through the framework, beside a bare action with the same fields and
 * the cheapest mapping, which only POSTs its payload to the same server (in a separate process).
 * Both take the same events in one run, round by round in turn: first 60 people who return, then
 * new people with a new phone number each. The plugin runs as it is published, from dist. Then
 * measures the heap over 200,000 events (or as many as the first argument says). Ends with exit
 * code 1 when the returning people or the heap are over their limit. Run by `pnpm bench:plugin`.
 */
import { fork } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import freshdesk, { type Settings } from '@datafly/destination-freshdesk'
import { Destination, type DestinationDefinition } from '@segment/actions-core'

const MAX_RATIO = 1.15
const MAX_GROWTH_MIB = 4
/** Many short rounds, so that whatever else the machine does falls on both alike. */
const ROUNDS = 1000
const EVENTS_A_ROUND = 10
const WARM_UP = 100

function serve() {
  const contact = JSON.stringify({
    id: 72009990001,
    deleted: false,
    name: 'Ada Moss',
    tags: ['marketing-consent'],
    custom_fields: {},
  })
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(201, { 'content-type': 'application/json' }).end(contact))
  })
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
}

const PHONES = ['07700 900123', '+44 20 7946 0018', '(202) 555-0123', '030 23125 123', '+33 6 12 34 56 78', undefined]
const COUNTRIES = ['GB', 'United Kingdom', 'US', 'Germany', 'FR', undefined]

/** The number of a person: the last four digits differ. */
const toOwnPhone = (person: number) =>
  PHONES[person % PHONES.length]?.replace(/\d(?: ?\d){3}$/, String(person % 10_000).padStart(4, '0'))

/** People as they come: some with a phone, some with a country, some with a title. */
const toEvent = (i: number) => ({
  type: 'identify',
  messageId: `message-${i}`,
  userId: `user-${i}`,
  timestamp: '2026-11-23T10:00:00.000Z',
  traits: {
    name: `Ada Moss ${i}`,
    email: `Ada.Moss.${i}@Example.com`,
    phone: toOwnPhone(i),
    ...(i % 2 && { title: 'Gardener' }),
  },
  context: {
    consent: { categoryPreferences: { marketing: true, analytics: false } },
    locale: 'en-GB',
    location: { country: COUNTRIES[i % COUNTRIES.length] },
  },
})

const returning = Array.from({ length: 60 }, (_, i) => toEvent(i))

/** The cheapest mapping of the same fields: one place each. */
const CHEAPEST = Object.fromEntries(
  Object.entries({
    name: 'traits.name',
    first_name: 'traits.first_name',
    last_name: 'traits.last_name',
    email: 'traits.email',
    phone: 'traits.phone',
    unique_external_id: 'userId',
    job_title: 'traits.title',
    company_id: 'traits.company_id',
    country: 'context.location.country',
    consent: 'context.consent',
  }).map(([field, path]) => [field, { '@path': `$.${path}` }]),
)

function bareAction(baseUrl: string): DestinationDefinition<Settings> {
  const { identified } = freshdesk.actions
  if (!identified || !freshdesk.authentication) throw new Error('The plugin has changed: it has no action identified.')
  return {
    name: 'Bare',
    mode: 'cloud',
    authentication: { scheme: 'custom', fields: freshdesk.authentication.fields },
    extendRequest: ({ settings }) => ({ username: settings.apiKey, password: 'X', skipResponseCloning: true }),
    actions: {
      identified: {
        title: 'Bare',
        description: 'POST what is mapped.',
        fields: identified.fields,
        perform: (request, { payload }) =>
          request(`${baseUrl}/api/v2/contacts`, { method: 'post', json: payload as Record<string, unknown> }),
      },
    },
  }
}

async function measure(port: number): Promise<void> {
  const baseUrl = `http://127.0.0.1:${port}`
  process.env.FRESHDESK_BASE_URL = baseUrl
  const contenders = {
    plugin: new Destination(freshdesk),
    bare: new Destination(bareAction(baseUrl)),
  }
  const subscription = freshdesk.presets?.find(({ partnerAction }) => partnerAction === 'identified')
  const settings = { domain: 'acme', apiKey: 'key', subscription } as never
  const bareSettings = { domain: 'acme', apiKey: 'key', subscription: { ...subscription, mapping: CHEAPEST } } as never

  /** Milliseconds per event, and of these the ones in which this process worked. */
  async function round(destination: Destination<Settings>, settings: never, events: object[]) {
    const cpu = process.cpuUsage()
    const start = performance.now()
    for (const event of events) {
      await destination.onEvent(event as never, settings)
      destination.responses.length = 0
    }
    const wall = (performance.now() - start) / EVENTS_A_ROUND
    const { user, system } = process.cpuUsage(cpu)
    return { wall, cpu: (user + system) / 1000 / EVENTS_A_ROUND }
  }

  /** The ratio of the plugin's time on the clock. */
  async function compare(people: string, toPerson: (i: number) => object): Promise<number> {
    const plugin: Awaited<ReturnType<typeof round>>[] = []
    const bare: typeof plugin = []
    for (let i = 0; i < WARM_UP + ROUNDS; i++) {
      const events = Array.from({ length: EVENTS_A_ROUND }, (_, n) => toPerson(i * EVENTS_A_ROUND + n))
      const turns = [
        async () => plugin.push(await round(contenders.plugin, settings, events)),
        async () => bare.push(await round(contenders.bare, bareSettings, events)),
      ]
      for (const turn of i % 2 ? turns : turns.reverse()) await turn()
    }
    const ratios = { wall: 0, cpu: 0 }
    for (const kind of ['wall', 'cpu'] as const) {
      const ours = median(plugin.slice(WARM_UP).map(one => one[kind]))
      const theirs = median(bare.slice(WARM_UP).map(one => one[kind]))
      ratios[kind] = ours / theirs
      const times = `plugin ${ours.toFixed(3)} ms  bare ${theirs.toFixed(3)} ms`
      console.log(`${people.padEnd(9)}  ${kind.padEnd(4)}  ${times}  ratio ${ratios[kind].toFixed(3)}`)
    }
    return ratios.wall
  }

  const ratio = await compare('returning', i => returning[i % returning.length] ?? {})
  await compare('new', toEvent)
  console.log(
    `medians of ${ROUNDS} rounds of ${EVENTS_A_ROUND} events; at most ${MAX_RATIO} of wall for returning people`,
  )
  if (ratio > MAX_RATIO) process.exitCode = 1

  await watchHeap(contenders.plugin, settings)
}

async function watchHeap(destination: Destination<Settings>, settings: never): Promise<void> {
  if (!global.gc) throw new Error('Needs node --expose-gc.')
  const total = Number(process.argv[2] ?? 200_000)
  const step = Math.ceil(total / 10)
  const heaps: number[] = []
  for (let done = 0; done < total; ) {
    const batch = Array.from({ length: 16 }, () => {
      const person = done++
      // No person comes twice, because a cache by person would show.
      return destination.onEvent(toEvent(person) as never, settings)
    })
    await Promise.all(batch)
    destination.responses.length = 0
    if (Math.floor(done / step) > heaps.length) {
      global.gc()
      const heap = process.memoryUsage().heapUsed / 2 ** 20
      heaps.push(heap)
      console.log(`heap  ${String(done).padStart(7)} events  ${heap.toFixed(1)} MiB`)
    }
  }
  const growth = (heaps.at(-1) ?? 0) - (heaps[0] ?? 0)
  console.log(`heap  grew by ${growth.toFixed(1)} MiB between the first and the last; at most ${MAX_GROWTH_MIB} wanted`)
  if (growth > MAX_GROWTH_MIB) process.exitCode = 1
}

const median = (numbers: number[]) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN

if (process.send) {
  process.once('disconnect', () => process.exit()) // never outlives the benchmark
  serve()
} else {
  const server = fork(__filename)
  server.once('message', port => {
    void measure(port as number).finally(() => server.kill())
  })
}
