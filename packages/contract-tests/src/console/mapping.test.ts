import type { Page } from 'playwright-core'
import {
  closeBrowser,
  describeInChromium,
  findViolations,
  type OpenConsole,
  openConsole,
  SIGN_UP,
  until,
} from './open-console'

const withTraits = (traits: object) => ({
  ...SIGN_UP,
  context: { ...SIGN_UP.context, traits: { ...SIGN_UP.context.traits, ...traits } },
})

describeInChromium('in Chromium the mapping editor', () => {
  let console_: OpenConsole
  let page: Page

  afterEach(async () => {
    await console_.close()
    expect(console_.complaints).toEqual([])
  })
  afterAll(closeBrowser)

  async function open(...events: object[]) {
    console_ = await openConsole({ path: '/integrations' })
    page = console_.page
    if (events.length > 0) {
      await console_.send(...events)
      await console_.mock.admin.waitFor({ method: 'POST', path: '/api/v2/contacts' }, { count: events.length })
      console_.mock.admin.clearRequests()
    }
    await page.goto(`${console_.url}/integrations/support`)
    await page.getByText('Events that start').waitFor()
  }

  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const field = (label: string) => page.getByRole('button', { name: new RegExp(`^${label}`) })
  const row = (path: string) => page.getByRole('row', { name: new RegExp(`^${path}`) })
  const subscriptions = async () =>
    ((await console_.call('GET', '/integrations/support')).body as { subscriptions: object[] }).subscriptions

  test('a changed place is previewed on a real event before it is saved, and then delivered', async () => {
    await open(withTraits({ role: 'Chief of Staff' }))
    await page
      .getByLabel('Preview with')
      .locator('option:checked', { hasText: 'J••• D•••' })
      .waitFor({ state: 'attached' })
    await row('job_title').getByText('Head of Growth').waitFor()

    await field('Job title').click()
    await button('Add a place to Job title').click()
    await page.getByLabel('Place 4 of Job title', { exact: true }).fill('context.traits.role')
    for (const place of [4, 3, 2]) await button(`Move place ${place} of Job title up`).click()
    expect(await page.getByLabel('Place 1 of Job title', { exact: true }).inputValue()).toBe('context.traits.role')
    await row('job_title changed').waitFor()
    expect(await row('job_title').getByRole('cell').allInnerTexts()).toEqual(['Head of Growth', 'Chief of Staff'])
    expect(console_.mock.admin.count()).toBe(0)

    await page.getByText('1 change is not saved').click()
    await page.getByText(/traits.title, then .* → context.traits.role, then traits.title/).waitFor()
    await button('Save and deploy').click()
    await page.getByText('Saved and deployed.').waitFor()
    await row('job_title Chief of Staff').waitFor()
    let person = 0
    await until(async () => {
      person += 1
      const email = `ada-${person}@example.com`
      await console_.send({ ...withTraits({ role: 'Chief of Staff', email, phone: null }), userId: `usr_${person}` })
      return (await waitForContact(email, person)) === 'Chief of Staff'
    })

    await page.getByRole('link', { name: 'History' }).click()
    await page
      .getByRole('button', { name: /^Undo revision/ })
      .first()
      .click()
    await page.getByText('The change is undone and deployed.').waitFor()
    expect(JSON.stringify(await subscriptions())).not.toContain('role')
  })

  /** The job title of a new contact. */
  async function waitForContact(email: string, count: number) {
    const path = '/api/v2/contacts'
    await console_.mock.admin.waitFor({ method: 'POST', path }, { count, timeoutMs: 30_000 })
    return console_.mock.admin.contacts().find(contact => contact.email === email)?.job_title
  }

  test('without an event the example of the documentation is previewed, and a written event too', async () => {
    await open()
    await row('email').getByText('john.doe@example.com').waitFor()
    await page.getByLabel('Preview with').selectOption('own')
    await page.getByLabel('Event as JSON').fill('{"type":"track"')
    await page.getByText('This is not a JSON object.').waitFor()
    await page.getByLabel('Event as JSON').fill('{"type":"track","event":"Signed Up","anonymousId":"a1"}')
    await page.getByText('No contact: see the result above.').waitFor()
  })

  test('a custom field is mapped by name, and a text is sent for every event', async () => {
    await open()
    await page.getByText(/^More fields/).click()
    await field('Custom fields').click()
    await page.getByLabel('Value of Custom fields').selectOption('parts')
    await page.getByText('A name is empty. Fill it or remove its row.').first().waitFor()
    expect(await button('Save and deploy').isDisabled()).toBe(true)
    await page.getByLabel('Name 1 of Custom fields').fill('plan')
    await page.getByLabel('Value of plan').selectOption('text')
    await page.getByLabel('Text of plan').fill('gold')
    await row('custom_fields.plan added').getByText('gold').waitFor()
    await button('Save and deploy').click()
    await page.getByText('Saved and deployed.').waitFor()
    expect(await subscriptions()).toMatchObject([{ mapping: { custom_fields: { plan: 'gold' } } }, {}])
  })

  test('a directive is edited as JSON, a field is left out, and the preset comes back', async () => {
    await open()
    await field('Job title').click()
    await page.getByLabel('Value of Job title').selectOption('json')
    await page.getByLabel('Directive of Job title').fill('{')
    await page.getByText('This is not valid JSON.').first().waitFor()
    await page.getByLabel('Directive of Job title').fill('{"@template":"{{traits.title}} at {{properties.method}}"}')
    await row('job_title changed').getByText('Head of Growth at email').waitFor()
    await page.getByLabel('Value of Job title').selectOption('nothing')
    await row('job_title removed').waitFor()
    await button('Reset to the preset').click()
    await page.getByText(/changes? (?:is|are) not saved/).waitFor({ state: 'detached' })
  })

  test('the names of events that start an action are changed', async () => {
    await open()
    await button('Add an event name to Signed Up').click()
    await page.getByLabel('Event name 2 of Signed Up', { exact: true }).fill('Joined Gold')
    await button('Save and deploy').click()
    await page.getByText('Saved and deployed.').waitFor()
    expect(await subscriptions()).toMatchObject([
      { subscribe: 'type = "track" and (event = "Signed Up" or event = "Joined Gold")' },
      {},
    ])
  })

  test('hostile names of an event are text, and stay inside of their cells', async () => {
    await open(withTraits({ name: `<img src=x onerror="document.title='hacked'">\u202e${'x'.repeat(10_000)}` }))
    await page.getByLabel('Show personal data').first().check()
    await row('name').getByText('<img src=x').waitFor()
    await row('name').getByText('\\u202e').waitFor()
    expect(await page.title()).not.toBe('hacked')
    const view = page.getByRole('main')
    expect(await view.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
    await field('Name').click()
    expect(await findViolations(page)).toEqual([])
  })

  test.each(['light', 'dark'] as const)('has no violation of accessibility with changes, %s', async colorScheme => {
    await open()
    await page.emulateMedia({ colorScheme })
    await field('Job title').click()
    await page.getByLabel('Place 1 of Job title', { exact: true }).fill('properties.method')
    await row('job_title changed').waitFor()
    await page.getByText('1 change is not saved').click()
    expect(await findViolations(page)).toEqual([])
  })
})
