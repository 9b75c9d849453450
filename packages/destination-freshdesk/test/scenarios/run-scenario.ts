import { Destination } from '@segment/actions-core'
import nock from 'nock'
import definition from '../../src'
import { eachTestADayLater } from '../helpers/clock'
import { collectTexts } from '../helpers/contact-faults'
import { buildEvent, type Exchange, type Failure, type Scenario } from './scenario'

type Json = Record<string, unknown>

const SETTINGS = { domain: 'acme', apiKey: 'kQ7vXw2LpZ9sRt4YbN1c' }
const CREATED: Required<Exchange>['response'] = { status: 201, body: { id: 501 } }

const destination = new Destination(definition)
const unannounced: string[] = []

/**
 * Cuts the test file off from the network, and notes requests that no scenario announces. Call it
 * once in a test file.
 */
export function onlyScenarioRequests() {
  eachTestADayLater()
  beforeAll(() => {
    // A shell may point the plugin at a mock; the scenarios use the real address.
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
}

/**
 * Takes one event through the framework, and compares each request and the result with the
 * scenario.
 */
export async function runScenario(scenario: Scenario, base?: Json) {
  const lookUps: Exchange[] = (scenario.looksUp ?? []).map(request => ({
    request,
    response: { status: 200, body: [] },
  }))
  const writes = scenario.creates ? [{ request: 'POST /contacts', body: scenario.creates }] : (scenario.requests ?? [])
  const exchanges = [...lookUps, ...writes]
  const sent = announce(exchanges)
  const event = buildEvent(scenario, base)
  const { results, error } = await deliver(event, scenario)

  expect(sent).toEqual(exchanges.map(({ request, body }) => ({ request, ...(body && { body }) })))
  expect(nock.pendingMocks()).toEqual([])
  expect(unannounced).toEqual([])

  const failure = scenario.refused ?? scenario.error
  if (failure) return expectFailure(error, failure, event)
  expect(error).toBeUndefined()
  if (scenario.ignored) return expect(new Set(results.map(({ output }) => output))).toEqual(new Set(['not subscribed']))
  const [outcome, ...others] = results.filter(({ output }) => output === 'Action Executed')
  expect(others).toEqual([])
  expectResult(outcome?.data as Json, scenario)
}

/**
 * Announces the requests of a scenario to nock. Returns the list in which the real requests appear,
 * in order.
 */
function announce(exchanges: readonly Exchange[]) {
  const sent: unknown[] = []
  for (const { request, body, response = CREATED } of exchanges) {
    const [method = '', path = ''] = request.split(' ')
    nock('https://acme.freshdesk.com', body ? { reqheaders: { 'content-type': 'application/json' } } : {})
      .intercept(`/api/v2${path}`, method)
      .basicAuth({ user: SETTINGS.apiKey, pass: 'X' })
      .reply(
        response.status,
        (_uri, received) => {
          sent.push({ request, ...(received !== '' && { body: received }) })
          return response.body ?? ''
        },
        { 'content-type': typeof response.body === 'object' ? 'application/json' : 'text/html', ...response.headers },
      )
  }
  return sent
}

/** Every action of the preset gets the event, each with its own subscription and mapping. */
async function deliver(event: Json, { settings, mapping }: Scenario) {
  const subscriptions = definition.presets?.map(preset => ({ ...preset, mapping: { ...preset.mapping, ...mapping } }))
  try {
    const results = await destination.onEvent(event as never, { ...SETTINGS, ...settings, subscriptions } as never)
    return { results }
  } catch (error) {
    return { results: [], error: error as Error & Json }
  }
}

function expectResult(result: Json, scenario: Scenario) {
  const { omitted = [], message, written, ...rest } = result
  expect(written).toBe(rest.outcome === 'exists' || rest.outcome === 'dropped' ? false : undefined)
  if (scenario.creates) expect(rest).toEqual({ outcome: 'created', contactId: 501 })
  else if (scenario.drops) expect(rest).toEqual({ outcome: 'dropped', reason: scenario.drops })
  else expect(rest).toEqual(scenario.result)
  // A result other than plain success carries a sentence for the operator.
  if (rest.reason) expect(message).toEqual(expect.stringMatching(/^[A-Z].{20,}\.$/))
  const omits = Object.entries(scenario.omits ?? {}).map(([field, words]) => ({
    field,
    reason: expect.stringContaining(words),
  }))
  expect(omitted).toEqual(expect.arrayContaining(omits))
  expect(omitted).toHaveLength(omits.length)
}

function expectFailure(error: (Error & Json) | undefined, expected: Failure, event: Json) {
  expect(error).toMatchObject({ status: expected.status, code: expected.code })
  expect(error?.constructor.name).toBe(expected.class)
  expect(error?.retryAfter).toBe(expected.retryAfter)
  for (const words of expected.says) expect(error?.message).toContain(words)
  for (const secret of [SETTINGS.apiKey, ...collectTexts(event.traits), ...collectTexts(event.properties)]) {
    if (secret.length > 2) expect(error?.message).not.toContain(secret)
  }
}
