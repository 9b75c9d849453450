import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Destination } from '@segment/actions-core'
import nock from 'nock'
import definition from '..'

// Every *.json file of this folder is a table of events; README.md says how to read and write one.

type Json = Record<string, unknown>

interface Table {
  about: string
  /** What the events of this table have in common, laid over BASE. */
  base?: Json
  rows: Row[]
}

interface Row {
  it: string
  without?: string[]
  event?: Json
  settings?: Json
  mapping?: Json
  creates?: Json
  drops?: string
  ignored?: true
  refused?: Failure
  requests?: Exchange[]
  result?: Json
  error?: Failure
  omits?: Record<string, string>
}

interface Exchange {
  request: string
  body?: Json
  answer?: { status: number; headers?: Record<string, string>; body?: Json | Json[] | string }
}

interface Failure {
  class: string
  status: number
  code: string
  says: string[]
  retryAfter?: number
}

const BASE: Json = {
  messageId: 'msg_1',
  type: 'identify',
  userId: 'usr_123',
  timestamp: '2026-11-23T10:00:00.000Z',
  context: { consent: { categoryPreferences: { marketing: true } } },
}
const SETTINGS = { domain: 'acme', apiKey: 'kQ7vXw2LpZ9sRt4YbN1c' }
const CREATED: Required<Exchange>['answer'] = { status: 201, body: { id: 501 } }
const WORDS = ['it', 'without', 'event', 'settings', 'mapping', 'omits', 'requests', 'result', 'error']
const ENDINGS = ['creates', 'drops', 'ignored', 'refused', 'requests']

const destination = new Destination(definition)
const unannounced: string[] = []

beforeAll(() => {
  // A shell may be aimed at a mock; the tables are of the real address.
  delete process.env.FRESHDESK_BASE_URL
  nock.disableNetConnect()
  nock.emitter.on('no match', request => unannounced.push(`${request.method} ${request.path}`))
})

afterEach(() => {
  nock.cleanAll()
  unannounced.length = 0
  destination.responses.splice(0)
})

afterAll(() => nock.restore())

for (const file of readdirSync(__dirname).filter(name => name.endsWith('.json'))) {
  const table = written(JSON.parse(readFileSync(join(__dirname, file), 'utf8'))) as Table
  describe(`${file.replace('.json', '')}: ${table.about}`, () => {
    for (const row of table.rows) test(row.it, () => check(row, table.base ?? {}))
  })
}

async function check(row: Row, base: Json) {
  expect(Object.keys(row).filter(key => ![...WORDS, ...ENDINGS].includes(key))).toEqual([])
  expect(ENDINGS.filter(key => key in row)).toHaveLength(1)
  expect(row.requests === undefined || 'result' in row !== 'error' in row).toBe(true)

  const exchanges = row.creates ? [{ request: 'POST /contacts', body: row.creates }] : (row.requests ?? [])
  const sent = announce(exchanges)
  const event = merged(without(merged(BASE, base), row.without ?? []), row.event ?? {})
  const { results, error } = await deliver(event, row)

  expect(sent).toEqual(exchanges.map(({ request, body }) => ({ request, ...(body && { body }) })))
  expect(nock.pendingMocks()).toEqual([])
  expect(unannounced).toEqual([])

  const failure = row.refused ?? row.error
  if (failure) return expectFailure(error, failure, event)
  expect(error).toBeUndefined()
  if (row.ignored) return expect(new Set(results.map(({ output }) => output))).toEqual(new Set(['not subscribed']))
  const [outcome, ...others] = results.filter(({ output }) => output === 'Action Executed')
  expect(others).toEqual([])
  expectResult(outcome?.data as Json, row)
}

/** Freshdesk as the row wants it. Collects what was really sent, in order. */
function announce(exchanges: Exchange[]) {
  const sent: unknown[] = []
  for (const { request, body, answer = CREATED } of exchanges) {
    const [method = '', path = ''] = request.split(' ')
    nock('https://acme.freshdesk.com', body ? { reqheaders: { 'content-type': 'application/json' } } : {})
      .intercept(`/api/v2${path}`, method)
      .basicAuth({ user: SETTINGS.apiKey, pass: 'X' })
      .reply(
        answer.status,
        (_uri, received) => {
          sent.push({ request, ...(received !== '' && { body: received }) })
          return answer.body ?? ''
        },
        { 'content-type': typeof answer.body === 'object' ? 'application/json' : 'text/html', ...answer.headers },
      )
  }
  return sent
}

/** All actions of the preset listen to every event, each with its own subscription and mapping. */
async function deliver(event: Json, { settings, mapping }: Row) {
  const subscriptions = definition.presets?.map(preset => ({
    ...preset,
    mapping: { ...preset.mapping, ...mapping },
  }))
  try {
    const results = await destination.onEvent(event as never, { ...SETTINGS, ...settings, subscriptions } as never)
    return { results }
  } catch (error) {
    return { results: [], error: error as Error & Json }
  }
}

function expectResult(result: Json, row: Row) {
  const { omitted = [], message, ...rest } = result
  if (row.creates) expect(rest).toEqual({ outcome: 'created', contactId: 501 })
  else if (row.drops) expect(rest).toEqual({ outcome: 'dropped', reason: row.drops })
  else expect(rest).toEqual(row.result)
  // Whatever is not plain success comes with a sentence for the operator.
  if (rest.reason) expect(message).toEqual(expect.stringMatching(/^[A-Z].{20,}\.$/))
  const omits = Object.entries(row.omits ?? {})
  expect(omitted).toHaveLength(omits.length)
  expect(omitted).toEqual(
    expect.arrayContaining(omits.map(([field, words]) => ({ field, reason: expect.stringContaining(words) }))),
  )
}

function expectFailure(error: (Error & Json) | undefined, expected: Failure, event: Json) {
  expect(error).toMatchObject({ status: expected.status, code: expected.code })
  expect(error?.constructor.name).toBe(expected.class)
  expect(error?.retryAfter).toBe(expected.retryAfter)
  for (const words of expected.says) expect(error?.message).toContain(words)
  for (const secret of [SETTINGS.apiKey, ...textsIn(event.traits), ...textsIn(event.properties)]) {
    if (secret.length > 2) expect(error?.message).not.toContain(secret)
  }
}

/** Long texts are written `{ "$repeat": ["text", times, ...] }`. */
function written(value: unknown): unknown {
  if (!isRecord(value)) return Array.isArray(value) ? value.map(written) : value
  if (Array.isArray(value.$repeat)) return repeated(value.$repeat)
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, written(entry)]))
}

function repeated([text, times, ...rest]: unknown[]): string {
  return String(text).repeat(Number(times)) + (rest.length > 0 ? repeated(rest) : '')
}

function merged(base: Json, over: Json): Json {
  const both = Object.entries(over).map(([key, value]) => {
    const under = Object.hasOwn(base, key) ? base[key] : undefined
    return [key, isRecord(under) && isRecord(value) ? merged(under, value) : value]
  })
  return Object.fromEntries([...Object.entries(base), ...both])
}

function without(record: Json, paths: string[]): Json {
  const kept = Object.entries(record).filter(([key]) => !paths.includes(key))
  return Object.fromEntries(
    kept.map(([key, value]) => {
      const inside = paths.filter(path => path.startsWith(`${key}.`)).map(path => path.slice(key.length + 1))
      return [key, inside.length > 0 ? without(value as Json, inside) : value]
    }),
  )
}

const textsIn = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : value && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : []

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
