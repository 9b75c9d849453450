import { closeBrowser, describeInChromium, findViolations, type OpenConsole, openConsole } from './open-console'

const TITLES = ['Events', 'Dead letters', 'Overview', 'Integrations', 'Sources', 'Send a test event']

describeInChromium('in Chromium the console', () => {
  let console_: OpenConsole

  afterEach(async () => {
    await console_.close()
    expect(console_.complaints).toEqual([])
  })
  afterAll(closeBrowser)

  test('opens the events, and the navigation leads to each view', async () => {
    console_ = await openConsole({ path: '/' })
    const { page } = console_
    await page.getByRole('heading', { name: 'Events', level: 1 }).waitFor()
    expect(await page.getByRole('navigation').getByRole('link').allTextContents()).toEqual(TITLES)
    for (const title of TITLES) {
      await page.getByRole('navigation').getByRole('link', { name: title, exact: true }).click()
      await page.getByRole('heading', { name: title, level: 1 }).waitFor()
      expect(await page.title()).toBe(`${title} · datafly`)
    }
  })

  test('shows an unknown address as such', async () => {
    console_ = await openConsole({ path: '/nowhere' })
    await console_.page.getByText('There is no such view.').waitFor()
  })

  test.each(['light', 'dark'] as const)('has no violation of accessibility in its frame, %s', async colorScheme => {
    console_ = await openConsole({ context: { colorScheme } })
    await console_.page.getByRole('heading', { level: 1 }).waitFor()
    expect(await findViolations(console_.page)).toEqual([])
  })

  test('forbids scripts of its page other than its own files', async () => {
    console_ = await openConsole()
    const response = await fetch(console_.url)
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'")
    expect(await response.text()).not.toMatch(/<script(?![^>]* src=)/)
  })
})
