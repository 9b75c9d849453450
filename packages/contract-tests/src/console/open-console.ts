import { createLog, parseConfig, type Server, startServer } from '@datafly/server'
import { createTestDatabase } from '@datafly/server/testing'
import axe from 'axe-core'
import { type Mock, startMock } from 'mock-freshdesk'
import { chromiumPath, launchBrowser } from 'mock-freshdesk/testing/browser'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

/** One browser with one page of the console, and the server and the mock behind it. */
export interface OpenConsole {
  page: Page
  server: Server
  mock: Mock
  /** The address of the console, without a path. */
  url: string
  /** Sends one request to the admin API, as a script would. */
  call(method: string, path: string, body?: unknown): Promise<{ status: number; body: never }>
  /** Sends events to intake, with the key of the source "web". */
  send(...events: object[]): Promise<void>
  /** What the page complained about. Each test expects nothing. */
  complaints: string[]
  close(): Promise<void>
}

export interface ConsoleOptions {
  /** The path that the browser opens. By default /events. */
  path?: string
  /** The configuration of the server. By default one source and one integration. */
  config?: unknown
  adminToken?: string
  context?: BrowserContextOptions
}

export const WRITE_KEY = 'dk_web_1'
export const API_KEY = 'mock-api-key'

/** The source "web" and the integration "support", as the Default preset delivers them. */
export const CONFIG = {
  sources: [{ name: 'web', writeKey: { env: 'WRITE_KEY' } }],
  integrations: [
    {
      name: 'support',
      destination: 'freshdesk',
      sources: ['web'],
      settings: { domain: 'acme', apiKey: { env: 'API_KEY' } },
    },
  ],
}

/** The call of docs/mapping.md: a sign-up with marketing consent. */
export const SIGN_UP = {
  type: 'track',
  event: 'Signed Up',
  userId: 'usr_123',
  properties: { method: 'email' },
  context: {
    consent: { marketing: true },
    traits: { name: 'John Doe', email: 'John.Doe@example.com', phone: '07700 900123', title: 'Head of Growth' },
  },
}

/** The script that writes the pictures runs without jest, and so without `describe`. */
export const describeInChromium = chromiumPath ? globalThis.describe : globalThis.describe?.skip

let browser: Promise<Browser> | null = null

/** Call it in `afterAll`: the tests of one file share one browser. */
export async function closeBrowser(): Promise<void> {
  await (await browser)?.close()
  browser = null
}

/** Starts a mock and a server on a fresh database, and opens the console in Chromium. */
export async function openConsole(options: ConsoleOptions = {}): Promise<OpenConsole> {
  const { path = '/events', config = CONFIG, adminToken, context = {} } = options
  browser ??= launchBrowser()
  const [database, mock] = await Promise.all([createTestDatabase(), startMock()])
  process.env.FRESHDESK_BASE_URL = mock.url
  const server = await startServer({
    config: parseConfig(config, { WRITE_KEY, API_KEY }),
    databaseUrl: database.url,
    env: { DATAFLY_SECRET_KEY: '0'.repeat(64) },
    log: createLog('silent'),
    port: 0,
    adminPort: 0,
    ...(adminToken && { adminToken }),
  })
  const opened = await (await browser).newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    ...context,
  })
  await opened.grantPermissions(['clipboard-read', 'clipboard-write'])
  const page = await opened.newPage()
  const complaints = listenToComplaints(page)
  await page.goto(`${server.adminUrl}${path}`)
  return {
    page,
    server,
    mock,
    url: server.adminUrl,
    complaints,
    call: (method, to, body) => call(`${server.adminUrl}/admin/v1${to}`, method, body, adminToken),
    send: (...batch) => send(`${server.url}/v1/batch`, batch),
    close: async () => {
      await opened.close()
      await server.close()
      delete process.env.FRESHDESK_BASE_URL
      await mock.close()
      await database.close()
    },
  }
}

/** Violations of accessibility that axe-core finds in the page as it is now, one sentence each. */
export async function findViolations(page: Page): Promise<string[]> {
  // The policy of the page forbids scripts in the page, but not those of the test.
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() => (globalThis as never as { axe: typeof axe }).axe.run())
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
  )
}

/**
 * Asks again until the answer is yes. Processes notice a change of the configuration within 2
 * seconds.
 */
export async function until(isTrue: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1_200; tries += 1) {
    if (await isTrue()) return
    await new Promise(resolve => setTimeout(resolve, 25))
  }
  throw new Error('The expected state did not come.')
}

function listenToComplaints(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(error.message))
  page.on('console', message => {
    // Chromium reports each answer of 400 and more. The page says these in its own words.
    const isAnswer = message.text().startsWith('Failed to load resource')
    if ((message.type() === 'error' || message.type() === 'warning') && !isAnswer) complaints.push(message.text())
  })
  return complaints
}

async function call(url: string, method: string, body?: unknown, token?: string) {
  const headers = {
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(token && { authorization: `Bearer ${token}` }),
  }
  const response = await fetch(url, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) })
  return { status: response.status, body: (await response.json().catch(() => null)) as never }
}

async function send(url: string, batch: object[]): Promise<void> {
  const headers = { authorization: `Bearer ${WRITE_KEY}`, 'content-type': 'application/json' }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ batch }) })
  if (!response.ok) throw new Error(`Intake answered ${response.status}: ${await response.text()}`)
}
