import type { Locator } from 'playwright-core'
import {
  closeBrowser,
  describeInChromium,
  findViolations,
  type OpenConsole,
  openConsole,
  SIGN_UP,
} from './open-console'

/** The same sign-up without consent, of a second person. */
const NO_CONSENT = {
  ...SIGN_UP,
  userId: 'usr_2',
  context: {
    consent: { marketing: false },
    traits: { name: 'Ada Moss', email: 'ada@example.com' },
  },
}

describeInChromium('in Chromium the view of events', () => {
  let opened: OpenConsole

  afterEach(async () => {
    await opened.close()
    expect(opened.complaints).toEqual([])
  })
  afterAll(closeBrowser)

  const table = () => opened.page.getByRole('table', { name: 'Events, the newest first' })
  const row = (text: string | RegExp) => table().locator('tbody tr').filter({ hasText: text })
  const detail = () => opened.page.getByRole('region', { name: 'Event', exact: true })
  const step = (title: string | RegExp) =>
    detail()
      .getByRole('list', { name: 'Timeline' })
      .locator(':scope > li')
      .filter({ has: opened.page.getByRole('heading', { name: title }) })
  const button = (name: string | RegExp) => opened.page.getByRole('button', { name, exact: typeof name === 'string' })
  const clipboard = () => opened.page.evaluate('navigator.clipboard.readText()') as Promise<string>
  const cells = (of: Locator) => of.locator('td').allInnerTexts()
  const address = () => new URL(opened.page.url()).pathname + new URL(opened.page.url()).search

  test('without events leads to the first one', async () => {
    opened = await openConsole()
    await opened.page.getByRole('heading', { name: 'No events yet' }).waitFor()
    expect(await findViolations(opened.page)).toEqual([])
    await opened.page.getByRole('link', { name: 'Start' }).click()
    await opened.page.waitForURL('**/start')
  })

  test('shows an event that arrives, with its person masked until a person asks', async () => {
    opened = await openConsole()
    await button('Live: pause').waitFor()
    await opened.send(SIGN_UP)
    await row('Contact created').waitFor()
    const [, person, event, integration, outcome, status, attempts] = await cells(row('Contact created'))
    expect([person, event, integration, outcome?.replace(/\s+/g, ' '), status, attempts]).toEqual([
      'J••• D•••',
      'Signed Up',
      'support',
      '✓ Delivered Contact created',
      '201',
      '1',
    ])
    await opened.page.getByLabel('Show personal data').check()
    await row('John Doe').waitFor()
    await opened.page.reload()
    await row('John Doe').waitFor()
  })

  test('shows the way of an event: consent, each trait and its place, the request and its response', async () => {
    opened = await openConsole()
    await opened.send({
      ...SIGN_UP,
      context: { ...SIGN_UP.context, traits: { ...SIGN_UP.context.traits, company: 'Initech' } },
    })
    await row('Contact created').click()
    await step('Received').waitFor()
    expect(address()).toBe('/events/support/1')
    await step('Consent: passed').filter({ hasText: 'marketing' }).waitFor()

    const attempt = step('Attempt 1')
    await attempt.getByText(`${opened.mock.url}/api/v2/contacts`).waitFor()
    const request = attempt.getByRole('figure', { name: 'Request' }).locator('pre')
    expect(JSON.parse((await request.textContent()) ?? '')).toMatchObject({ email: 'j•••@e•••.com', phone: '•••' })
    await opened.page.getByLabel('Show personal data').check()
    await request.filter({ hasText: 'john.doe@example.com' }).waitFor()
    expect(JSON.parse((await request.textContent()) ?? '')).toEqual({
      name: 'John Doe',
      email: 'john.doe@example.com',
      phone: '+447700900123',
      unique_external_id: 'usr_123',
      job_title: 'Head of Growth',
      tags: ['marketing-consent'],
      custom_fields: { signup_method: 'email' },
    })
    const response = attempt.getByRole('figure', { name: 'Response' }).locator('pre')
    expect(JSON.parse((await response.textContent()) ?? '')).toMatchObject({ email: 'john.doe@example.com' })

    const mapping = step(/^Mapped by/)
    await mapping.getByRole('row').filter({ hasText: '07700 900123' }).filter({ hasText: '+447700900123' }).waitFor()
    await mapping
      .getByRole('listitem')
      .filter({ hasText: /company/i })
      .waitFor()
    const contact = step('Contact created').getByRole('link')
    expect(await contact.getAttribute('href')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/a\/contacts\/\d+$/)
  })

  test('says why an event was dropped, in the list and in its timeline', async () => {
    opened = await openConsole()
    await opened.send(NO_CONSENT)
    await row('Dropped').filter({ hasText: 'consent' }).click()
    await step('Consent: dropped').waitFor()
    await detail().getByText('The event refuses the consent that the integration requires: marketing.').waitFor()
    expect(
      await detail()
        .getByRole('heading', { name: /^Attempt/ })
        .count(),
    ).toBe(1)
  })

  test('shows each attempt of an event, and the pause between', async () => {
    opened = await openConsole()
    opened.mock.admin.addFault({ match: { method: 'POST' }, status: 503, times: 1 })
    await opened.send(SIGN_UP)
    await row('Contact created').click()
    await step('Attempt 1').filter({ hasText: '503' }).waitFor()
    await step(/^Waited/)
      .filter({ hasText: 'The pause before attempt 2.' })
      .waitFor()
    await step('Attempt 2').filter({ hasText: '201' }).waitFor()
  })

  test('says which events the actions take, for an event that no action takes', async () => {
    opened = await openConsole()
    await opened.send({ type: 'track', event: 'Viewed', userId: 'usr_1' })
    await row('Dropped').click()
    const unmatched = step('No action takes this event')
    await unmatched.getByText('type = "track" and event = "Signed Up"').waitFor()
  })

  test('keeps its filters in the address and after a reload', async () => {
    opened = await openConsole()
    await opened.send(SIGN_UP, NO_CONSENT)
    await row('Dropped').waitFor()
    await row('Contact created').waitFor()
    await button('Dropped').click()
    await row('Contact created').waitFor({ state: 'detached' })
    expect(address()).toBe('/events?status=dropped')
    await opened.page.getByLabel('Person', { exact: true }).fill('ada@example.com')
    await opened.page.waitForURL('**/events?status=dropped&person=ada%40example.com')
    await opened.page.reload()
    await row('A•••').waitFor()
    expect(await table().locator('tbody tr').count()).toBe(1)
    expect(await opened.page.getByLabel('Person', { exact: true }).inputValue()).toBe('ada@example.com')

    await button('Delivered').click()
    await opened.page.getByRole('heading', { name: 'No event matches the filters' }).waitFor()
    await opened.page.locator('.state').getByRole('button', { name: 'Clear filters' }).click()
    await row('Contact created').waitFor()
    expect(address()).toBe('/events')
  })

  test('filters by event, reason, integration, outcome and time', async () => {
    opened = await openConsole()
    await opened.send(SIGN_UP, NO_CONSENT, { type: 'page', name: 'Pricing', anonymousId: 'a1' })
    await opened.page.getByLabel('Event', { exact: true }).fill('Pricing')
    await opened.page.waitForURL('**/events?name=Pricing')
    await row('Signed Up').first().waitFor({ state: 'detached' })
    await row('Pricing').waitFor()
    await opened.page.getByRole('button', { name: 'Clear filters' }).click()

    await opened.page.getByLabel('Reason', { exact: true }).fill('no-consent')
    await opened.page.keyboard.press('Enter')
    await opened.page.getByLabel('Integration', { exact: true }).selectOption('support')
    await opened.page.getByLabel('Outcome', { exact: true }).selectOption('Nothing sent')
    await opened.page.getByLabel('Time', { exact: true }).selectOption('Last hour')
    await opened.page.waitForURL('**/events?outcome=dropped&reason=no-consent&integration=support&range=1h')
    await row('Pricing').waitFor({ state: 'detached' })
    await row('A••• M•••').waitFor()

    await opened.page.getByLabel('Time', { exact: true }).selectOption('Between two times')
    await opened.page.getByLabel('To', { exact: true }).fill('2026-01-01T00:00')
    await opened.page.getByRole('heading', { name: 'No event matches the filters' }).waitFor()
    await button('Paused: go live').waitFor()
    expect(address()).toMatch(/&since=[^&]+&until=[^&]+$/)
  })

  test('says that the server does not answer, and tries again', async () => {
    opened = await openConsole()
    const events = '**/admin/v1/events?*'
    const message = 'The database does not answer.'
    await opened.page.route(events, route =>
      route.fulfill({ status: 503, json: { error: { code: 'STORE_UNAVAILABLE', message } } }),
    )
    await opened.page.reload()
    await opened.page.getByText(message).waitFor()
    await opened.page.unroute(events)
    await button('Try again').click()
    await opened.page.getByRole('heading', { name: 'No events yet' }).waitFor()
  })

  test('an open event outside the filter follows its own changes', async () => {
    opened = await openConsole()
    const fault = opened.mock.admin.addFault({ match: { method: 'POST' }, status: 503 })
    await opened.send(SIGN_UP)
    await row('Retrying').click()
    await step('Waits for the next attempt').waitFor()
    await button('Dropped').click()
    await row('Retrying').waitFor({ state: 'detached' })
    opened.mock.admin.removeFault(fault.id)
    await step('Contact created').waitFor()
  })

  test('keeps the list still under the pointer, and counts the new events', async () => {
    opened = await openConsole()
    await opened.send(SIGN_UP)
    await row('Contact created').hover()
    await opened.send(NO_CONSENT)
    await button('↑ 1 new event').click()
    await row('Dropped').waitFor()
    expect(await table().locator('tbody tr').count()).toBe(2)
  })

  test('stops and goes on with the live events', async () => {
    opened = await openConsole()
    await opened.send(SIGN_UP)
    await row('Contact created').waitFor()
    await button('Live: pause').click()
    await opened.send(NO_CONSENT)
    await button('Paused: go live').click()
    await row('Dropped').or(button('↑ 1 new event')).first().waitFor()
  })

  test('is used by keyboard alone', async () => {
    opened = await openConsole()
    await opened.send(SIGN_UP, { ...NO_CONSENT, event: 'Signed Up' })
    await row('Dropped').waitFor()
    await row('Contact created').waitFor()
    const { page } = opened
    await page.keyboard.press('j')
    await page.locator('a[data-index="0"]:focus').waitFor()
    await page.keyboard.press('ArrowDown')
    await page.locator('a[data-index="1"]:focus').waitFor()
    await page.keyboard.press('Enter')
    await step('Received').waitFor()
    expect(address()).toBe('/events/support/1')
    await page.keyboard.press('k')
    await page.waitForURL('**/events/support/2')
    await page.keyboard.press('Escape')
    await detail().waitFor({ state: 'detached' })
    await page.locator('a[data-index="0"]:focus').waitFor()
    await page.keyboard.press('/')
    await page.locator('input[name=person]:focus').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    expect(await findViolations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  test('copies an event as a command for intake, as a request to Freshdesk, and as a test event', async () => {
    opened = await openConsole()
    await opened.send(SIGN_UP)
    await row('Contact created').click()
    await button('Copy as curl').click()
    await opened.page.getByText('Copied.').waitFor()
    const command = await clipboard()
    expect(command).toMatch(/^curl -X POST http:\/\/\S+\/v1\/track \\\n {2}-u "\$WRITE_KEY:"/)
    expect(command).toContain('"email":"John.Doe@example.com"')
    expect(command).not.toContain('messageId')
    await button('Copy request as curl').click()
    await opened.page.getByText('Copied.').nth(1).waitFor()
    expect(await clipboard()).toContain('-u "$FRESHDESK_API_KEY:X"')
    await button('Copy as test event').click()
    await opened.page.getByText('A copy of event 1 of support').waitFor()
  })

  test('replays an event, and each of the two events leads to the other', async () => {
    opened = await openConsole()
    await opened.send(SIGN_UP)
    await row('Contact created').click()
    await button('Replay').click()
    await opened.page.getByRole('dialog').getByText('The event was delivered already.').waitFor()
    await opened.page.getByRole('dialog').getByRole('button', { name: 'Replay 1 event' }).click()
    await detail().getByRole('link', { name: 'event 2' }).click()
    await detail().getByRole('link', { name: 'event 1' }).waitFor()
    await step('Contact already exists').waitFor()
  })

  test.each([
    ['light', 1440],
    ['dark', 1440],
    ['light', 390],
    ['dark', 390],
  ] as const)('has no violation of accessibility, %s at %d pixels', async (colorScheme, width) => {
    opened = await openConsole({ context: { colorScheme, viewport: { width, height: 844 } } })
    await opened.send(SIGN_UP, NO_CONSENT)
    await row('Contact created').waitFor()
    await row('Dropped').waitFor()
    expect(await findViolations(opened.page)).toEqual([])
    await row('Contact created').click()
    await step('Contact created').waitFor()
    expect(await findViolations(opened.page)).toEqual([])
    await button('Replay').click()
    expect(await findViolations(opened.page)).toEqual([])
  })

  test('shows an address without an event as such', async () => {
    opened = await openConsole({ path: '/events/support/99' })
    await detail().getByText('There is no such event').waitFor()
    await button('Close the event').click()
    await opened.page.waitForURL('**/events')
  })
})
