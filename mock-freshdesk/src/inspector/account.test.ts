import { readFileSync } from 'node:fs'
import { describeInspector } from '../testing/inspector'

describeInspector('the account', inspector => {
  const { openInspector, api, admin, rows, button, detail, dialog, said, shows } = inspector
  const table = (name: string) => inspector.page.getByRole('region', { name }).getByRole('table')

  test('shows and changes generation, latency, unique phones and magic emails', async () => {
    await openInspector({}, {}, '#/account')
    await inspector.page.getByLabel('Generation').selectOption('2022')
    await said('The account is of 2022 now.')
    expect((await api('GET', '/agents/me')).headers.get('server')).toBe('fwe')
    await inspector.page.getByLabel('Latency').fill('5')
    await button('Set').first().click()
    await said('Every response is 5 ms later now.')
    await inspector.page.getByLabel('Two contacts cannot share a phone number').check()
    await said('On: Two contacts cannot share a phone number.')
    await inspector.page.getByLabel('Two contacts cannot share a mobile number').check()
    await said('On: Two contacts cannot share a mobile number.')
    await inspector.page.getByLabel('Emails such as ada+429@example.com fail on purpose').uncheck()
    await said('Off: Emails such as ada+429@example.com fail on purpose.')
    expect(await admin('/settings')).toEqual({
      uniquePhone: true,
      uniqueMobile: true,
      generation: 2022,
      plan: 'enterprise',
      magicEmails: false,
      latencyMs: 5,
    })
  })

  test('lists agents and fields, and a field that comes later', async () => {
    await openInspector({}, {}, '#/account')
    await shows(rows(table('Agents')).nth(1), /Robin Vale.*reads only/)
    await shows(rows(table('Contact fields')), 'custom_fields.signup_method')
    inspector.mock.admin.seed({ contact_fields: [{ name: 'plan', label: 'Plan tier', type: 'custom_text' }] })
    await shows(rows(table('Contact fields')), /custom_fields\.plan.*Plan tier.*text/)
  })

  test('loads a seed, refuses a text that is no JSON, and goes back to the default seed', async () => {
    await openInspector({}, {}, '#/account')
    await button('Load a seed…').click()
    await dialog().getByLabel('Seed as JSON').fill('{"contacts":')
    await button('Replace the data').click()
    await shows(dialog().getByRole('alert'), 'This is not JSON, so it is not a seed.')
    await dialog().getByLabel('Seed as JSON').fill('{"contacts":[{"name":"Only One"}]}')
    await button('Replace the data').click()
    await said('Loaded: 1 contact, 2 companies.')
    expect((await admin('/contacts')).contacts).toMatchObject([{ name: 'Only One' }])
    await button('Default seed…').click()
    await button('Replace the data').click()
    await said('Loaded: 3 contacts, 2 companies.')
  })

  test('saves the snapshot, and saves and replays the recording', async () => {
    await openInspector({}, {}, '#/account')
    await api('POST', '/contacts', { name: 'Ada Moss', email: 'ada@example.com' })
    const save = async (name: string) => {
      const [saved] = await Promise.all([inspector.page.waitForEvent('download'), button(name).click()])
      return JSON.parse(readFileSync(await saved.path(), 'utf8'))
    }
    expect((await save('Save snapshot')).contacts.at(-1)).toMatchObject({ name: 'Ada Moss' })
    const recording = await save('Save recording')
    expect(recording.recording).toEqual([
      { method: 'POST', url: '/api/v2/contacts', body: { name: 'Ada Moss', email: 'ada@example.com' } },
    ])
    await fetch(`${inspector.mock.url}/__admin/reset`, { method: 'POST' })
    await button('Replay a recording…').click()
    await dialog().getByLabel('Recording as JSON').fill(JSON.stringify(recording))
    await button('Replay').click()
    await said('1 write made.')
    expect(inspector.mock.admin.contacts({ q: 'ada' })).toHaveLength(1)
  })

  test.each([
    ['OpenAPI description', 'openapi.json'],
    ['List of endpoints', 'help'],
  ])('links the %s', async (name, file) => {
    await openInspector({}, {}, '#/account')
    const link = inspector.page.getByRole('link', { name })
    const address = new URL((await link.getAttribute('href')) ?? '', inspector.mock.url)
    expect(address.pathname).toBe(`/__admin/${file}`)
    expect((await fetch(address)).status).toBe(200)
  })

  test('has its companies in a list, with a search, a detail and a way to the contacts', async () => {
    await openInspector({}, {}, '#/companies')
    const companies = inspector.page.getByRole('table', { name: 'Companies', exact: true })
    await shows(rows(companies).first(), /Quillfarm.*quillfarm\.example.*Food Products/)
    await inspector.page.getByLabel('Search name, domain or id').fill('loom')
    await shows(inspector.page.locator('#companies-shown'), '1 of 2 shown')
    await rows(companies).first().click()
    await detail().getByRole('heading', { name: 'Tidewater Looms' }).waitFor()
    await button('Contacts of this company').click()
    await shows(inspector.page.locator('#contacts-shown'), '1 of 3 shown')
    await button(/^Company \d+$/).click()
    await shows(inspector.page.locator('#contacts-shown'), /^3 shown$/)
  })
})
