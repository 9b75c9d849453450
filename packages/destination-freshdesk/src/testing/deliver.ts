import { basename, dirname } from 'node:path'
import { Destination, type JSONObject } from '@segment/actions-core'
import nock from 'nock'
import definition, { type Result, type Settings } from '../index'

// A shell may be aimed at a mock; the tests are of the real address.
delete process.env.FRESHDESK_BASE_URL

// Importing nock is enough for it to stand between this process and the network, and test files share processes.
afterAll(() => nock.restore())

/** What a test's Freshdesk is called. */
const ACME = 'https://acme.freshdesk.com'
export const settings: Settings = { domain: 'acme', apiKey: 'key-of-an-agent' }

/** Ada's contact, as mappings of an ordinary event make it. */
export const ada = {
  name: 'Ada Moss',
  email: 'ada.moss@example.com',
  phone: '+442079460958',
  unique_external_id: 'u-101',
  job_title: 'Botanist',
  tags: ['marketing-consent'],
}

/** An identify call of Ada's, with consent. */
export const identifyAda = {
  type: 'identify',
  userId: 'u-101',
  traits: { name: 'Ada Moss', email: 'Ada.Moss@example.com', phone: '020 7946 0958', title: 'Botanist' },
  context: { consent: { categoryPreferences: { marketing: true } } },
}

/** Ada signs up, with consent. */
export const adaSignsUp = { ...identifyAda, type: 'track', event: 'Signed Up', properties: { method: 'email' } }

interface Options {
  settings?: Partial<Settings>
  /** Beside the default mapping, or instead of parts of it. */
  mapping?: JSONObject
  host?: Parameters<Destination['onEvent']>[2]
}

/** Takes one event through the framework as a host does, by the Default preset. Rejects with whatever the action throws. */
export async function deliver(event: object, options: Options = {}): Promise<Result | undefined> {
  const slug = actionUnderTest() ?? ('event' in event ? 'signedUp' : 'identified')
  const preset = definition.presets?.find(({ partnerAction }) => partnerAction === slug)
  if (preset?.type !== 'automatic') throw new Error(`no preset for ${slug}: is it among the actions of src/index.ts?`)
  const subscription = { ...preset, mapping: { ...preset.mapping, ...options.mapping } }
  const destination = new Destination(definition)
  const results = await destination.onEvent(
    event as Parameters<Destination['onEvent']>[0],
    { ...settings, ...options.settings, subscription } as never,
    options.host,
  )
  return results.find(result => result.output === 'Action Executed')?.data as Result | undefined
}

/** In the folder of an action its own tests mean that action, registered or not. */
function actionUnderTest(): string | undefined {
  const folder = dirname(expect.getState().testPath ?? '')
  return basename(dirname(folder)) === 'actions' ? basename(folder) : undefined
}

/** The error that a delivery ends with. */
export async function rejection(
  delivery: Promise<unknown>,
): Promise<Error & { status?: number; code?: string; retryAfter?: number }> {
  const outcome = await delivery.then(
    value => ({ value }),
    error => ({ error }),
  )
  if ('error' in outcome) return outcome.error
  throw new Error(`was not rejected, but ended with ${JSON.stringify(outcome.value)}`)
}

/** Freshdesk as the tests announce it, call by call, with the agent's key. */
export const acme = () => nock(ACME).matchHeader('authorization', `Basic ${btoa('key-of-an-agent:X')}`)

/** Every announced request must have been made, and no other may have left. To be called once in each test file. */
export function announcedRequestsOnly() {
  const unannounced: string[] = []
  // With the body, which is what most often differs from the announced one.
  const note = (request: { method?: string; path?: string }, _options?: unknown, body = '') =>
    unannounced.push(`${request.method} ${request.path} ${body}`.trim())
  beforeAll(() => {
    nock.disableNetConnect()
    nock.emitter.on('no match', note)
  })
  afterEach(() => {
    const pending = nock.pendingMocks()
    nock.cleanAll()
    const left = unannounced.splice(0)
    expect({ pending, left }).toEqual({ pending: [], left: [] })
  })
  afterAll(() => {
    nock.emitter.off('no match', note)
    nock.enableNetConnect()
  })
}

/** The body of a 409: who holds which field. */
export const taken = (...holders: [field: string, id?: number][]) => ({
  description: 'Validation failed',
  errors: holders.map(([field, id]) => ({
    field,
    ...(id !== undefined && { additional_info: { user_id: id } }),
    message: 'It should be a unique value',
    code: 'duplicate_value',
  })),
})

/** The body of a 400. */
export const refused = (...errors: [field: string, message: string, code: string][]) => ({
  description: 'Validation failed',
  errors: errors.map(([field, message, code]) => ({ field, message, code })),
})
