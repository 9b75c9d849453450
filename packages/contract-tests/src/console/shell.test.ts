import type { Page } from 'playwright-core'
import { closeBrowser, describeInChromium, findViolations, type OpenConsole, openConsole } from './open-console'

const TOKEN = 'token-of-the-test'

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

  test('asks for the token, refuses a wrong one, and shows nothing again after the log-out', async () => {
    console_ = await openConsole({ adminToken: TOKEN, path: '/sources' })
    const { page } = console_
    await page.getByLabel('Admin token').fill('wrong')
    await page.getByRole('button', { name: 'Log in' }).click()
    await page.getByText('The token is wrong.').waitFor()
    expect(await findViolations(page)).toEqual([])
    await logIn(page)
    await page.getByRole('heading', { name: 'Sources', level: 1 }).waitFor()
    await page.getByRole('button', { name: 'Log out' }).click()
    await page.getByLabel('Admin token').waitFor()
    expect(await page.getByRole('heading', { name: 'Sources' }).count()).toBe(0)
    expect((await page.request.get(`${console_.url}/admin/v1/sources`)).status()).toBe(401)
  })

  test('keeps what a person typed when the session ends, and goes on after the login', async () => {
    console_ = await openConsole({ adminToken: TOKEN, path: '/test-event' })
    const { page } = console_
    await logIn(page)
    await page.getByLabel('Job title').fill('Head of Bees')
    await page.context().clearCookies()
    await page.getByRole('button', { name: 'Send the event' }).click()
    await page.getByLabel('Admin token').waitFor()
    expect(await page.getByRole('heading', { name: 'Send a test event', level: 1 }).count()).toBe(0)
    await logIn(page)
    expect(await page.getByLabel('Job title').inputValue()).toBe('Head of Bees')
    await page.getByRole('button', { name: 'Send the event' }).click()
    await page.getByText('Freshdesk created the contact').waitFor()
  })
})

async function logIn(page: Page): Promise<void> {
  await page.getByLabel('Admin token').fill(TOKEN)
  await page.getByRole('button', { name: 'Log in' }).click()
}
