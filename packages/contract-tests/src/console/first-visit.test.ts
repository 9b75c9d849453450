import {
  API_KEY,
  closeBrowser,
  describeInChromium,
  findViolations,
  type OpenConsole,
  openConsole,
} from './open-console'

describeInChromium('in Chromium an empty server', () => {
  let opened: OpenConsole

  beforeEach(async () => {
    opened = await openConsole({ path: '/', config: {} })
  })
  afterEach(async () => {
    await opened.close()
    expect(opened.complaints).toEqual([])
  })
  afterAll(closeBrowser)

  test('leads to the first delivered event in three steps, and shows 201 and the contact', async () => {
    const { page, mock } = opened
    await page.getByRole('heading', { name: 'Deliver the first event' }).waitFor()
    expect(await findViolations(page)).toEqual([])

    await page.getByRole('button', { name: 'Add the source' }).click()
    await page.getByText('Copy the write key now').waitFor()
    const writeKey = await page.getByLabel('Write key of web').locator('pre').textContent()
    expect(writeKey).toMatch(/^\S{16,}$/)

    await page.getByLabel('Domain').fill('acme')
    await page.getByLabel('API key').fill(API_KEY)
    await page.getByRole('button', { name: 'Test connection' }).click()
    await page.getByText('The connection works.').waitFor()
    expect(await findViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'Connect Freshdesk' }).click()

    await page.getByRole('button', { name: 'Send the event' }).click()
    await page.getByRole('heading', { name: 'The first event is delivered' }).waitFor()
    const contact = mock.admin.contacts().find(({ email }) => email === 'john.doe@example.com')
    await page.getByRole('heading', { name: 'Response 201' }).waitFor()
    await page.getByText(`Freshdesk created the contact ${contact?.id}.`).waitFor()
    const bodies = mock.admin.requests({ method: 'POST' }).map(({ request }) => JSON.parse(request.body))
    expect(bodies).toContainEqual({
      name: 'John Doe',
      email: 'john.doe@example.com',
      phone: '+447700900123',
      unique_external_id: 'usr_123',
      job_title: 'Head of Growth',
      tags: ['marketing-consent'],
      custom_fields: { signup_method: 'email' },
    })
    expect(await findViolations(page)).toEqual([])

    await page.getByRole('link', { name: 'See every event' }).click()
    await page.getByRole('heading', { name: 'Events', level: 1 }).waitFor()
    await page.getByText('Signed Up').first().waitFor()
  })

  test('says in its own words why a wrong key does not connect', async () => {
    const { page } = opened
    await page.getByRole('button', { name: 'Add the source' }).click()
    await page.getByLabel('Domain').fill('acme')
    await page.getByLabel('API key').fill('wrong-key')
    await page.getByRole('button', { name: 'Test connection' }).click()
    await page.getByText('Copy it again from Profile Settings').waitFor()
  })

  test('shows the step that comes next after a reload, and the first steps end with an integration', async () => {
    const { page, call, url } = opened
    await call('POST', '/sources', { name: 'web' })
    await page.reload()
    await page.getByRole('button', { name: 'Connect Freshdesk' }).waitFor()
    await page.getByText('web can send events.').waitFor()
    const settings = { domain: 'acme', apiKey: API_KEY }
    await call('POST', '/integrations', { name: 'support', destination: 'freshdesk', sources: ['web'], settings })
    await page.goto(url)
    await page.getByRole('heading', { name: 'Events', level: 1 }).waitFor()
  })
})
