import { describeInspector } from '../testing/inspector'

describeInspector('the address', inspector => {
  const { openInspector, api, requests, contacts, rows, button, detail, shows, hash } = inspector
  const shown = () => inspector.page.locator('#requests-shown')
  const reload = async () => {
    await inspector.page.reload()
    await inspector.page.getByText('Live', { exact: true }).waitFor()
  }

  /** Four requests: 201, 409, 404 and 401. */
  async function sendFour() {
    await api('POST', '/contacts', { name: 'Ada Moss', email: 'ada@example.com' })
    await api('POST', '/contacts', { name: 'Ada Moss', email: 'ada@example.com' })
    await api('GET', '/contacts/1')
    await api('GET', '/agents/me', undefined, { Authorization: 'Basic bm9ib2R5Olg=' })
    await rows(requests()).nth(3).waitFor()
  }

  test('keeps filters and search over a reload, and the page says how many of all are shown', async () => {
    await openInspector()
    await sendFour()
    await shows(shown(), /^4 shown$/)
    await inspector.page.getByLabel('Method').first().selectOption('POST')
    await inspector.page.getByLabel('Status').first().selectOption('409')
    await inspector.page.getByLabel('Search path or body').fill('ada')
    await shows(shown(), /^1 of 4 shown$/)
    expect(await hash()).toBe('#/requests?text=ada&method=POST&status=409')

    await reload()
    await shows(shown(), /^1 of 4 shown$/)
    expect(await inspector.page.getByLabel('Search path or body').inputValue()).toBe('ada')
    await button('POST /api/v2/contacts, 409').click()
    await detail().getByRole('heading', { name: 'POST /api/v2/contacts' }).waitFor()
    expect(await hash()).toBe('#/requests/2?text=ada&method=POST&status=409')
    await inspector.page.goBack()
    await detail().waitFor({ state: 'hidden' })
    await shows(shown(), /^1 of 4 shown$/)

    await button('Clear filters').click()
    await shows(shown(), /^4 shown$/)
    expect(await hash()).toBe('#/requests')
    expect(await button('Clear filters').isVisible()).toBe(false)
  })

  test.each([
    ['201', ['POST /api/v2/contacts, 201']],
    ['401', ['GET /api/v2/agents/me, 401']],
    ['404', ['GET /api/v2/contacts/1, 404']],
    ['409', ['POST /api/v2/contacts, 409']],
    ['4', ['GET /api/v2/agents/me, 401', 'GET /api/v2/contacts/1, 404', 'POST /api/v2/contacts, 409']],
  ])('with status=%s shows these requests alone', async (status, wanted) => {
    await openInspector({}, {}, `#/requests?status=${status}`)
    await sendToEmpty()
    await shows(shown(), `${wanted.length} of 4 shown`)
    const names = await requests()
      .locator('button.open')
      .evaluateAll(buttons => buttons.map(button => (button as unknown as Element).getAttribute('aria-label')))
    expect(names).toEqual(wanted)
  })

  /** The same four, while a filter hides some of them. */
  async function sendToEmpty() {
    await api('POST', '/contacts', { name: 'Ada Moss', email: 'ada@example.com' })
    await api('POST', '/contacts', { name: 'Ada Moss', email: 'ada@example.com' })
    await api('GET', '/contacts/1')
    await api('GET', '/agents/me', undefined, { Authorization: 'Basic bm9ib2R5Olg=' })
  }

  test('offers a status that came in, however rare', async () => {
    await openInspector()
    await api('GET', '/agents/me', undefined, { 'X-Mock-Fault': '418' })
    await rows(requests()).first().waitFor()
    await inspector.page.getByLabel('Status').first().selectOption('418')
    await shows(shown(), '1 of 1 shown')
  })

  test('names the account, and says when no account has that name', async () => {
    const seed = {
      contacts: [{ id: 1, name: 'Default Contact' }],
      accounts: { acme: { contacts: [{ id: 7, name: 'Acme Contact' }] } },
    }
    await openInspector({ seed }, {}, '#/contacts?account=acme')
    await rows(contacts()).filter({ hasText: 'Acme Contact' }).waitFor()
    await rows(contacts()).first().getByRole('button').click()
    expect(await hash()).toBe('#/contacts/7?account=acme')
    await reload()
    await detail().getByRole('heading', { name: 'Acme Contact' }).waitFor()
    await inspector.page.evaluate(`location.hash = '#/contacts/1?account=default'`)
    await detail().getByRole('heading', { name: 'Default Contact' }).waitFor()

    await inspector.page.goto(`${inspector.mock.url}/__admin/#/contacts?account=gone`)
    await reload()
    await shows(inspector.page.getByRole('alert'), 'There is no account “gone” any more. You see “default”.')
    await rows(contacts()).filter({ hasText: 'Default Contact' }).waitFor()
  })

  test('keeps search, state and order of the contacts', async () => {
    const people = ['Cleo', 'Ada', 'Ben'].map((name, i) => ({ id: i + 1, name, email: `${name}@example.com` }))
    await openInspector({ seed: { contacts: people } }, {}, '#/contacts?text=e&sort=name&order=desc')
    await shows(inspector.page.locator('#contacts-shown'), '3 of 3 shown')
    await shows(rows(contacts()).first(), 'Cleo')
    expect(await inspector.page.getByLabel('Search name, email, phone or id').inputValue()).toBe('e')
  })

  test.each([
    ['#/requests/99', 'The journal holds no request "99"'],
    ['#/contacts/99', 'There is no contact 99. It was deleted for good'],
    ['#/companies/99', 'There is no company 99. It was deleted'],
  ])('%s leads to something that is gone, and the page says so', async (address, message) => {
    await openInspector({}, {}, address)
    await shows(detail(), message)
    expect(await hash()).toBe(address)
    inspector.expectComplaint(/404 \(Not Found\)/)
  })
})
