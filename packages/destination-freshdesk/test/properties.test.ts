import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Destination } from '@segment/actions-core'
import fc from 'fast-check'
import definition, { type Settings } from '../src'
import { normalizeContact } from '../src/normalize/contact'
import { anyEvent, generousMapping } from './helpers/any-event'
import { collectTexts, findContactFaults } from './helpers/contact-faults'

// More runs, for a quiet hour: PROPERTY_RUNS=20000.
const numRuns = Number(process.env.PROPERTY_RUNS ?? 200)
const API_KEY = 'kQ7vXw2LpZ9sRt4YbN1c'

interface Answer {
  status: number
  body?: unknown
  /** The message of a refusal quotes this field of the body, as no server should. */
  quotes?: string
}

/**
 * A Freshdesk of moods: it gives the answers of the script, one after another, the last for ever.
 */
const freshdesk = {
  script: [] as Answer[],
  requests: [] as { method: string; path: string; authorization: string; body: unknown }[],
}

const server: Server = createServer(async (request, response) => {
  const body = await read(request)
  const { method = '', url: path = '', headers } = request
  freshdesk.requests.push({ method, path, authorization: headers.authorization ?? '', body })
  const answer = freshdesk.script.length > 1 ? freshdesk.script.shift() : freshdesk.script[0]
  response.writeHead(answer?.status ?? 500, { 'content-type': 'application/json', 'retry-after': '3' })
  response.end(
    JSON.stringify(answer?.quotes ? refusalOf(answer.quotes, body) : (answer?.body ?? { id: 501, tags: ['vip'] })),
  )
})

beforeAll(async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  process.env.FRESHDESK_BASE_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => {
  delete process.env.FRESHDESK_BASE_URL
  server.closeAllConnections()
  server.close()
})

const HOLDERS = [72009990001, 72009990002, undefined, -1, 'x']
const conflict = fc
  .array(
    fc.record({
      field: fc.constantFrom('email', 'unique_external_id', 'mobile', 'phone'),
      user_id: fc.constantFrom(...HOLDERS),
    }),
    { maxLength: 2 },
  )
  .map(errors => ({
    status: 409,
    body: {
      errors: errors.map(({ field, user_id }) => ({ field, code: 'duplicate_value', additional_info: { user_id } })),
    },
  }))
const refusal = fc
  .constantFrom('name', 'email', 'phone', 'unique_external_id', 'address', 'description')
  .map(quotes => ({ status: 400, quotes }))
const created = fc.constant({ status: 201 })
const other = fc.constantFrom(200, 204, 301, 401, 403, 404, 405, 415, 429, 500, 501, 503).map(status => ({ status }))
const script = fc.oneof(
  { weight: 3, arbitrary: created.map(answer => [answer]) },
  { weight: 4, arbitrary: fc.tuple(conflict, fc.constant({ status: 200 })) },
  { weight: 3, arbitrary: fc.array(fc.oneof(conflict, refusal, other), { minLength: 1, maxLength: 4 }) },
) as fc.Arbitrary<Answer[]>

test('any event makes requests that Freshdesk would take, or a reason; errors have a status and repeat no value', async () => {
  const destination = new Destination(definition)
  const reached = { request: 0, result: 0, error: 0 }
  await fc.assert(
    fc.asyncProperty(anyEvent, script, fc.boolean(), async (event, answers, generous) => {
      const sizeOfScript = answers.length
      freshdesk.script = [...answers]
      freshdesk.requests = []
      const told: string[] = []
      const { results, error } = await deliver(destination, event, generous, told)
      destination.responses.splice(0)

      for (const { method, path, authorization, body } of freshdesk.requests) {
        expect(path).toMatch(/^\/api\/v2\/contacts(\/\d+|\?[a-z_]+=[^&]+)?$/)
        expect(authorization).toBe(`Basic ${Buffer.from(`${API_KEY}:X`).toString('base64')}`)
        if (method !== 'GET')
          expect({ method, body, faults: findContactFaults(method, body) }).toEqual({ method, body, faults: [] })
      }
      expect(freshdesk.requests.length).toBeLessThan(sizeOfScript + 9)

      if (error) expectToldApart(error)
      else for (const result of results ?? []) expectExplained(result)
      expectNothingRepeated([...told, error?.message ?? ''], event)

      if (freshdesk.requests.length > 0) reached.request++
      reached[error ? 'error' : 'result']++
    }),
    { numRuns },
  )
  // The generator is worth something only while most events get past the gate.
  expect(reached.request).toBeGreaterThan(numRuns / 3)
  expect(reached.result).toBeGreaterThan(numRuns / 4)
  expect(reached.error).toBeGreaterThan(numRuns / 20)
}, 600_000)

test('normalizing twice is normalizing once', () => {
  const account = { defaultCountry: 'GB' } as const
  fc.assert(
    fc.property(anyEvent, ({ userId, traits, context }) => {
      const { title, handle, zone, labels, more, ...others } = Object(traits)
      const { locale } = Object(context)
      const payload = {
        ...others,
        unique_external_id: userId,
        job_title: title,
        twitter_id: handle,
        time_zone: zone,
        tags: labels,
        custom_fields: more,
        language: locale,
      }
      const once = attempt(() => normalizeContact(payload, account))
      if (!once) return
      // A part of a name is checked less strictly than a full name: Null is a surname.
      const { name, ...rest } = once.contact
      const again = once.nameSource === 'partial' ? { ...rest, last_name: name } : once.contact
      const twice = normalizeContact(again, account)
      expect(twice?.contact).toEqual(once.contact)
      expect(twice?.omitted).toEqual([])
    }),
    { numRuns: numRuns * 3 },
  )
}, 600_000)

/** This test notices a framework that no longer fails before the plugin sees the event. */
test('the framework fails on a context of null', async () => {
  const { error } = await deliver(new Destination(definition), { type: 'identify', context: null }, false, [])
  expect(error).toBeInstanceOf(TypeError)
  expect(error?.status).toBeUndefined()
})

test('a trait that is an object with a key toString is left out', async () => {
  const event = { type: 'identify', traits: { email: { toString: 1 } } }
  const { error } = await deliver(new Destination(definition), event, false, [])
  expect(error).toBeUndefined()
})

async function deliver(destination: Destination<Settings>, event: object, generous: boolean, told: string[]) {
  const subscriptions = definition.presets?.map(preset => ({
    ...preset,
    mapping: { ...preset.mapping, ...(generous && generousMapping) },
  }))
  const tell = (...words: unknown[]) => void told.push(JSON.stringify(words))
  const host = {
    logger: {
      level: 'info',
      name: 'test',
      debug: tell,
      info: tell,
      warn: tell,
      error: tell,
      crit: tell,
      log: tell,
      withTags: tell,
    },
    statsContext: { statsClient: { incr: tell, observe: tell, set: tell, histogram: tell }, tags: [] },
  }
  try {
    return {
      results: await destination.onEvent(
        event as never,
        { domain: 'acme', apiKey: API_KEY, subscriptions } as never,
        host as never,
      ),
    }
  } catch (error) {
    return { error: error as Error & { status?: unknown; code?: unknown } }
  }
}

function expectToldApart(error: Error & { status?: unknown; code?: unknown }) {
  expect(error.constructor.name).toMatch(/^(PayloadValidation|InvalidAuthentication|Integration|Retryable)Error$/)
  expect(error.code).toEqual(expect.stringMatching(/^[A-Z_]+$/))
  expect(error.status).toEqual(expect.any(Number))
}

function expectExplained({ output, data }: { output?: unknown; data?: unknown }) {
  if (output !== 'Action Executed')
    return expect(String(output)).toMatch(/^(not subscribed|Mappings resolved|Payload validated)$/)
  const { outcome, reason, message } = data as Record<string, unknown>
  expect(outcome).toEqual(expect.stringMatching(/^(created|updated|exists|dropped)$/))
  if (outcome === 'exists' || outcome === 'dropped') {
    expect(reason).toEqual(expect.stringMatching(/^[a-z-]+$/))
    expect(message).toEqual(expect.stringMatching(/^[A-Z].+\.$/))
  }
}

function expectNothingRepeated(told: string[], event: object) {
  const words = told.map(squeezed).join('\n')
  expect(words).not.toContain(API_KEY)
  for (const text of collectTexts(event).map(squeezed)) {
    if (text.length >= 3 && !OUR_OWN_WORDS.includes(text)) expect(words).not.toContain(text)
  }
}

const SOURCES = join(__dirname, '../src')

/** A value that stands in the sources looks like our own words. */
const OUR_OWN_WORDS = squeezed(
  readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map(file => join(SOURCES, file))
    .concat(__filename)
    .map(file => readFileSync(file, 'utf8'))
    .join('\n'),
)

function squeezed(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ')
}

function refusalOf(field: string, body: unknown) {
  const quoted = Object(body)[field]
  return {
    description: 'Validation failed',
    errors: [{ field, message: `We do not like "${quoted}" at all`, code: 'invalid_value' }],
  }
}

async function read(request: IncomingMessage): Promise<unknown> {
  const chunks = await request.toArray()
  return chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : undefined
}

function attempt<T>(make: () => T): T | undefined {
  try {
    return make()
  } catch {
    return undefined
  }
}
