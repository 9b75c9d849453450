import { createHost, type Host, type HostOptions } from '@datafly/delivery'
import destination, { type Settings } from '@datafly/destination-freshdesk'
import { type MockOptions, startMock } from 'mock-freshdesk'

/** What Freshdesk's answers and the journal hold, as far as a test looks. */
type Json = Record<string, unknown>
interface JournalEntry {
  method: string
  path: string
  url: string
  status: number | null
  notes: string[]
  request: { headers: Json; body: string }
}

export interface TestEnvironment {
  url: string
  /**
   * Delivers through the host and the destination. A wait takes no time: it advances the clocks of
   * the mock and the host.
   */
  host: Host
  /** Calls the mock's admin API, as QA does. */
  admin(method: string, path: string, body?: unknown): Promise<Json>
  /** Calls Freshdesk's own API, as a person with a key does. */
  call(method: string, path: string, body?: unknown): Promise<{ status: number; data: unknown }>
  /** The requests under /api/v2 that reached the mock, the oldest first. */
  journal(): Promise<JournalEntry[]>
  /** The live contacts that came since the start, each as Freshdesk shows it. */
  contacts(): Promise<Json[]>
  /** How long the host has waited, in milliseconds of its clock. */
  waited(): number
  close(): Promise<void>
}

const SETTINGS: Settings = { domain: 'acme', apiKey: 'mock-api-key' }

/** A mock Freshdesk as it comes, and a host with the plugin that is aimed at it. */
export async function openTestEnvironment(
  mockOptions: MockOptions = {},
  hostOptions: Partial<HostOptions<Settings>> = {},
): Promise<TestEnvironment> {
  const mock = await startMock({ plan: 'off', ...mockOptions })
  process.env.FRESHDESK_BASE_URL = mock.url
  let waited = 0
  const seeded = new Set<unknown>()

  async function send(method: string, url: string, body: unknown, headers: Record<string, string>) {
    const response = await fetch(url, {
      method,
      headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, data: text === '' ? undefined : (JSON.parse(text) as unknown) }
  }

  const environment: TestEnvironment = {
    url: mock.url,
    host: createHost(
      { definition: destination, settings: SETTINGS, ...hostOptions },
      {
        now: () => waited,
        sleep: async milliseconds => {
          waited += milliseconds
          await environment.admin('POST', '/clock', { advanceSeconds: milliseconds / 1000 })
        },
        random: () => 0.5,
      },
    ),
    async admin(method, path, body) {
      const { status, data } = await send(method, `${mock.url}/__admin${path}`, body, {})
      if (status >= 400) throw new Error(`${method} /__admin${path}: ${status} ${JSON.stringify(data)}`)
      return (data ?? {}) as Json
    },
    call: (method, path, body) =>
      send(method, `${mock.url}/api/v2${path}`, body, { authorization: `Basic ${btoa(`${SETTINGS.apiKey}:X`)}` }),
    async journal() {
      const { requests } = await environment.admin('GET', '/requests?limit=10000')
      return (requests as JournalEntry[]).reverse()
    },
    async contacts() {
      const { contacts } = await environment.admin('GET', '/contacts?limit=1000')
      return (contacts as Json[]).filter(({ id }) => !seeded.has(id))
    },
    waited: () => waited,
    close: () => mock.close(),
  }
  for (const { id } of await environment.contacts()) seeded.add(id)
  return environment
}

const CONSENT = { categoryPreferences: { marketing: true } }

export const identify = (userId: string, traits: Json, context: Json = {}) => ({
  type: 'identify',
  messageId: `identify-${userId}`,
  userId,
  traits,
  context: { consent: CONSENT, ...context },
})

export const signsUp = (userId: string, traits: Json, context: Json = {}) => ({
  ...identify(userId, traits, context),
  type: 'track',
  messageId: `signed-up-${userId}`,
  event: 'Signed Up',
  properties: { method: 'email' },
})
