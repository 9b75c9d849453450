import { connect } from 'node:net'
import axe from 'axe-core'
import { startMock } from '..'
import { describeInspector } from '../testing/inspector'

describeInspector('the page', inspector => {
  const { openInspector, api, admin, requests, contacts, rows, button, detail, shows } = inspector

  test('resets everything, after asking once', async () => {
    await openInspector({ seed: { contacts: [] } })
    await api('POST', '/contacts', { name: 'Ada', email: 'ada@example.com' })
    await button(/^500/).click()
    await inspector.page.locator('#faults li').waitFor()

    await button('Reset…').click()
    await button('Keep everything').click()
    expect((await admin('/contacts')).total).toBe(1)

    await button('Reset…').click()
    await inspector.page.getByRole('dialog').getByRole('button', { name: 'Reset', exact: true }).click()
    await inspector.page.getByRole('heading', { name: 'No requests yet' }).waitFor()
    await inspector.page.locator('#faults li').waitFor({ state: 'detached' })
    expect([(await admin('/contacts')).total, (await admin('/faults')).faults]).toEqual([0, []])
  })

  test('is walked through with the keyboard alone', async () => {
    const people = [
      { id: 5, name: 'Grete Solberg', email: 'grete@example.com' },
      { id: 6, name: 'Ada Moss', email: 'ada@example.com' },
    ]
    await openInspector({ seed: { contacts: people } })
    for (const path of ['/one', '/two', '/three']) await api('GET', path)
    await rows(requests()).nth(2).waitFor()
    const focused = () => inspector.page.evaluate('document.activeElement.getAttribute("aria-label")')
    const press = (...keys: string[]) =>
      keys.reduce((before, key) => before.then(() => inspector.page.keyboard.press(key)), Promise.resolve())

    await press('j')
    expect(await focused()).toBe('GET /api/v2/three, 404')
    await press('j', 'ArrowDown', 'k')
    expect(await focused()).toBe('GET /api/v2/two, 404')
    await press('Enter')
    await detail().getByRole('heading', { name: 'GET /api/v2/two' }).waitFor()
    // With one open, moving on opens the next.
    await press('j')
    await detail().getByRole('heading', { name: 'GET /api/v2/one' }).waitFor()
    await press('Escape')
    await detail().waitFor({ state: 'hidden' })
    expect(await focused()).toBe('GET /api/v2/one, 404')
    await press('Home')
    expect(await focused()).toBe('GET /api/v2/three, 404')

    // As fast as keys can come: the second before the browser has done anything else.
    await inspector.page.evaluate(
      `for (const key of ['2', '/']) document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))`,
    )
    expect(await focused()).toBe('Search name, email, phone or id')
    await inspector.page.keyboard.type('grete')
    await button('Ada Moss, ada@example.com').waitFor({ state: 'detached' })
    await press('ArrowDown', 'Enter')
    await detail().getByRole('heading', { name: 'Grete Solberg' }).waitFor()
    await press('Escape', 'Escape')
    await inspector.page.waitForFunction('document.querySelector("#contacts-filters").elements.text.value === ""')

    await press('?')
    await inspector.page.getByRole('dialog', { name: 'Keyboard' }).waitFor()
    await press('Escape')
    await inspector.page.getByRole('dialog', { name: 'Keyboard' }).waitFor({ state: 'hidden' })
  })

  test('holds 100,000 contacts and 10,000 requests, and draws only those in sight', async () => {
    const many = Array.from({ length: 100_000 }, (_, i) => ({
      id: i + 1,
      name: `Contact ${String(i).padStart(6, '0')}`,
      email: `c${i}@example.com`,
    }))
    await openInspector({ plan: 'off', seed: { contacts: many } })
    await askOften(inspector.mock.port, 10_000)
    await shows(inspector.page.locator('#requests-count'), '10,000')
    await inspector.page.locator('#requests table[aria-rowcount="10001"]').waitFor()
    expect(await rows(requests()).count()).toBeLessThan(60)
    await inspector.page.keyboard.press('j')
    await inspector.page.keyboard.press('End')
    await requests().locator('tr[aria-rowindex="10001"] button').waitFor()
    expect(await rows(requests()).count()).toBeLessThan(60)

    await inspector.page.getByRole('link', { name: /Contacts/ }).click()
    await button('Contact 000000, c0@example.com').waitFor()
    expect(await contacts().getAttribute('aria-rowcount')).toBe('100001')
    await inspector.page.keyboard.press('j')
    await inspector.page.keyboard.press('End')
    await button('Contact 099999, c99999@example.com').click()
    await detail().getByRole('heading', { name: 'Contact 099999' }).waitFor()
    expect(await rows(contacts()).count()).toBeLessThan(60)
    await inspector.page.getByLabel('Search name, email, phone or id').fill('c54321@')
    await button('Contact 054321, c54321@example.com').waitFor()
    await inspector.page.waitForFunction(`document.querySelectorAll('#contacts tbody tr').length === 1`)
  }, 180_000)

  test('keeps the scroll position while requests arrive, and shows how many arrived', async () => {
    await openInspector({ plan: 'off' })
    for (let i = 0; i < 60; i++) await api('GET', `/nowhere/${i}`)
    await button('GET /api/v2/nowhere/59, 404').waitFor()
    await inspector.page.keyboard.press('j')
    await inspector.page.keyboard.press('End')
    await button('GET /api/v2/nowhere/0, 404').waitFor()
    const place = await button('GET /api/v2/nowhere/0, 404').boundingBox()
    await api('GET', '/agents/me')
    await shows(inspector.page.locator('#requests-fresh'), '1 new request')
    expect(await button('GET /api/v2/nowhere/0, 404').boundingBox()).toEqual(place)
    expect(await inspector.page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe(
      'GET /api/v2/nowhere/0, 404',
    )
    await inspector.page.keyboard.press('k')
    expect(await inspector.page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe(
      'GET /api/v2/nowhere/1, 404',
    )
    await inspector.page.locator('#requests-fresh').click()
    await button('GET /api/v2/agents/me, 200').waitFor()
    await inspector.page.locator('#requests-fresh').waitFor({ state: 'hidden' })
  })

  test('says that the mock is gone, and comes back with it', async () => {
    await openInspector()
    const { port } = inspector.mock
    await inspector.mock.close()
    await shows(inspector.page.locator('#lost'), 'The mock does not answer.')
    inspector.mock = await startMock({ port })
    await inspector.page.getByText('Live', { exact: true }).waitFor()
    await inspector.page.locator('#lost').waitFor({ state: 'hidden' })
    await api('GET', '/agents/me')
    await button('GET /api/v2/agents/me, 200').waitFor()
    inspector.expectComplaint(/Failed to load resource|ERR_CONNECTION_REFUSED/)
  })

  test('shows one account at a time where there are several', async () => {
    await openInspector(
      {
        seed: {
          contacts: [],
          accounts: { acme: { contacts: [{ id: 7, name: 'Only Acme', email: 'o@acme.example' }] } },
        },
      },
      {},
      '#/contacts',
    )
    await inspector.page.getByRole('heading', { name: 'No contacts yet' }).waitFor()
    await inspector.page.getByLabel('Account').selectOption('acme')
    await button('Only Acme, o@acme.example').waitFor()
    await inspector.page.getByRole('link', { name: /Requests/ }).click()
    await api('GET', '/agents/me')
    await inspector.page.getByLabel('Account').selectOption('default')
    await button('GET /api/v2/agents/me, 200').waitFor()
    await inspector.page.getByLabel('Account').selectOption('acme')
    await inspector.page.getByRole('heading', { name: 'No requests yet' }).waitFor()
    await shows(inspector.page.locator('#requests-count'), /^0$/)
  })

  test('follows a seed that brings accounts, and one that takes the shown account away', async () => {
    await openInspector({ seed: { contacts: [] } }, {}, '#/contacts')
    await inspector.page.getByRole('heading', { name: 'No contacts yet' }).waitFor()
    inspector.mock.admin.seed({
      contacts: [],
      accounts: { acme: { contacts: [{ id: 7, name: 'Only Acme', email: 'o@acme.example' }] } },
    })
    await inspector.page.getByLabel('Account').selectOption('acme')
    await button('Only Acme, o@acme.example').waitFor()
    inspector.mock.admin.seed({ contacts: [{ id: 8, name: 'Only Default', email: 'o@default.example' }] })
    await button('Only Default, o@default.example').waitFor()
    await inspector.page.getByLabel('Account').waitFor({ state: 'hidden' })
    // The page may request the account once more before it learns that the account is gone.
    inspector.expectComplaint(/404 \(Not Found\)/)
  })

  test('fits a phone: nothing is cut off, and the controls have a separate view', async () => {
    await openInspector({}, { viewport: { width: 320, height: 740 }, isMobile: true, hasTouch: true })
    const isCut = () => inspector.page.evaluate('document.documentElement.scrollWidth > 320')
    await api('POST', '/contacts', { name: 'Ada Moss', email: 'ada@example.com' })
    await button('POST /api/v2/contacts, 201').tap()
    await detail().getByRole('heading', { name: 'POST /api/v2/contacts' }).waitFor()
    expect([await isCut(), await requests().isVisible()]).toEqual([false, false])
    await inspector.page.goBack()
    await requests().waitFor()
    await inspector.page.getByRole('link', { name: /Controls/ }).tap()
    await button(/^429/).tap()
    await inspector.page.locator('#faults li').waitFor()
    expect(await isCut()).toBe(false)
  })

  describe.each(['light', 'dark'] as const)('in %s', colorScheme => {
    test('breaks no rule of accessibility that axe knows', async () => {
      await openInspector({}, { colorScheme })
      await api('POST', '/contacts', { name: 'Ada', email: 'ada@example.com' })
      await button(/^429/).click()
      await api('GET', '/agents/me')
      await button(/^503/).click()
      await inspector.page.evaluate(axe.source)
      await button('POST /api/v2/contacts, 201').click()
      await detail().getByRole('heading', { name: 'POST /api/v2/contacts' }).waitFor()
      expect(await violations()).toEqual([])
      await inspector.page.getByRole('link', { name: /Contacts/ }).click()
      await rows(contacts()).first().getByRole('button').click()
      await detail().getByRole('heading').first().waitFor()
      expect(await violations()).toEqual([])
      await button('Custom fault…').click()
      expect(await violations()).toEqual([])
    })

    test('breaks none of them in groups, comparison, companies, account and forms', async () => {
      await openInspector({}, { colorScheme }, '#/requests?group=event')
      await inspector.page.evaluate(axe.source)
      for (const name of ['Ada', 'Ada'])
        await api('POST', '/contacts', { name, email: 'iris.calder@quillfarm.example' })
      await rows(requests()).nth(2).waitFor()
      await rows(requests()).nth(2).getByRole('button').click()
      await button('Compare…').click()
      await rows(requests()).nth(1).getByRole('button').click()
      await detail().getByRole('heading', { name: 'Request 2 and request 1' }).waitFor()
      expect(await violations()).toEqual([])
      await inspector.page.getByRole('link', { name: /Companies/ }).click()
      await detail().waitFor({ state: 'hidden' })
      expect(await violations()).toEqual([])
      await inspector.page.getByRole('link', { name: 'Account' }).click()
      await inspector.page.getByRole('cell', { name: 'Lee Park' }).waitFor()
      expect(await violations()).toEqual([])
      await inspector.page.getByRole('link', { name: /Contacts/ }).click()
      await button('Add contact…').click()
      await inspector.page.getByRole('dialog', { name: 'Add a contact' }).waitFor()
      expect(await violations()).toEqual([])
    })
  })

  const violations = async () => {
    const { violations } = (await inspector.page.evaluate('axe.run()')) as import('axe-core').AxeResults
    return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(node => node.html.slice(0, 200)) }))
  }
})

const START = 'HTTP/1.1 '

/**
 * Sends requests down one connection without waiting for answers in between: the quickest way to
 * fill a journal.
 */
function askOften(port: number, times: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let answers = 0
    let rest = ''
    const socket = connect(port, '127.0.0.1')
    socket.on('error', reject)
    socket.on('data', chunk => {
      const text = rest + chunk.toString('latin1')
      answers += text.split(START).length - 1
      rest = text.slice(1 - START.length)
      if (answers < times) return
      socket.destroy()
      resolve()
    })
    for (let i = 0; i < times; i++) socket.write(`GET /api/v2/nowhere/${i} HTTP/1.1\r\nHost: localhost\r\n\r\n`)
  })
}
