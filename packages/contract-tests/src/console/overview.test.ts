import { closeBrowser, describeInChromium, findViolations, type OpenConsole, openConsole } from './open-console'

const person = (userId: string, marketing = true) => ({
  type: 'identify',
  userId,
  traits: { name: `Ada ${userId}`, email: `${userId}@example.com` },
  context: { consent: { marketing } },
})

describeInChromium('in Chromium the overview', () => {
  let opened: OpenConsole

  afterEach(async () => {
    await opened.close()
    expect(opened.complaints).toEqual([])
  })
  afterAll(closeBrowser)

  const open = async (options = {}) => {
    opened = await openConsole({ path: '/overview', ...options })
    await opened.page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()
    return opened
  }

  test('counts deliveries and drops as they happen, and a reason leads to its events', async () => {
    const { page, send } = await open()
    await page.getByText('No event was dropped, retried or given up in the last hour.').waitFor()
    await send(person('u1'), person('u2'), person('u3', false))
    await page.getByRole('img', { name: 'In the last hour: 2 delivered, 1 dropped, 0 retrying and 0 dead.' }).waitFor()
    await page.getByText('Show the numbers as a table').click()
    const totals = await page.locator('.step-table tbody td:nth-child(2)').allTextContents()
    expect(totals.map(Number).reduce((sum, count) => sum + count)).toBe(2)
    expect(await findViolations(page)).toEqual([])

    await page.locator('.reasons-link').first().click()
    await page.getByRole('heading', { name: 'Events', level: 1 }).waitFor()
    const query = new URL(page.url()).searchParams
    expect(Object.fromEntries(query)).toEqual({ status: 'dropped', reason: expect.any(String), range: '1h' })
    await page.getByText('Dropped').first().waitFor()
  })

  test('keeps the range in the address', async () => {
    const { page } = await open({ path: '/overview?range=24h' })
    await page.getByText('Total of the last 24 hours').waitFor()
    await page.getByRole('link', { name: '7 d' }).click()
    await page.getByText('Total of the last 7 days').waitFor()
    expect(page.url()).toMatch(/\/overview\?range=7d$/)
    await page.goBack()
    await page.getByText('Total of the last 24 hours').waitFor()
  })

  test('keeps its chart while new numbers arrive', async () => {
    const { page, send } = await open()
    const canvas = await page.locator('canvas').elementHandle()
    await send(person('u1'))
    await page.getByRole('img', { name: '1 delivered' }).waitFor()
    expect(await canvas?.evaluate(element => element.isConnected)).toBe(true)
  })

  test('shows that an integration is paused, and how many events wait', async () => {
    const { page, mock, send, call } = await open()
    mock.admin.addFault({ status: 503 })
    await call('POST', '/integrations/support/pause', {})
    await send(person('u1'))
    await page.getByText('Paused: events wait until you resume.').waitFor()
    await page.getByRole('link', { name: /Waiting now 1 oldest/ }).waitFor()
  })

  test('of an empty server leads to the first steps', async () => {
    const { page } = await open({ config: {} })
    await page.getByRole('link', { name: 'Start' }).click()
    await page.getByRole('heading', { name: 'Deliver the first event' }).waitFor()
  })

  test.each([
    [390, 'light'],
    [390, 'dark'],
    [1920, 'light'],
    [1920, 'dark'],
  ] as const)('at %d pixels, %s, fits the page and has no violation of accessibility', async (width, colorScheme) => {
    const { page, send } = await open({ context: { colorScheme, viewport: { width, height: 900 } } })
    await send(person('u1'), person('u2', false))
    await page.getByRole('img', { name: '1 delivered, 1 dropped' }).waitFor()
    expect(await findViolations(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
  })
})
