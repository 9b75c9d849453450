import { execFileSync } from 'node:child_process'
import { connect } from 'node:net'
import axe from 'axe-core'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { type Mock, type MockOptions, startMock } from '..'
import { chromiumPath, launchBrowser } from '../testing/browser'

jest.setTimeout(60_000)

// A reporter looks for these words, to say at the end of the run what is missing.
const describeInChromium = chromiumPath ? describe : describe.skip

if (!chromiumPath && process.env.CI === 'true') {
  test('CI has a Chromium', () => {
    throw new Error('There is no Chromium on this machine, and CI must not skip these tests: apt-get install chromium')
  })
}

describeInChromium('in Chromium the inspector', () => {
  let browser: Browser
  let mock: Mock
  let page: Page
  let complaints: string[]

  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser?.close())

  afterEach(async () => {
    await page.context().close()
    await mock.close()
    expect(complaints).toEqual([])
  })

  /** Starts a mock and opens the page, which must not complain once until the test ends. */
  async function openInspector(options: MockOptions = {}, context: BrowserContextOptions = {}, hash = '') {
    mock = await startMock(options)
    const opened = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
      ...context,
    })
    await opened.grantPermissions(['clipboard-read', 'clipboard-write'])
    page = await opened.newPage()
    complaints = []
    page.on('pageerror', error => complaints.push(error.message))
    page.on('console', message => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
    })
    page.on('dialog', dialog => complaints.push(`a dialog: ${dialog.message()}`))
    await page.goto(`${mock.url}/__admin/${hash}`)
    await page.getByText('Live', { exact: true }).waitFor()
  }

  /** One call as any client makes it. */
  async function api(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(`${mock.url}/api/v2${path}`, {
      method,
      headers: {
        Authorization: `Basic ${Buffer.from('mock-api-key:X').toString('base64')}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    await response.arrayBuffer()
    return { status: response.status, headers: response.headers }
  }

  // biome-ignore lint/suspicious/noExplicitAny: each response has a different shape, and the tests check it
  const admin = async (path: string) => (await fetch(`${mock.url}/__admin${path}`)).json() as Promise<any>
  const requests = () => page.getByRole('table', { name: 'Requests, newest first' })
  const contacts = () => page.getByRole('table', { name: 'Contacts' })
  const rows = (table: Locator) => table.locator('tbody tr')
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
  const detail = () => page.locator('#detail')
  const clipboard = () => page.evaluate('navigator.clipboard.readText()') as Promise<string>
  const said = (text: string | RegExp) => page.getByRole('status').filter({ hasText: text }).waitFor()
  /** Waits until an element says so. */
  const shows = (locator: Locator, text: string | RegExp) => locator.filter({ hasText: text }).waitFor()

  describe('requests', () => {
    test('an empty list offers a command that creates one, and the command works', async () => {
      await openInspector()
      await page.getByRole('heading', { name: 'No requests yet' }).waitFor()
      await page.locator('#requests-empty').getByRole('button', { name: 'Copy' }).click()
      await said('The curl line is copied.')
      expect(await clipboard()).toBe(
        `curl -u mock-api-key:X -H 'Content-Type: application/json' -d '{"name":"Ada Moss","email":"ada.moss@example.com"}' ${mock.url}/api/v2/contacts`,
      )
    })

    test('say which fault changed them', async () => {
      await openInspector()
      mock.admin.addFault({ match: { method: 'POST' }, status: 503, times: 1 })
      for (const [status, because, email, headers] of [
        [503, 'by fault f1.', 'ada@example.com', {}],
        [429, 'because of its address (+429).', 'ada+429@example.com', {}],
        [500, 'because of its header X-Mock-Fault: 500;delay=1.', 'ada@example.com', { 'X-Mock-Fault': '500;delay=1' }],
      ] as const) {
        await api('POST', '/contacts', { name: 'Ada Moss', email }, headers)
        await button(`POST /api/v2/contacts, ${status}`).click()
        await shows(detail(), `Changed ${because}`)
      }
    })

    test('show up as they arrive, open with bodies and headers, and are copied as curl without the key', async () => {
      await openInspector()
      await api('POST', '/contacts', { name: 'Ada Moss', email: 'ada@example.com' }, { 'User-Agent': 'ours/1' })
      await shows(rows(requests()), /POST.*201.*Created.*\/api\/v2\/contacts/)

      await button('POST /api/v2/contacts, 201').click()
      await detail().getByRole('heading', { name: 'POST /api/v2/contacts' }).waitFor()
      expect(await detail().getByRole('region', { name: 'Request body' }).textContent()).toBe(
        '{\n  "name": "Ada Moss",\n  "email": "ada@example.com"\n}',
      )
      await shows(detail().getByRole('region', { name: 'Response body' }), '"email": "ada@example.com"')
      await detail().getByText('Headers').first().click()
      await shows(detail(), 'ours/1')

      await button('Copy as curl').click()
      await said('The curl line is copied.')
      const line = await clipboard()
      expect(line).toContain('curl -u YOUR_API_KEY:X ')
      expect(line).toContain(`--data-raw '{"name":"Ada Moss","email":"ada@example.com"}'`)
      expect(line).toContain(` ${mock.url}/api/v2/contacts`)
      expect(line).not.toContain('mock-api-key')
      expect(line).not.toContain('****')
    })

    test('are filtered by method, by status and by a text in path or body', async () => {
      await openInspector()
      await api('POST', '/contacts', { name: 'Ada', email: 'ada@example.com' })
      await api('POST', '/contacts', { name: 'Ada', email: 'ada@example.com' })
      await api('GET', '/agents/me')
      await rows(requests()).nth(2).waitFor()

      await page.getByLabel('Method').first().selectOption('POST')
      await button('GET /api/v2/agents/me, 200').waitFor({ state: 'detached' })
      expect(await rows(requests()).count()).toBe(2)
      await page.getByLabel('Status').first().selectOption('4')
      await button('POST /api/v2/contacts, 201').waitFor({ state: 'detached' })
      expect(await rows(requests()).count()).toBe(1)

      await page.getByLabel('Method').first().selectOption('')
      await page.getByLabel('Status').first().selectOption('')
      await page.getByLabel('Search path or body').fill('ADA@example')
      await button('GET /api/v2/agents/me, 200').waitFor({ state: 'detached' })
      await rows(requests()).nth(1).waitFor()
      await page.getByLabel('Search path or body').fill('agents')
      await button('GET /api/v2/agents/me, 200').waitFor()
      await page.getByLabel('Search path or body').fill('nowhere at all')
      await button('Show all requests').click()
      await rows(requests()).nth(2).waitFor()
    })

    test('are opened by a click while text is selected elsewhere', async () => {
      await openInspector()
      await api('GET', '/one')
      await api('GET', '/two')
      await button('GET /api/v2/one, 404').click()
      await detail().getByRole('heading', { name: 'GET /api/v2/one' }).dblclick()
      await page.evaluate(`document.querySelector('[aria-label="GET /api/v2/two, 404"]').closest('tr').click()`)
      await detail().getByRole('heading', { name: 'GET /api/v2/two' }).waitFor()
    })

    test('found by a text in their bodies are found still when all are loaded anew', async () => {
      await openInspector({ seed: { accounts: { acme: {} } } })
      await api('POST', '/contacts', { name: 'Zebra Moss', email: 'z@example.com' })
      await api('GET', '/agents/me')
      await page.getByLabel('Search path or body').fill('zebra')
      await button('GET /api/v2/agents/me, 200').waitFor({ state: 'detached' })
      await button('POST /api/v2/contacts, 201').waitFor()
      await page.getByLabel('Account').selectOption('acme')
      await button('POST /api/v2/contacts, 201').waitFor({ state: 'detached' })
      await page.getByLabel('Account').selectOption('default')
      await button('POST /api/v2/contacts, 201').waitFor()
    })

    test('are cleared, here or by another', async () => {
      await openInspector()
      await api('GET', '/agents/me')
      await button('GET /api/v2/agents/me, 200').click()
      await detail().getByRole('heading', { name: 'GET /api/v2/agents/me' }).waitFor()
      await button('Clear').click()
      await page.getByRole('heading', { name: 'No requests yet' }).waitFor()
      await detail().waitFor({ state: 'hidden' })
      expect((await admin('/requests')).meta.total).toBe(0)

      await api('GET', '/agents/me')
      await rows(requests()).first().waitFor()
      await fetch(`${mock.url}/__admin/requests`, { method: 'DELETE' })
      await page.getByRole('heading', { name: 'No requests yet' }).waitFor()
    })

    test('are copied so that a shell reads them back as they were', async () => {
      await openInspector()
      const bodies = [`it's`, '$(reboot) `id` "x" \\', 'two\nlines\r\u001b[201~', 'é 漢 😀', '@file', '-d', '!!', '']
      for (const body of bodies) {
        const entry = {
          method: 'PUT',
          url: "/api/v2/contacts/1?a='b'&c=[1]",
          request: { headers: { 'x-odd': `a'b` }, body },
        }
        const line = (await page.evaluate(
          `import('/__admin/static/curl.js').then(({ toCurl }) => toCurl(${JSON.stringify(entry)}))`,
        )) as string
        const words = execFileSync('bash', ['--norc', '-c', `printf '%s\\0' ${line}`], { env: { LC_ALL: 'C.UTF-8' } })
        expect(words.toString().split('\0').slice(0, -1)).toEqual([
          'curl',
          '--globoff',
          '-X',
          'PUT',
          '-H',
          `x-odd: a'b`,
          ...(body === '' ? [] : ['--data-raw', body]),
          `${mock.url}/api/v2/contacts/1?a=%27b%27&c=[1]`,
        ])
      }
    })
  })

  describe('contacts', () => {
    const ada = {
      id: 72009990123,
      name: 'Ada Moss',
      email: 'ada@example.com',
      phone: '+441632960900',
      job_title: 'Engineer',
      unique_external_id: 'usr_1',
      tags: ['marketing-consent', 'vip'],
      custom_fields: { signup_method: 'email' },
    }

    test('are searched and opened, with tags, custom fields and every digit of an id', async () => {
      await openInspector({
        seed: { contacts: [ada, { id: 72009990124, name: 'Grete Solberg', email: 'grete@example.com' }] },
      })
      await page.getByRole('link', { name: /Contacts/ }).click()
      await shows(rows(contacts()).first(), /Ada Moss.*ada@example\.com.*\+441632960900.*usr_1.*marketing-consent/)
      await shows(rows(contacts()).nth(1), 'Grete Solberg')

      await page.getByLabel('Search name, email, phone or id').fill('usr_1')
      await button('Grete Solberg, grete@example.com').waitFor({ state: 'detached' })
      await button('Ada Moss, ada@example.com').click()
      await detail().getByRole('heading', { name: 'Ada Moss' }).waitFor()
      const text = await detail().textContent()
      for (const shown of ['marketing-consent', 'vip', 'signup_method', 'Engineer', 'usr_1'])
        expect(text).toContain(shown)
      // Above 2^53: a number read by JSON.parse would end in other digits.
      await shows(
        detail()
          .locator('.fields > div')
          .filter({ hasText: /^org_contact_id1/ }),
        '1847477738229885952',
      )

      await page.getByLabel('Search name, email, phone or id').fill('nobody')
      await button('Show all contacts').click()
      await rows(contacts()).nth(1).waitFor()
    })

    test('show up as they are created, without a reload', async () => {
      await openInspector({ seed: { contacts: [] } }, {}, '#/contacts')
      await page.getByRole('heading', { name: 'No contacts yet' }).waitFor()
      await api('POST', '/contacts', { name: 'Noor Hadid', email: 'noor@example.com' })
      await button('Noor Hadid, noor@example.com').waitFor()
    })

    test('follow what happens elsewhere, the open one too', async () => {
      await openInspector({ seed: { contacts: [ada] } }, {}, `#/contacts/${ada.id}`)
      await detail().getByRole('heading', { name: 'Ada Moss' }).waitFor()
      await api('PUT', `/contacts/${ada.id}`, { name: 'Ada Fern' })
      await detail().getByRole('heading', { name: 'Ada Fern' }).waitFor()
      mock.admin.seed({ contacts: [] })
      await page.getByRole('heading', { name: 'No contacts yet' }).waitFor()
      await detail().waitFor({ state: 'hidden' })
      await shows(page.locator('#trouble'), 'There is no contact')
      complaints = complaints.filter(text => !text.includes('404 (Not Found)'))
    })

    test('lead to their requests, where the search is ready to be changed', async () => {
      await openInspector({ seed: { contacts: [ada] } }, {}, `#/contacts/${ada.id}`)
      await api('PUT', `/contacts/${ada.id}`, { job_title: 'Botanist' })
      await api('GET', '/agents/me')
      await button('Its requests').click()
      await button(`PUT /api/v2/contacts/${ada.id}, 200`).waitFor()
      await button('GET /api/v2/agents/me, 200').waitFor({ state: 'detached' })
      await page.locator('#requests-filters input:focus').waitFor()
    })

    test('with hostile names are shown as text, and the page takes no HTML made of text at all', async () => {
      const name = '<img src=x onerror="document.title=\'hacked\'">'
      await openInspector(
        { seed: { contacts: [{ id: 1, name, email: 'x@example.com', tags: ['<b>bold</b>'] }] } },
        {},
        '#/contacts',
      )
      await button(`${name}, x@example.com`).click()
      await detail().getByRole('heading', { name }).waitFor()
      await api('POST', '/contacts', { name, email: 'y@example.com', job_title: '<script>document.title=1</script>' })
      await page.getByRole('link', { name: /Requests/ }).click()
      await button('POST /api/v2/contacts, 201').click()
      await shows(detail(), '<script>document.title=1</script>')
      expect(await page.locator('main img, main b b, main script').count()).toBe(0)
      expect(await page.title()).toBe('Mock Freshdesk')
      const html = `try { document.createElement('p').innerHTML = '<i>' } catch (error) { error.constructor.name }`
      expect(await page.evaluate(html)).toBe('TypeError')
      complaints = complaints.filter(text => !text.includes('TrustedHTML'))
    })
  })

  describe('faults', () => {
    test('added with a click change the next request, and that one only', async () => {
      await openInspector()
      await button(/^429/).click()
      await said('The next request gets: 429, Retry-After 30.')
      await shows(
        page.getByRole('list', { name: 'Faults that are set' }),
        /429, Retry-After 30.*any request, 1 left, ends in 60 min/,
      )

      const changed = await api('GET', '/agents/me')
      expect([changed.status, changed.headers.get('retry-after')]).toEqual([429, '30'])
      expect((await api('GET', '/agents/me')).status).toBe(200)
      await page.locator('#faults li').waitFor({ state: 'detached' })
      await shows(rows(requests()), /429.*fault/)
    })

    test('have a preset each for the common ones', async () => {
      await openInspector()
      for (const [label, effect] of [
        ['500', '500'],
        ['503', '503'],
        ['Timeout', 'No response'],
        ['Drop', 'Connection reset'],
        ['Slow', '2 s late'],
      ] as const) {
        await button(new RegExp(`^${label}`)).click()
        await said(`The next request gets: ${effect}.`)
      }
      await page.locator('#faults li').nth(4).waitFor()
      expect((await admin('/faults')).faults.reverse()).toMatchObject([
        { status: 500, times: 1 },
        { status: 503, times: 1 },
        { kind: 'hang', times: 1 },
        { kind: 'reset', times: 1 },
        { delayMs: 2000, times: 1 },
      ])
    })

    test('are made to measure, refused with a reason, and removed', async () => {
      await openInspector()
      await button('Custom fault…').click()
      const dialog = page.getByRole('dialog', { name: 'Custom fault' })
      await dialog.getByRole('spinbutton', { name: 'Status' }).fill('502')
      await dialog.getByLabel('Method').selectOption('POST')
      await dialog.getByLabel('Path').fill('/api/v2/contacts')
      await dialog.getByLabel('Next requests').fill('2')
      await dialog.getByLabel('Ends after, s').fill('600')
      // The first thing the form cannot know: what the mock refuses.
      await dialog.getByRole('spinbutton', { name: 'Status' }).fill('204')
      await dialog.getByLabel('Body', { exact: true }).fill('x')
      await button('Add fault').click()
      await shows(dialog.getByRole('alert'), 'A response with status 204 has no body: leave it out.')
      await dialog.getByRole('spinbutton', { name: 'Status' }).fill('502')
      await dialog.getByLabel('Body', { exact: true }).fill('')
      await button('Add fault').click()
      await dialog.waitFor({ state: 'hidden' })

      await shows(page.locator('#faults li'), /502.*POST \/api\/v2\/contacts, 2 left, ends in 10 min/)
      expect((await api('GET', '/agents/me')).status).toBe(200)
      expect((await api('POST', '/contacts', { name: 'Ada', email: 'a@example.com' })).status).toBe(502)
      await shows(page.locator('#faults li'), '1 left')
      await button('Remove fault: 502').click()
      await page.locator('#faults li').waitFor({ state: 'detached' })
      expect((await admin('/faults')).faults).toEqual([])
      complaints = complaints.filter(text => !text.includes('400 (Bad Request)'))
    })
  })

  test('stops the clock, moves it on and lets it run again', async () => {
    await openInspector()
    await shows(page.locator('#clock-state'), 'real time')
    await button('Freeze').click()
    await shows(page.locator('#clock-state'), 'frozen')
    const frozen = await admin('/clock')
    expect(frozen.frozen).toBe(true)

    await button('Advance +60 s').click()
    await said('The clock is 60 seconds further.')
    await page.getByLabel('Seconds to advance').fill('3600')
    await button('Advance').click()
    await said('The clock is 3,600 seconds further.')
    const later = await admin('/clock')
    expect(Date.parse(later.now) - Date.parse(frozen.now)).toBe(3_660_000)
    await shows(page.locator('#now'), later.now.slice(0, 19).replace('T', ' '))

    await button('Real time').click()
    await shows(page.locator('#clock-state'), 'real time')
    expect((await admin('/clock')).frozen).toBe(false)
  })

  test('shows the rate-limit window, changes the plan and begins a new window', async () => {
    await openInspector({ plan: 'growth' })
    await api('GET', '/contacts')
    await api('GET', '/agents/me')
    await shows(page.locator('#limit'), /2 of 200 used.*1 of 20 used.*Resets in/s)

    await page.getByLabel('Plan').focus()
    await page.getByLabel('Plan').selectOption('trial')
    await shows(page.locator('#limit'), '2 of 50 used')
    // The choice keeps the focus; one that is begun and given up leaves the plan as it is.
    await page.locator('#plan:focus').waitFor()
    await page.getByLabel('Plan').selectOption('custom')
    await page.getByLabel('Requests a minute').press('Escape')
    await page.locator('#plan:focus').waitFor()
    expect(await page.getByLabel('Plan').inputValue()).toBe('trial')
    await page.getByLabel('Plan').selectOption('custom')
    await page.getByLabel('Requests a minute').fill('2')
    await button('Set').click()
    await shows(page.locator('#limit'), /2 of 2 used.*Used up/s)
    expect((await api('GET', '/agents/me')).status).toBe(429)
    await button('New window').click()
    await shows(page.locator('#limit'), '0 of 2 used')
    expect((await api('GET', '/agents/me')).status).toBe(200)
    await page.getByLabel('Plan').selectOption('off')
    await shows(page.locator('#limit'), 'No limit')
  })

  test('resets everything, after asking once', async () => {
    await openInspector({ seed: { contacts: [] } })
    await api('POST', '/contacts', { name: 'Ada', email: 'ada@example.com' })
    await button(/^500/).click()
    await page.locator('#faults li').waitFor()

    await button('Reset…').click()
    await button('Keep everything').click()
    expect((await admin('/contacts')).total).toBe(1)

    await button('Reset…').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Reset', exact: true }).click()
    await page.getByRole('heading', { name: 'No requests yet' }).waitFor()
    await page.locator('#faults li').waitFor({ state: 'detached' })
    expect([(await admin('/contacts')).total, (await admin('/faults')).faults]).toEqual([0, []])
  })

  test('is walked through with the keyboard alone', async () => {
    const people = [
      { id: 5, name: 'Grete Solberg', email: 'grete@example.com' },
      { id: 6, name: 'Ada Moss', email: 'ada@example.com' },
    ]
    await openInspector({ seed: { contacts: people } })
    for (const path of ['/one', '/two', '/three']) await api('GET', path)
    await rows(requests()).nth(2).waitFor()
    const focused = () => page.evaluate('document.activeElement.getAttribute("aria-label")')
    const press = (...keys: string[]) =>
      keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve())

    await press('j')
    expect(await focused()).toBe('GET /api/v2/three, 404')
    await press('j', 'ArrowDown', 'k')
    expect(await focused()).toBe('GET /api/v2/two, 404')
    await press('Enter')
    await detail().getByRole('heading', { name: 'GET /api/v2/two' }).waitFor()
    // With one open, moving on opens the next.
    await press('j')
    await detail().getByRole('heading', { name: 'GET /api/v2/one' }).waitFor()
    await press('Escape')
    await detail().waitFor({ state: 'hidden' })
    expect(await focused()).toBe('GET /api/v2/one, 404')
    await press('Home')
    expect(await focused()).toBe('GET /api/v2/three, 404')

    // As fast as keys can come: the second before the browser has done anything else.
    await page.evaluate(
      `for (const key of ['2', '/']) document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))`,
    )
    expect(await focused()).toBe('Search name, email, phone or id')
    await page.keyboard.type('grete')
    await button('Ada Moss, ada@example.com').waitFor({ state: 'detached' })
    await press('ArrowDown', 'Enter')
    await detail().getByRole('heading', { name: 'Grete Solberg' }).waitFor()
    await press('Escape', 'Escape')
    await page.waitForFunction('document.querySelector("#contacts-filters").elements.text.value === ""')

    await press('?')
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor()
    await press('Escape')
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor({ state: 'hidden' })
  })

  test('holds 100,000 contacts and 10,000 requests, and draws only those in sight', async () => {
    const many = Array.from({ length: 100_000 }, (_, i) => ({
      id: i + 1,
      name: `Contact ${String(i).padStart(6, '0')}`,
      email: `c${i}@example.com`,
    }))
    await openInspector({ plan: 'off', seed: { contacts: many } })
    await askOften(mock.port, 10_000)
    await shows(page.locator('#requests-count'), '10,000')
    await page.locator('#requests table[aria-rowcount="10001"]').waitFor()
    expect(await rows(requests()).count()).toBeLessThan(60)
    await page.keyboard.press('j')
    await page.keyboard.press('End')
    await requests().locator('tr[aria-rowindex="10001"] button').waitFor()
    expect(await rows(requests()).count()).toBeLessThan(60)

    await page.getByRole('link', { name: /Contacts/ }).click()
    await button('Contact 000000, c0@example.com').waitFor()
    expect(await contacts().getAttribute('aria-rowcount')).toBe('100001')
    await page.keyboard.press('j')
    await page.keyboard.press('End')
    await button('Contact 099999, c99999@example.com').click()
    await detail().getByRole('heading', { name: 'Contact 099999' }).waitFor()
    expect(await rows(contacts()).count()).toBeLessThan(60)
    await page.getByLabel('Search name, email, phone or id').fill('c54321@')
    await button('Contact 054321, c54321@example.com').waitFor()
    await page.waitForFunction(`document.querySelectorAll('#contacts tbody tr').length === 1`)
  }, 180_000)

  test('keeps the scroll position while requests arrive, and shows how many arrived', async () => {
    await openInspector({ plan: 'off' })
    for (let i = 0; i < 60; i++) await api('GET', `/nowhere/${i}`)
    await button('GET /api/v2/nowhere/59, 404').waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('End')
    await button('GET /api/v2/nowhere/0, 404').waitFor()
    const place = await button('GET /api/v2/nowhere/0, 404').boundingBox()
    await api('GET', '/agents/me')
    await shows(page.locator('#requests-fresh'), '1 new request')
    expect(await button('GET /api/v2/nowhere/0, 404').boundingBox()).toEqual(place)
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('GET /api/v2/nowhere/0, 404')
    await page.keyboard.press('k')
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('GET /api/v2/nowhere/1, 404')
    await page.locator('#requests-fresh').click()
    await button('GET /api/v2/agents/me, 200').waitFor()
    await page.locator('#requests-fresh').waitFor({ state: 'hidden' })
  })

  test('says that the mock is gone, and comes back with it', async () => {
    await openInspector()
    const { port } = mock
    await mock.close()
    await shows(page.locator('#lost'), 'The mock does not answer.')
    mock = await startMock({ port })
    await page.getByText('Live', { exact: true }).waitFor()
    await page.locator('#lost').waitFor({ state: 'hidden' })
    await api('GET', '/agents/me')
    await button('GET /api/v2/agents/me, 200').waitFor()
    complaints = complaints.filter(text => !/Failed to load resource|ERR_CONNECTION_REFUSED/.test(text))
  })

  test('shows one account at a time where there are several', async () => {
    await openInspector(
      {
        seed: {
          contacts: [],
          accounts: { acme: { contacts: [{ id: 7, name: 'Only Acme', email: 'o@acme.example' }] } },
        },
      },
      {},
      '#/contacts',
    )
    await page.getByRole('heading', { name: 'No contacts yet' }).waitFor()
    await page.getByLabel('Account').selectOption('acme')
    await button('Only Acme, o@acme.example').waitFor()
    await page.getByRole('link', { name: /Requests/ }).click()
    await api('GET', '/agents/me')
    await page.getByLabel('Account').selectOption('default')
    await button('GET /api/v2/agents/me, 200').waitFor()
    await page.getByLabel('Account').selectOption('acme')
    await page.getByRole('heading', { name: 'No requests yet' }).waitFor()
    await shows(page.locator('#requests-count'), /^0$/)
  })

  test('follows a seed that brings accounts, and one that takes the shown account away', async () => {
    await openInspector({ seed: { contacts: [] } }, {}, '#/contacts')
    await page.getByRole('heading', { name: 'No contacts yet' }).waitFor()
    mock.admin.seed({
      contacts: [],
      accounts: { acme: { contacts: [{ id: 7, name: 'Only Acme', email: 'o@acme.example' }] } },
    })
    await page.getByLabel('Account').selectOption('acme')
    await button('Only Acme, o@acme.example').waitFor()
    mock.admin.seed({ contacts: [{ id: 8, name: 'Only Default', email: 'o@default.example' }] })
    await button('Only Default, o@default.example').waitFor()
    await page.getByLabel('Account').waitFor({ state: 'hidden' })
    // The page may request the account once more before it learns that the account is gone.
    complaints = complaints.filter(complaint => !complaint.includes('404 (Not Found)'))
  })

  test('fits a phone: nothing is cut off, and the controls have a separate view', async () => {
    await openInspector({}, { viewport: { width: 320, height: 740 }, isMobile: true, hasTouch: true })
    const isCut = () => page.evaluate('document.documentElement.scrollWidth > 320')
    await api('POST', '/contacts', { name: 'Ada Moss', email: 'ada@example.com' })
    await button('POST /api/v2/contacts, 201').tap()
    await detail().getByRole('heading', { name: 'POST /api/v2/contacts' }).waitFor()
    expect([await isCut(), await requests().isVisible()]).toEqual([false, false])
    await page.goBack()
    await requests().waitFor()
    await page.getByRole('link', { name: /Controls/ }).tap()
    await button(/^429/).tap()
    await page.locator('#faults li').waitFor()
    expect(await isCut()).toBe(false)
  })

  describe.each(['light', 'dark'] as const)('in %s', colorScheme => {
    test('breaks no rule of accessibility that axe knows', async () => {
      await openInspector({}, { colorScheme })
      await api('POST', '/contacts', { name: 'Ada', email: 'ada@example.com' })
      await button(/^429/).click()
      await api('GET', '/agents/me')
      await button(/^503/).click()
      await page.evaluate(axe.source)
      await button('POST /api/v2/contacts, 201').click()
      await detail().getByRole('heading', { name: 'POST /api/v2/contacts' }).waitFor()
      expect(await violations()).toEqual([])
      await page.getByRole('link', { name: /Contacts/ }).click()
      await rows(contacts()).first().getByRole('button').click()
      await detail().getByRole('heading').first().waitFor()
      expect(await violations()).toEqual([])
      await button('Custom fault…').click()
      expect(await violations()).toEqual([])
    })
  })

  const violations = async () => {
    const { violations } = (await page.evaluate('axe.run()')) as import('axe-core').AxeResults
    return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(node => node.html.slice(0, 200)) }))
  }
})

const START = 'HTTP/1.1 '

/**
 * Sends requests down one connection without waiting for answers in between: the quickest way to
 * fill a journal.
 */
function askOften(port: number, times: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let answers = 0
    let rest = ''
    const socket = connect(port, '127.0.0.1')
    socket.on('error', reject)
    socket.on('data', chunk => {
      const text = rest + chunk.toString('latin1')
      answers += text.split(START).length - 1
      rest = text.slice(1 - START.length)
      if (answers < times) return
      socket.destroy()
      resolve()
    })
    for (let i = 0; i < times; i++) socket.write(`GET /api/v2/nowhere/${i} HTTP/1.1\r\nHost: localhost\r\n\r\n`)
  })
}
