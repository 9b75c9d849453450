import type { Page } from 'playwright-core'
import {
  API_KEY,
  closeBrowser,
  describeInChromium,
  findViolations,
  type OpenConsole,
  openConsole,
  until,
} from './open-console'

describeInChromium('in Chromium the integrations', () => {
  let console_: OpenConsole
  let page: Page

  afterEach(async () => {
    await console_.close()
    expect(console_.complaints).toEqual([])
  })
  afterAll(closeBrowser)

  async function open(path: string, options: Parameters<typeof openConsole>[0] = {}) {
    console_ = await openConsole({ path, ...options })
    page = console_.page
  }

  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const says = (text: string | RegExp) => page.getByText(text).first().waitFor()
  const integration = async (name = 'support') =>
    (await console_.call('GET', `/integrations/${name}`)).body as Record<string, unknown>

  test('an empty console leads to a Freshdesk that gets the first contact', async () => {
    await open('/integrations', { config: { sources: [], integrations: [] } })
    await page.getByRole('link', { name: 'Add Freshdesk' }).click()
    await button('Save and deploy').click()
    await says('Freshdesk domain is required.')
    await says('Choose at least one source.')

    await page.getByLabel('Freshdesk domain').fill('acme')
    await page.getByLabel('API key').fill('wrong-key')
    await button('Test connection').click()
    await says(/The check failed/)
    await says(/Copy it again/)
    await page.getByLabel('API key').fill(API_KEY)
    await says('The settings have changed since the last test.')
    await button('Test connection').click()
    await says('The connection works.')

    await button('Add a source').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('web')
    await dialog.getByRole('button', { name: 'Add the source' }).click()
    const key = (await dialog.getByLabel('Write key').locator('pre').textContent()) ?? ''
    await button('I have copied the key').click()
    expect(await page.getByLabel('web').isChecked()).toBe(true)

    await button('Save and deploy').click()
    await page.getByRole('heading', { name: 'freshdesk', level: 1 }).waitFor()
    expect(page.url()).toBe(`${console_.url}/integrations/freshdesk`)
    await send(key)
    // The test of the connection makes requests as well, so that a request proves nothing.
    await until(async () => console_.mock.admin.contacts().some(({ name }) => name === 'John Doe'))
  })

  /** Sends a sign-up with the key that the console showed. The key works within seconds. */
  async function send(key: string): Promise<void> {
    const body = JSON.stringify({
      type: 'track',
      event: 'Signed Up',
      userId: 'usr_123',
      traits: { name: 'John Doe', email: 'John.Doe@example.com' },
      context: { consent: { marketing: true } },
    })
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
    await until(async () => (await fetch(`${console_.server.url}/v1/t`, { method: 'POST', headers, body })).ok)
  }

  test('a setting is changed, kept in the history with its author, and undone', async () => {
    await open('/integrations/support?tab=settings')
    await says('A key is set. It is never shown.')
    expect(await page.content()).not.toContain(API_KEY)
    await page.getByLabel('Rate').fill('x')
    await says('Enter a whole number of requests a minute.')
    await page.getByLabel('Rate').fill('40')
    await button('Save and deploy').click()
    await says('Saved and deployed.')
    expect(await integration()).toMatchObject({ rate: 40, managed_by: 'console' })

    await page.getByRole('link', { name: 'History' }).click()
    await says(/admin/)
    await page.getByText('Before and after').first().click()
    await page.getByRole('cell', { name: '40', exact: true }).waitFor()
    await page
      .getByRole('button', { name: /^Undo revision/ })
      .first()
      .click()
    await says('The change is undone and deployed.')
    expect(await integration()).toMatchObject({ rate: null })
  })

  test('a new domain asks for the key of the new account', async () => {
    await open('/integrations/support?tab=settings')
    await page.getByLabel('Freshdesk domain').fill('other')
    await says('Enter the API key of the new account. The stored one stays with acme.')
    expect(await button('Save and deploy').isDisabled()).toBe(true)
    await page.getByLabel('API key').fill('key-of-other')
    await button('Save and deploy').click()
    await says('Saved and deployed.')
    expect(await integration()).toMatchObject({ settings: { domain: 'other' } })
    expect(await page.content()).not.toContain('key-of-other')
  })

  test('a change that came first is shown with its author, and the own change stays', async () => {
    await open('/integrations/support?tab=settings')
    await page.getByLabel('Rate').fill('40')
    const { revision } = await integration()
    await console_.call('PATCH', '/integrations/support', { revision, share: 0.5 })
    await button('Save and deploy').click()
    await says('This integration was changed while you edited it')
    await page.getByRole('alert').getByText('admin').waitFor()
    await button('Load it and keep my changes').click()
    expect(await page.getByLabel('Share in percent').inputValue()).toBe('50')
    await button('Save and deploy').click()
    await says('Saved and deployed.')
    expect(await integration()).toMatchObject({ rate: 40, share: 0.5 })
  })

  test('a link and "Back" ask before they lose a change', async () => {
    await open('/integrations')
    await page.getByRole('link', { name: 'support' }).click()
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByLabel('Rate').fill('40')
    await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Sources' }).click()
    await says('Leave without saving?')
    await button('Cancel').click()
    expect(await page.getByLabel('Rate').inputValue()).toBe('40')
    await page.getByRole('link', { name: 'Mapping' }).click()
    await says('1 change is not saved')
    await page.evaluate(() => (globalThis as never as { history: { go(steps: number): void } }).history.go(-3))
    await says('Leave without saving?')
    await button('Leave and discard').click()
    await page.getByRole('heading', { name: 'Integrations', level: 1 }).waitFor()
  })

  test('a closed tab asks before it loses a change', async () => {
    await open('/integrations/support?tab=settings')
    await page.getByLabel('Rate').click()
    await page.keyboard.type('40')
    await says('1 change is not saved')
    const asked = page.waitForEvent('dialog')
    await page.close({ runBeforeUnload: true })
    const question = await asked
    expect(question.type()).toBe('beforeunload')
    await question.dismiss()
    await says('1 change is not saved')
  })

  test('an integration is paused, resumed, turned off and on', async () => {
    await open('/integrations/support')
    await button('Pause').click()
    await says('Paused: events wait until you resume.')
    expect(await integration()).toMatchObject({ paused: true })
    await button('Resume').click()
    await button('Pause').waitFor()
    await button('Turn off').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Turn off' }).click()
    await says('Off: events that arrive are dropped.')
    expect(await integration()).toMatchObject({ enabled: false, paused: false })
    await button('Turn on').click()
    await button('Turn off').waitFor()
  })

  test('a pause beside an unsaved change keeps the change', async () => {
    await open('/integrations/support?tab=settings')
    await page.getByLabel('Rate').fill('40')
    await button('Pause').click()
    await says('Paused: events wait until you resume.')
    await button('Save and deploy').click()
    await says('Saved and deployed.')
    expect(await integration()).toMatchObject({ rate: 40, paused: true })
  })

  test('a hostile author and a hostile text are text, and do not widen the history', async () => {
    const hostile = `<img src=x onerror="document.title='hacked'">\u202e${'x'.repeat(10_000)}`
    await open('/integrations/support')
    const { revision, subscriptions } = (await integration()) as { revision: number; subscriptions: object[] }
    const response = await fetch(`${console_.url}/admin/v1/integrations/support`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', 'x-datafly-author': '<b>%E2%80%AEada</b>' },
      body: JSON.stringify({
        revision,
        subscriptions: subscriptions.map(known => ({ ...known, mapping: { job_title: hostile } })),
      }),
    })
    expect(response.status).toBe(200)
    await page.getByRole('link', { name: 'History' }).click()
    await says('<b>')
    await page.getByText(/^Before and after/).click()
    await says(/The text “<img src=x/)
    expect(await page.title()).not.toBe('hacked')
    const list = page.getByRole('list').filter({ hasText: 'Before and after' })
    expect(await list.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
    await page.getByRole('link', { name: 'Mapping' }).click()
    await page.getByRole('button', { name: /^Job title/ }).click()
    expect(await findViolations(page)).toEqual([])
  })

  test('an unknown integration is reported in the words of the server', async () => {
    await open('/integrations/nothing')
    await says('There is no integration "nothing".')
  })

  test.each(['light', 'dark'] as const)('no view has a violation of accessibility, %s', async colorScheme => {
    await open('/integrations', { context: { colorScheme } })
    for (const [path, text] of [
      ['/integrations', 'Calls a minute'],
      ['/integrations/new', 'Preset'],
      ['/integrations/support', 'Comes from'],
      ['/integrations/support?tab=settings', 'A key is set.'],
      ['/integrations/support?tab=history', 'No change yet'],
    ] as const) {
      await page.goto(`${console_.url}${path}`)
      await says(text)
      expect(await findViolations(page)).toEqual([])
    }
  })

  test.each([390, 1920])('no view is wider than a screen of %i pixels', async width => {
    await open('/integrations', { context: { viewport: { width, height: 844 } } })
    for (const path of [
      '/integrations',
      '/integrations/new',
      '/integrations/support',
      '/integrations/support?tab=settings',
    ]) {
      await page.goto(`${console_.url}${path}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await says(/Save and deploy|Events that start|Calls a minute|A key is set/)
      const view = page.getByRole('main')
      expect(await view.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
    }
    const { revision } = await integration()
    await console_.call('PATCH', '/integrations/support', { revision, rate: 40 })
    await page.getByRole('link', { name: 'History' }).click()
    await page.getByText('Before and after').click()
    const list = page.getByRole('list').filter({ hasText: 'Before and after' })
    expect(await list.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
  })
})
