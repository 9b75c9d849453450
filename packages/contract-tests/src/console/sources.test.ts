import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import {
  API_KEY,
  closeBrowser,
  describeInChromium,
  findViolations,
  type OpenConsole,
  openConsole,
  until,
  WRITE_KEY,
} from './open-console'

describeInChromium('in Chromium the sources', () => {
  let console_: OpenConsole
  let page: Page

  afterEach(async () => {
    await console_.close()
    expect(console_.complaints).toEqual([])
  })
  afterAll(closeBrowser)

  async function open(path = '/sources', options: Parameters<typeof openConsole>[0] = {}) {
    console_ = await openConsole({ path, ...options })
    page = console_.page
  }

  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const dialog = () => page.getByRole('dialog')
  const says = (text: string | RegExp) => page.getByText(text).first().waitFor()

  async function post(key: string): Promise<number> {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
    const body = JSON.stringify({ type: 'identify', userId: 'u1' })
    return (await fetch(`${console_.server.url}/v1/i`, { method: 'POST', headers, body })).status
  }

  const run = async (line: string) => (await promisify(execFile)('sh', ['-c', line])).stdout

  test('a new source shows its key once, and its curl line sends an event', async () => {
    await open('/sources', { config: { sources: [], integrations: [] } })
    await says('Add the first source')
    await page.getByRole('main').getByRole('button', { name: 'Add a source' }).first().click()
    await dialog().getByLabel('Name').fill('Web shop')
    await button('Add the source').click()
    await dialog().getByRole('alert').waitFor()
    await dialog().getByLabel('Name').fill('web')
    await dialog().getByLabel('Allowed origins').fill('shop.example')
    await button('Add the source').click()
    await says('“shop.example” is not an origin.')
    await dialog().getByLabel('Allowed origins').fill('https://shop.example/cart')
    await button('Add the source').click()

    await dialog().getByLabel('Write key').getByRole('button', { name: 'Copy' }).click()
    const key = (await page.evaluate('navigator.clipboard.readText()')) as string
    const line = await dialog().getByLabel('Send an event (curl)').locator('pre').textContent()
    expect(line).toContain(key)
    await console_.call('POST', '/integrations', {
      name: 'support',
      destination: 'freshdesk',
      sources: ['web'],
      settings: { domain: 'acme', apiKey: API_KEY },
    })
    await until(async () => (await run(`${line} --silent --output /dev/null --write-out '%{http_code}'`)) === '200')
    await console_.mock.admin.waitFor({ method: 'POST', path: '/api/v2/contacts' }, { timeoutMs: 30_000 })

    await button('I have copied the key').click()
    await page.reload()
    await says('https://shop.example')
    await button('Code for web').click()
    await says('Put the write key in place of WRITE_KEY.')
    expect(await page.content()).not.toContain(key)
  })

  test('the origins are changed', async () => {
    await open()
    await button('Edit origins of web').click()
    await dialog().getByLabel('Allowed origins').fill('https://a.example\nhttps://b.example')
    await button('Save the origins').click()
    await says('https://a.example, https://b.example')
  })

  test('a rotated key replaces the old one', async () => {
    await open()
    await button('Rotate key of web').click()
    await button('Rotate the key').click()
    const key = (await dialog().getByLabel('Write key').locator('pre').textContent()) ?? ''
    expect(key).not.toBe(WRITE_KEY)
    await until(async () => (await post(key)) === 200)
    expect(await post(WRITE_KEY)).toBe(401)
  })

  test('a source is turned off and on', async () => {
    await open()
    await button('Turn off web').click()
    await dialog().getByRole('button', { name: 'Turn off' }).click()
    await button('Turn on web').waitFor()
    await until(async () => (await post(WRITE_KEY)) === 401)
    await button('Turn on web').click()
    await button('Turn off web').waitFor()
    await until(async () => (await post(WRITE_KEY)) === 200)
  })

  test.each(['light', 'dark'] as const)('have no violation of accessibility, %s', async colorScheme => {
    await open('/sources', { context: { colorScheme } })
    await says('Allowed origins')
    expect(await findViolations(page)).toEqual([])
    await button('Code for web').click()
    await dialog().waitFor()
    expect(await findViolations(page)).toEqual([])
  })
})
