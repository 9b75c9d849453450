import {
  closeBrowser,
  describeInChromium,
  findViolations,
  type OpenConsole,
  openConsole,
  SIGN_UP,
} from './open-console'

describeInChromium('in Chromium the view of a test event', () => {
  let opened: OpenConsole

  const open = async (options = {}) => {
    opened = await openConsole({ path: '/test-event', ...options })
    await opened.page.getByRole('button', { name: 'Send the event' }).waitFor()
    return opened
  }
  afterEach(async () => {
    await opened.close()
    expect(opened.complaints).toEqual([])
  })
  afterAll(closeBrowser)

  test('edits one event by form and by JSON', async () => {
    const { page } = await open()
    const json = page.getByRole('textbox', { name: 'The event as JSON' })
    await page.getByLabel('E-mail').fill('ada@example.com')
    await page.getByLabel('Marketing consent').selectOption('Refused')
    await page.getByRole('tab', { name: 'JSON' }).click()
    const event = JSON.parse(await json.inputValue())
    expect(event).toMatchObject({ traits: { email: 'ada@example.com' }, context: { consent: { marketing: false } } })
    await json.fill(JSON.stringify({ ...event, userId: 'usr_9' }))
    await page.getByRole('tab', { name: 'Form' }).click()
    expect(await page.getByLabel('User id').inputValue()).toBe('usr_9')
    expect(await page.getByLabel('E-mail').inputValue()).toBe('ada@example.com')
  })

  test('says that the event waits while the integration is paused, and leads to its page', async () => {
    const { page, call } = await open()
    await call('POST', '/integrations/support/pause', {})
    await page.getByRole('button', { name: 'Send the event' }).click()
    await page.getByText('support is paused, so the event waits.').waitFor()
    expect(await page.getByRole('link', { name: 'Resume it' }).getAttribute('href')).toBe('/integrations/support')
    await call('POST', '/integrations/support/resume', {})
    await page.getByText('Freshdesk created the contact').waitFor()
    expect(await page.getByText('is paused, so the event waits').count()).toBe(0)
  })

  test('names the line of a mistake in the JSON, leads there, and does not send', async () => {
    const { page } = await open()
    await page.getByRole('tab', { name: 'JSON' }).click()
    const json = page.getByRole('textbox', { name: 'The event as JSON' })
    await json.fill('{\n  "type": "track"\n  "event": "Signed Up"\n}')
    await page.getByText('Line 3: A comma is expected before this.').waitFor()
    expect(await page.getByRole('button', { name: 'Send the event' }).isDisabled()).toBe(true)
    await page.getByRole('button', { name: 'Go to line 3' }).click()
    expect(await json.evaluate(area => (area as HTMLTextAreaElement).selectionStart)).toBe(22)
    expect(await findViolations(page)).toEqual([])
  })

  test('follows an event to its contact, and the same event once more to the contact that exists', async () => {
    const { page, mock } = await open()
    await page.getByRole('button', { name: 'Send the event' }).click()
    await page.getByRole('heading', { name: 'Response 201' }).waitFor()
    const [contact] = mock.admin.contacts().filter(({ email }) => email === 'john.doe@example.com')
    await page.getByText(`Freshdesk created the contact ${contact?.id}.`).waitFor()
    await page.getByText('Signed Up made a contact with 7 fields.').waitFor()
    await page.getByText('POST /api/v2/contacts').click()
    await page.getByText('"unique_external_id": "usr_123"').waitFor()

    await page.getByRole('button', { name: 'Send the event' }).click()
    await page.getByText(`The contact ${contact?.id} exists already.`).waitFor()
    await page.getByRole('button', { name: 'New person' }).click()
    await page.getByRole('button', { name: 'Send the event' }).click()
    await page.getByText('Freshdesk created the contact').waitFor()
    expect(mock.admin.contacts().filter(({ name }) => name === 'John Doe')).toHaveLength(2)
  })

  test('says that a message id counts once', async () => {
    const { page } = await open()
    await page.getByRole('tab', { name: 'JSON' }).click()
    const json = page.getByRole('textbox', { name: 'The event as JSON' })
    await json.fill(JSON.stringify({ ...SIGN_UP, messageId: 'm-1' }))
    await page.getByRole('button', { name: 'Send the event' }).click()
    await page.getByRole('heading', { name: 'Response 201' }).waitFor()
    expect(await page.getByText('An earlier event has this message id').count()).toBe(0)
    await page.getByRole('button', { name: 'Send the event' }).click()
    await page.getByText('An earlier event has this message id').waitFor()
  })

  test.each([
    ['without consent', async () => opened.page.getByLabel('Marketing consent').selectOption('Refused'), 'Consent'],
    ['as a page view', async () => opened.page.getByLabel('Kind of event').selectOption('page'), 'Mapped'],
  ])('says in place why an event %s is dropped', async (_case, change, step) => {
    const { page, mock } = await open()
    await change()
    await page.getByRole('button', { name: 'Send the event' }).click()
    const getStep = (name: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) })
    await getStep(step).getByRole('img', { name: 'dropped' }).waitFor()
    await getStep('Request').getByRole('img', { name: 'not reached' }).waitFor()
    expect(mock.admin.count({ method: 'POST' })).toBe(0)
    expect(await findViolations(page)).toEqual([])
  })

  test('shows that an event is retried, and then delivered', async () => {
    const { page, mock } = await open()
    const fault = mock.admin.addFault({ status: 503 })
    await page.getByRole('button', { name: 'Send the event' }).click()
    await page.getByText(/^Attempt \d+ follows by itself\.$/).waitFor()
    mock.admin.removeFault(fault.id)
    await page.getByRole('heading', { name: 'Response 201' }).waitFor()
  })

  test('starts with a copy of an event, and leads to the event that was sent', async () => {
    const person = { userId: 'u1', traits: { name: 'Ada', email: 'ada@example.com' } }
    const { page, send, url } = await open()
    await send({ type: 'identify', ...person, messageId: 'm-1', context: { consent: { marketing: true } } })
    await page.goto(`${url}/test-event?integration=support&seq=1`)
    expect(await page.getByLabel('E-mail').inputValue()).toBe('ada@example.com')
    await page.getByRole('tab', { name: 'JSON' }).click()
    expect(await page.getByRole('textbox', { name: 'The event as JSON' }).inputValue()).not.toContain('m-1')
    await page.getByRole('button', { name: 'Send the event' }).click()
    await page.getByRole('link', { name: 'Open event 2' }).click()
    await page.getByRole('heading', { name: 'Events', level: 1 }).waitFor()
  })

  test.each(['light', 'dark'] as const)('has no violation of accessibility on a phone, %s', async colorScheme => {
    const { page } = await open({ context: { colorScheme, viewport: { width: 390, height: 844 } } })
    expect(await findViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'Send the event' }).click()
    await page.getByRole('heading', { name: 'Response 201' }).waitFor()
    expect(await findViolations(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  })
})
