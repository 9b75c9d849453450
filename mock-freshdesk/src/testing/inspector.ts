import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { type Mock, type MockOptions, startMock } from '..'
import { chromiumPath, launchBrowser } from './browser'

export type Inspector = ReturnType<typeof createInspector>

/**
 * Tests of the page in a real Chromium. A page must not complain until the test ends. Without a
 * Chromium the tests are skipped, and a reporter says so at the end of the run.
 */
export function describeInspector(name: string, tests: (inspector: Inspector) => void) {
  jest.setTimeout(60_000)
  if (!chromiumPath && process.env.CI === 'true') {
    test('CI has a Chromium', () => {
      throw new Error(
        'There is no Chromium on this machine, and CI must not skip these tests: apt-get install chromium',
      )
    })
  }
  const describeInChromium = chromiumPath ? describe : describe.skip
  describeInChromium(`in Chromium ${name}`, () => {
    let browser: Browser
    const inspector = createInspector(() => browser)
    beforeAll(async () => {
      browser = await launchBrowser()
    })
    afterAll(() => browser?.close())
    afterEach(async () => {
      await inspector.page.context().close()
      await inspector.mock.close()
      expect(inspector.complaints).toEqual([])
    })
    tests(inspector)
  })
}

function createInspector(getBrowser: () => Browser) {
  const opened = {} as { mock: Mock; page: Page; complaints: string[] }

  /** The table of a view by its name. */
  const table = (name: string) => opened.page.getByRole('table', { name, exact: true })

  return {
    get page() {
      return opened.page
    },
    get mock() {
      return opened.mock
    },
    set mock(mock: Mock) {
      opened.mock = mock
    },
    get complaints() {
      return opened.complaints
    },
    /** What the browser says of a response that the test wants is no complaint. */
    expectComplaint(pattern: RegExp) {
      opened.complaints = opened.complaints.filter(text => !pattern.test(text))
    },

    /** Starts a mock and opens the page. */
    async openInspector(options: MockOptions = {}, context: BrowserContextOptions = {}, hash = '') {
      opened.mock = await startMock(options)
      const window = await getBrowser().newContext({
        viewport: { width: 1280, height: 800 },
        reducedMotion: 'reduce',
        ...context,
      })
      await window.grantPermissions(['clipboard-read', 'clipboard-write'])
      const page = await window.newPage()
      opened.page = page
      opened.complaints = []
      page.on('pageerror', error => opened.complaints.push(error.message))
      page.on('console', message => {
        if (message.type() === 'error' || message.type() === 'warning') opened.complaints.push(message.text())
      })
      page.on('dialog', dialog => opened.complaints.push(`a dialog: ${dialog.message()}`))
      await page.goto(`${opened.mock.url}/__admin/${hash}`)
      await page.getByText('Live', { exact: true }).waitFor()
    },

    /** One call as any client makes it. */
    async api(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
      const response = await fetch(`${opened.mock.url}/api/v2${path}`, {
        method,
        headers: {
          Authorization: `Basic ${Buffer.from('mock-api-key:X').toString('base64')}`,
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      // biome-ignore lint/suspicious/noExplicitAny: each response has a different shape, and the tests check it
      const json = (text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : undefined) as any
      return { status: response.status, headers: response.headers, json }
    },
    // biome-ignore lint/suspicious/noExplicitAny: each response has a different shape, and the tests check it
    admin: async (path: string) => (await fetch(`${opened.mock.url}/__admin${path}`)).json() as Promise<any>,

    requests: () => table('Requests, newest first'),
    contacts: () => table('Contacts'),
    rows: (of: Locator) => of.locator('tbody tr'),
    button: (name: string | RegExp) => opened.page.getByRole('button', { name, exact: typeof name === 'string' }),
    detail: () => opened.page.locator('#detail'),
    dialog: () => opened.page.getByRole('dialog'),
    clipboard: () => opened.page.evaluate('navigator.clipboard.readText()') as Promise<string>,
    said: (text: string | RegExp) => opened.page.getByRole('status').filter({ hasText: text }).waitFor(),
    /** Waits until an element says so. */
    shows: (locator: Locator, text: string | RegExp) => locator.filter({ hasText: text }).waitFor(),
    /** The address without the part before the hash. */
    hash: () => opened.page.evaluate('location.hash') as Promise<string>,
  }
}
