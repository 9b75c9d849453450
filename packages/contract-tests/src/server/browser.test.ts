import { createLog, parseConfig, type Server, startServer } from '@datafly/server'
import { createTestDatabase, type TestDatabase } from '@datafly/server/testing'
import { type Mock, startMock } from 'mock-freshdesk'
import { chromiumPath, launchBrowser } from 'mock-freshdesk/testing/browser'
import type { Browser, Page } from 'playwright-core'
import { startWebsite } from './browser-pages'

const WRITE_KEY = 'dk_web_1'

/** The body that Freshdesk receives for the sign-up of John Doe. */
const CONTACT = {
  name: 'John Doe',
  email: 'john.doe@example.com',
  phone: '+447700900123',
  unique_external_id: 'usr_123',
  job_title: 'Head of Growth',
  tags: ['marketing-consent'],
  custom_fields: { signup_method: 'email' },
}

const describeInChromium = chromiumPath ? describe : describe.skip

if (!chromiumPath && process.env.CI === 'true') {
  test('CI has a Chromium', () => {
    throw new Error('There is no Chromium on this machine, and CI must not skip these tests: apt-get install chromium')
  })
}

describeInChromium('a page of a different origin', () => {
  let browser: Browser
  let database: TestDatabase
  let mock: Mock
  let server: Server
  let website: Awaited<ReturnType<typeof startWebsite>>
  let page: Page

  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser?.close())

  beforeEach(async () => {
    database = await createTestDatabase()
    mock = await startMock()
    process.env.FRESHDESK_BASE_URL = mock.url
    page = await browser.newPage()
  })
  afterEach(async () => {
    await page?.close()
    website?.close()
    await server?.close()
    delete process.env.FRESHDESK_BASE_URL
    await mock?.close()
    await database?.close()
  })

  /** Opens a page of a website. The source allows this origin, or the origin of the website. */
  async function open(path: string, origin?: string): Promise<void> {
    const options = { writeKey: WRITE_KEY, intake: '' }
    website = await startWebsite(options)
    server = await startServer({
      config: toConfig(origin ?? website.url),
      databaseUrl: database.url,
      env: { DATAFLY_SECRET_KEY: '0'.repeat(64) },
      log: createLog('silent'),
      port: 0,
      adminPort: 0,
    })
    options.intake = server.url ?? ''
    await page.goto(`${website.url}${path}`)
  }

  const getEvents = async () => (await (await fetch(`${server.adminUrl}/admin/v1/events`)).json()).events

  test.each([
    ['/analytics', 'analytics.js'],
    ['/datafly', 'the requests of Datafly.js'],
  ])('%s delivers the sign-up by %s as its exact body, and the admin API shows 201 and the contact', async path => {
    await open(path)
    const [call] = await mock.admin.waitFor({ method: 'POST', path: '/api/v2/contacts' })
    expect(JSON.parse(call?.request.body ?? '')).toEqual(CONTACT)
    const contact = JSON.parse(call?.response?.body ?? '')
    let events = await getEvents()
    while (events[0].status === 'waiting') events = await getEvents()
    expect(events).toMatchObject([
      { type: 'track', name: 'Signed Up', status: 'delivered', http_status: 201, contact_id: String(contact.id) },
    ])
    expect(mock.admin.count()).toBe(1)
  })

  test.each(['/analytics', '/datafly'])('%s stores nothing when the source does not allow its origin', async path => {
    const refused = page.waitForEvent('requestfailed', request => request.url().startsWith(server.url ?? ''))
    await open(path, 'https://shop.example')
    expect((await refused).failure()?.errorText).toBe('net::ERR_FAILED')
    expect(await getEvents()).toEqual([])
  })
})

const toConfig = (origin: string) =>
  parseConfig(
    {
      sources: [{ name: 'web', writeKey: { env: 'WRITE_KEY' }, origins: [origin] }],
      integrations: [
        {
          name: 'support',
          destination: 'freshdesk',
          sources: ['web'],
          settings: { domain: 'acme', apiKey: { env: 'API_KEY' } },
        },
      ],
    },
    { WRITE_KEY, API_KEY: 'mock-api-key' },
  )
