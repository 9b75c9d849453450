import { createHost } from '@datafly/delivery'
import destination from '@datafly/destination-freshdesk'
import { startMock } from 'mock-freshdesk'

/**
 * Counts the requests of a lifelike stream: identify calls of returning people, few with a new
 * value. Compares them with looking first: a look-up by email, then a create or an update. Prints
 * the minutes that each takes within the rate limits of each plan.
 */
const EVENTS = 10_000
const PEOPLE = 1_000
const CHANGED = 0.05

/** Requests a minute by plan, and how many of them may be GETs of contacts. */
const PLANS = [
  { plan: 'Growth', all: 200, contactGets: 20 },
  { plan: 'Pro', all: 400, contactGets: 100 },
  { plan: 'Enterprise', all: 700, contactGets: 200 },
]

/** The same numbers in every run. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

function* stream() {
  const next = random(7)
  const titles = new Map<number, number>()
  for (let i = 0; i < EVENTS; i++) {
    const person = i < PEOPLE ? i : Math.floor(next() * PEOPLE)
    const changes = i >= PEOPLE && next() < CHANGED
    if (changes) titles.set(person, (titles.get(person) ?? 0) + 1)
    const traits = {
      name: `Person ${person}`,
      email: `person${person}@example.com`,
      title: `Title ${titles.get(person) ?? 0}`,
    }
    yield {
      type: 'identify',
      userId: `u-${person}`,
      traits,
      context: { consent: { categoryPreferences: { marketing: true } } },
    }
  }
}

interface Count {
  gets: number
  writes: number
}

async function counted(run: (url: string) => Promise<void>): Promise<Count> {
  const mock = await startMock({ plan: 'off', journalLimit: EVENTS * 4 })
  try {
    await run(mock.url)
    const count = async (method: string) => {
      const response = await fetch(`${mock.url}/__admin/requests/count`, {
        method: 'POST',
        body: JSON.stringify({ method }),
      })
      return ((await response.json()) as { count: number }).count
    }
    return { gets: await count('GET'), writes: (await count('POST')) + (await count('PUT')) }
  } finally {
    await mock.close()
  }
}

async function createFirst(url: string) {
  process.env.FRESHDESK_BASE_URL = url
  const host = createHost({
    definition: destination,
    settings: { domain: 'acme', apiKey: 'mock-api-key' },
    concurrency: 10,
  })
  let waiting: Promise<unknown>[] = []
  for (const event of stream()) {
    waiting.push(host.deliver(event))
    if (waiting.length === 500) {
      await Promise.all(waiting)
      waiting = []
    }
  }
  await Promise.all(waiting)
}

async function lookFirst(url: string) {
  const headers = { authorization: `Basic ${btoa('mock-api-key:X')}`, 'content-type': 'application/json' }
  const call = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${url}/api/v2${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    })
    return response.json() as Promise<unknown>
  }
  for (const { userId, traits } of stream()) {
    const contact = { name: traits.name, email: traits.email, unique_external_id: userId, job_title: traits.title }
    const [found] = (await call('GET', `/contacts?email=${encodeURIComponent(traits.email)}`)) as {
      id: number
      job_title: string
    }[]
    if (!found) await call('POST', '/contacts', contact)
    else if (found.job_title !== traits.title) await call('PUT', `/contacts/${found.id}`, contact)
  }
}

const minutes = ({ gets, writes }: Count, { all, contactGets }: (typeof PLANS)[number]) =>
  Math.max((gets + writes) / all, gets / contactGets)

async function main() {
  console.log(`${EVENTS} identify calls by ${PEOPLE} people, ${CHANGED * 100}% of them with something new`)
  const ours = await counted(createFirst)
  const theirs = await counted(lookFirst)
  console.log('\n                 GET /contacts   POST and PUT    all')
  for (const [name, count] of [
    ['create first', ours],
    ['look first', theirs],
  ] as const) {
    console.log(
      `${name.padEnd(16)}${String(count.gets).padStart(14)}${String(count.writes).padStart(15)}${String(count.gets + count.writes).padStart(7)}`,
    )
  }
  console.log('\nminutes on a plan   create first   look first   ratio')
  for (const plan of PLANS) {
    const [a, b] = [minutes(ours, plan), minutes(theirs, plan)]
    console.log(
      `${plan.plan.padEnd(16)}${a.toFixed(0).padStart(16)}${b.toFixed(0).padStart(13)}${(a / b).toFixed(2).padStart(8)}`,
    )
  }
}

void main()
